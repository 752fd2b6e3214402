"""What was merged counts as one, and merging moves every number without changing a cent of the whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.metrics.worlds import NOW, Place, merged, mixed
from toonbank.catalog import aliases
from toonbank.catalog.merges import merge, unmerge
from toonbank.catalog.models import Eligibility, Merge
from toonbank.ledger.models import Offer
from toonbank.metrics.answer import Answer
from toonbank.metrics.ask import Asked, where_of
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.dimensions import DIMENSIONS

pytestmark = pytest.mark.django_db
MOVED = ("offers", "bought", "revenue", "profit", "organic_sales")
ROOT = "Hoesje · Siliconen"


def ask(place: Place, *metrics: str, by: tuple[str, ...] = (), where: tuple[str, ...] = ()) -> Answer:
    return Asked(metrics, by, where_of(where)).answer([place.shop], NOW)


def sums(found: Answer) -> dict[tuple[object, ...], tuple[int, ...]]:
    return {
        tuple(row.labels.values()): tuple(value.hits for value in row.values.values()) for row in found.rows
    }


def part() -> None:
    for row in Merge.objects.filter(undone_at=None).order_by("-pk"):
        unmerge(row, NOW)


def test_offers_bought_revenue_and_profit_move_to_the_root() -> None:
    place = merged()
    after = sums(ask(place, *MOVED, by=("addon",)))
    part()
    before = sums(ask(place, *MOVED, by=("addon",)))
    names = (ROOT, "Hoesje · Leer", "Reinigen")
    moved = [before.pop((name,)) for name in names]
    together = tuple(sum(column) for column in zip(*moved, strict=True))
    assert after == {**before, (ROOT,): together}


@pytest.mark.parametrize("by", [dim.key for dim in DIMENSIONS])
def test_the_whole_stays_the_same_however_it_is_split(by: str) -> None:
    place = merged()
    after = sums(ask(place, *MOVED, by=(by,)))
    part()
    before = sums(ask(place, *MOVED, by=(by,)))
    assert total(after) == total(before)
    if by not in ("addon", "category", "variant", "kind"):
        assert after == before


def total(rows: dict[tuple[object, ...], tuple[int, ...]]) -> list[int]:
    return [sum(column) for column in zip(*rows.values(), strict=True)]


def test_parting_restores_every_number() -> None:
    place = mixed()
    everything = tuple(metric.key for metric in METRICS)

    def numbers() -> list[dict[str, Any]]:
        return [ask(place, *everything, by=by).as_json() for by in ((), ("addon", "service_type"), ("kind",))]

    before = numbers()
    one, other = place.addons["Reinigen"], place.addons["Screen protector"]
    done = merge(one, other, NOW)
    assert numbers() != before
    unmerge(done, NOW)
    assert numbers() == before


def fitting(place: Place) -> Iterator[tuple[int, int, int, int]]:
    """Ticket, root, offered, bought: once for each root an offer counts for, if the rules let it."""
    spans = list(Eligibility.objects.filter(shop=place.shop))
    for offer in Offer.objects.filter(shop=place.shop).select_related("addon", "ticket"):
        root = offer.addon.counts_as_id or offer.addon_id
        fits = any(
            span.addon_id == root
            and span.service_type_id in (None, offer.service_type_id)
            and span.first_day <= offer.day <= span.last_day
            for span in spans
        )
        if fits and not (offer.pending and offer.day >= 2026_11_20):
            yield offer.ticket_id, root, offer.offered, offer.offered * offer.bought


def test_a_ticket_with_two_spellings_is_suggested_once() -> None:
    place = merged()
    rows = list(fitting(place))
    offered = {(ticket, root) for ticket, root, offered, _bought in rows if offered}
    bought = {(ticket, root) for ticket, root, _offered, bought in rows if bought}
    found = ask(place, "suggestion_rate", "bought_per_eligible").only
    assert found["suggestion_rate"].hits == len(offered) < sum(offered for *_, offered, _bought in rows)
    assert found["bought_per_eligible"].hits == len(bought)
    for by in DIMENSIONS:
        for row in ask(place, "suggestion_rate", "bought_per_eligible", by=(by.key,)).rows:
            for value in row.values.values():
                assert value.hits <= (value.tries or 0) or not value.tries


def test_by_add_on_a_ticket_is_one_ticket() -> None:
    place = merged()
    for row in ask(place, "cross_sell_ratio", by=("addon",)).rows:
        assert row.values["cross_sell_ratio"].hits <= (row.values["cross_sell_ratio"].tries or 0)
    (case,) = [
        row
        for row in ask(place, "up_sell_ratio", by=("category",)).rows
        if row.labels["category"] == "Hoesje"
    ]
    assert case.values["up_sell_ratio"].hits > 0


@pytest.mark.parametrize("name", [ROOT, "Reinigen", "hoesje leer", "Silicone case"])
def test_any_of_its_names_asks_for_the_whole(name: str) -> None:
    place = merged()
    aliases.add(place.addons[ROOT], "Silicone case", NOW)
    (only,) = sums(ask(place, *MOVED, where=(f"addon={name}",))).values()
    assert only == sums(ask(place, *MOVED, by=("addon",)))[(ROOT,)]


def test_category_variant_and_kind_are_those_of_the_root() -> None:
    place = merged()
    of_root = sums(ask(place, *MOVED, by=("addon",)))[(ROOT,)]
    for where in ("category=Hoesje", "variant=Siliconen"):
        assert list(sums(ask(place, *MOVED, where=(where,))).values()) == [of_root]
    assert sums(ask(place, "offers", where=("kind=up-sell",))) == {(): (0,)}
    assert {kind for (kind,) in sums(ask(place, "offers", by=("kind",)))} == {"cross-sell"}


def test_without_merges_nothing_is_joined() -> None:
    place = mixed()
    with CaptureQueriesContext(connection) as queries:
        ask(place, "attach_rate", by=("addon",))
    assert "counts_as_id, r.id" not in str(queries.captured_queries)
    with CaptureQueriesContext(connection) as queries:
        ask(place, "attach_rate", "revenue_per_ticket", by=("service_type",))
    assert "counts_as" not in str(queries.captured_queries)
