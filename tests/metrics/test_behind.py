"""The tickets behind each number add up to it, to the digit, however it is narrowed."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.worlds import NOW, WORLDS, Place, counted, mixed
from toonbank.ledger.models import Offer, Ticket
from toonbank.lib.periods import Period
from toonbank.metrics import behind, left_out
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.dimensions import DIMENSIONS
from toonbank.metrics.engine import answer
from toonbank.metrics.metric import Metric, Shape
from toonbank.metrics.question import Question
from toonbank.shops.models import Shop

pytestmark = pytest.mark.django_db
COUNTED_HERE = [metric for metric in METRICS if metric.asks_database]
EVERYTHING = 10_000
PERIODS = (
    None,
    Period.week("2026-W46"),
    Period.between(date(2026, 11, 1), date(2026, 11, 20)),
    Period.day(date(2026, 11, 20)),
    Period.day(date(2020, 2, 29)),
)


def question(shop: Shop, metric: Metric, *where: tuple[str, str], period: Period | None = None) -> Question:
    return Asked((metric.key,), (), where, period).question([shop], NOW)


def check(asked: Question) -> Value:
    """Page by page, the parts are the whole, and the whole is the number."""
    (value,) = answer(asked).only.values()
    whole = behind.totals(asked)
    assert (whole.sum_hits, whole.sum_tries) == (value.hits, value.tries or 0)
    found = {part: list(pages(asked, part)) for part in behind.PARTS}
    assert {part: len(rows) for part, rows in found.items()} == whole.tickets
    rows = found[behind.ALL]
    assert sum(row.hits for row in rows) == value.hits
    if asked.metrics[0].shape is not Shape.COUNT:
        assert sum(row.tries for row in rows) == value.tries
        assert sorted(found[behind.HITS] + found[behind.REST], key=by_id) == sorted(rows, key=by_id)
    tickets = [row.ticket for row in rows + found[behind.OTHERS]]
    assert len(tickets) == len(set(tickets))
    assert not {*tickets} & {ticket for ticket, _why in left_out.listed(asked, EVERYTHING)}
    return value


def by_id(row: behind.Part) -> int:
    return row.ticket


def pages(asked: Question, part: str, size: int = 37) -> Iterator[behind.Part]:
    skip = 0
    while rows := behind.tickets(asked, part, size, skip):
        yield from rows
        skip += size


@pytest.mark.parametrize("world", WORLDS)
def test_the_tickets_add_up_to_the_number(world: str) -> None:
    shop = WORLDS[world]().shop
    for metric in COUNTED_HERE:
        check(question(shop, metric))


@pytest.mark.parametrize("world", ["mixed", "merged"])
def test_also_of_every_row_of_every_table(world: str) -> None:
    """What a page links to is the number that stood there."""
    shop = WORLDS[world]().shop
    for dimension in DIMENSIONS:
        known = [metric for metric in COUNTED_HERE if metric.lacks([dimension]) is None]
        for row in Asked([metric.key for metric in known], (dimension.key,)).answer([shop], NOW).rows:
            label = row.labels[dimension.key]
            where = (dimension.key, "" if label is None else str(label))
            for metric in known:
                stood = row.values[metric.key]
                found = behind.totals(question(shop, metric, where))
                assert (where, metric.key, found.sum_hits, found.sum_tries) == (
                    where, metric.key, stood.hits, stood.tries or 0,
                )  # fmt: skip


@pytest.mark.parametrize("world", ["mixed", "merged"])
def test_also_however_it_is_narrowed(world: str) -> None:
    place = WORLDS[world]()

    @settings(max_examples=20, deadline=None)
    @given(asked=questions(place))
    def law(asked: Question) -> None:
        check(asked)

    law()


@st.composite
def questions(draw: st.DrawFn, place: Place) -> Question:
    metric = draw(st.sampled_from(COUNTED_HERE))
    offered = {
        "addon": list(place.addons), "category": ["Hoesje"], "kind": ["cross-sell", "up-sell"],
        "employee": [*place.employees, ""], "service_type": list(place.services),
        "moment": ["", "intake", "checkout"], "reason": ["price", ""], "weekday": ["1", "5"],
    }  # fmt: skip
    fits = [one.key for one in DIMENSIONS if one.key in offered and metric.lacks([one]) is None]
    chosen = draw(st.lists(st.sampled_from(fits), unique=True, max_size=3))
    where = [(key, draw(st.sampled_from(offered[key]))) for key in chosen]
    return question(place.shop, metric, *where, period=draw(st.sampled_from(PERIODS)))


def test_the_newest_come_first_and_say_what_they_add() -> None:
    place = mixed()
    (metric,) = (one for one in METRICS if one.key == "attach_rate")
    rows = list(pages(question(place.shop, metric, ("addon", "Opzet-hulp")), behind.ALL))
    days = dict(Ticket.objects.values_list("pk", "day"))
    assert rows == sorted(rows, key=lambda row: (-days[row.ticket], -row.ticket))
    offers = Offer.objects.filter(addon=place.addons["Opzet-hulp"], offered=1)
    settled = offers.exclude(pending=1, day__gte=20261120)
    assert {row.ticket: row.hits for row in rows} == dict(settled.values_list("ticket_id", "bought"))


def test_those_left_out_are_as_many_as_the_number_says() -> None:
    shop = counted().shop
    for metric in METRICS:
        asked = question(shop, metric)
        said = answer(asked).left_out
        rows = left_out.listed(asked, EVERYTHING)
        assert len(rows) == len({ticket for ticket, _why in rows}) == said.tickets > 0
        why = [reason for _ticket, reasons in rows for reason in reasons]
        assert {reason: why.count(reason) for reason in set(why)} == said.why
        assert all(reasons for _ticket, reasons in rows)


def test_a_neighbour_has_no_tickets_here() -> None:
    place = mixed()
    (metric,) = (one for one in METRICS if one.key == "tickets")
    found = {row.ticket for row in pages(question(place.shop, metric), behind.ALL)}
    assert found == set(
        Ticket.objects.filter(shop=place.shop, counted=1)
        .exclude(pending=1, day__gte=20261120)
        .values_list("pk", flat=True)
    )
