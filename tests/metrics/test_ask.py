"""Whole answers as outsiders see them, and the laws that every question obeys."""

import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.metrics.worlds import NOW, Place, detail_shop, fortnight, mixed
from toonbank.lib.errors import Refused
from toonbank.metrics.answer import Answer
from toonbank.metrics.ask import Asked, period_of, where_of
from toonbank.metrics.definitions import BY_KEY, METRICS
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.shops.models import Shop

SEED = Path(__file__).parents[3] / "shared" / "data" / "expected" / "seed_examples.json"
ADDITIVE = (
    "offers",
    "bought",
    "revenue",
    "profit",
    "organic_sales",
    "attach_rate",
    "suggestion_rate",
    "eligible_tickets",
)


def ask(place: Place, *metrics: str, by: tuple[str, ...] = (), where: tuple[str, ...] = ()) -> Answer:
    return Asked(metrics, by, where_of(where)).answer([place.shop], NOW)


@pytest.mark.django_db
def test_json_of_a_rate_is_the_contract() -> None:
    with translation.override("en"):
        row = ask(fortnight(days=7), "attach_rate", by=("addon",)).as_json()["rows"][1]
    assert row == {
        "addon": "Screen protector",
        "attach_rate": {
            "hits": 29,
            "tries": 78,
            "value": 0.3718,
            "low": 0.2729,
            "high": 0.4827,
            "state": "act",
            "reason": (
                "Enough to act on: offering pays from 9 %. The real figure still lies between 27 % and 48 %."
                " Firm after about 8 more offers."
            ),
            "firm_after": 8,
        },
    }


@pytest.mark.django_db
def test_wilson_interval_of_10_in_40() -> None:
    value = ask(detail_shop(), "attach_rate").only["attach_rate"]
    assert (value.value, round(value.low or 0, 3), round(value.high or 0, 3)) == (0.25, 0.142, 0.402)


@pytest.mark.django_db
@pytest.mark.skipif(not SEED.exists(), reason="the public reference data are not here")
def test_fortnight_agrees_with_the_reference() -> None:
    known = json.loads(SEED.read_text())["phone shop, 84 tickets, 2 weeks"]
    answer = ask(fortnight(days=7), "attach_rate", "suggestion_rate", by=("addon",))
    assert {row.labels["addon"]: rates(row.values) for row in answer.rows} == {
        name: (
            rounded(one["rate"], *one["wilson95"]),
            rounded(one["suggestion_rate"], *one["suggestion_wilson95"]),
        )
        for name, one in known.items()
    }


@pytest.mark.django_db
def test_no_tickets_is_no_data_and_not_zero_per_cent() -> None:
    place = detail_shop()
    period = period_of("2020-01-01", "2020-01-31", None)
    answer = Asked(["attach_rate", "revenue_per_ticket", "tickets"], period=period).answer([place.shop], NOW)
    found = {name: (value.value, value.state.name) for name, value in answer.only.items()}
    assert found == {
        "attach_rate": (None, "draft"),
        "revenue_per_ticket": (None, "draft"),
        "tickets": (0, "firm"),
    }


@pytest.mark.django_db
def test_left_out_says_why() -> None:
    noord = mixed()
    answer = ask(noord, "profit_per_ticket", "aov")
    with translation.override("en"):
        assert answer.left_out.sentences()[0].endswith("× voided")
    tickets = ask(noord, "tickets").only["tickets"].hits
    assert answer.only["profit_per_ticket"].tries == tickets - answer.left_out.why["no_cost"]
    assert answer.only["aov"].tries == tickets - answer.left_out.why["no_total"]
    assert answer.left_out.why["still_open"] > 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(["sales"]), "metric_unknown"),
        (Asked(["tickets; DROP TABLE toonbank_ticket"]), "metric_unknown"),
        (Asked(["tickets"], by=["1"]), "dimension_unknown"),
        (Asked(["tickets"], where=[("addon", "Bestaat niet")]), "value_unknown"),
        (Asked(["tickets"], where=[("employee", "' OR 1=1 --")]), "value_unknown"),
        (Asked(["tickets"], where=[("weekday", "8")]), "value_unknown"),
        (Asked([]), "metric_missing"),
        (Asked(["tickets"], by=["day", "week", "month", "shop"]), "too_many_dimensions"),
    ],
)
@pytest.mark.django_db
def test_only_declared_names_and_known_values(asked: Asked, code: str) -> None:
    shop = detail_shop().shop
    with pytest.raises(Refused) as refused:
        asked.answer([shop], NOW)
    assert refused.value.code == code


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_parts_add_up_to_the_whole(data: st.DataObject, mixed_shop: Place) -> None:
    """Sums over any split equal the total, for every filter; nothing above that is not below."""
    filters = data.draw(st.lists(st.sampled_from(FILTERS), max_size=2, unique=True))
    split = data.draw(st.sampled_from(list(DIMENSION)))
    whole = ask(mixed_shop, *ADDITIVE, where=tuple(filters)).only
    parts = ask(mixed_shop, *ADDITIVE, by=(split,), where=tuple(filters))
    for name in ADDITIVE:
        hits = [row.values[name].hits for row in parts.rows]
        available = [row.values[name].available for row in parts.rows]
        if BY_KEY[name].lacks((DIMENSION[split],)) is None and whole[name].available:
            assert sum(hits) == whole[name].hits, (name, split, filters)
            assert all(available)
        else:
            assert not any(available), "what can't be split is no number"
        value = whole[name]
        assert name in MONEY or value.tries is None or value.hits <= value.tries


MONEY = ("revenue", "profit")
FILTERS = tuple(
    """employee=Sam employee=Kim employee= service_type=Accu addon=Opzet-hulp category=Hoesje kind=up-sell
    weekday=2 week=2026-W46 moment=intake reason=price day=2026-11-10 month=2026-11""".split()  # noqa: SIM905
)


@pytest.fixture
def mixed_shop(db: None) -> Place:
    return mixed()


@pytest.mark.django_db
def test_every_metric_explains_itself_in_both_languages() -> None:
    for language in ("nl", "en"):
        with translation.override(language):
            assert all(metric.title() and metric.formula() for metric in METRICS)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("bought", "offers by staff that were bought"),
        ("attach_rate", "offers by staff that were bought ÷ offers by staff"),
        (
            "revenue_per_ticket",
            "(quantity × unit price − discount of add-ons bought) ÷ tickets whose prices are known",
        ),
    ],
)
def test_a_formula_divides_the_whole_sum(name: str, english: str) -> None:
    with translation.override("en"):
        assert BY_KEY[name].formula() == english


@pytest.mark.django_db
def test_another_shop_changes_nothing() -> None:
    before = ask(detail_shop(), *ADDITIVE).as_json()
    fortnight()
    shop = Shop.objects.get(slug="glans-en-gloria")
    assert Asked(ADDITIVE).answer([shop], NOW).as_json() == before


def rates(values: dict[str, object]) -> tuple[tuple[float, ...], ...]:
    return tuple(rounded(value.value, value.low, value.high) for value in values.values())  # type: ignore[attr-defined]


def rounded(*numbers: float) -> tuple[float, ...]:
    return tuple(round(number, 8) for number in numbers)


@pytest.mark.django_db
def test_an_addon_and_a_category_narrow_each_other_down() -> None:
    shop = mixed().shop

    def offers(*where: str) -> int:
        return Asked(("offers",), (), where_of(where)).answer([shop], NOW).only["offers"].hits

    leather = offers("addon=Hoesje · Leer")
    assert offers("addon=Hoesje · Leer", "category=Hoesje") == leather > 0
    assert offers("category=Hoesje", "kind=up-sell") == leather
    assert offers("addon=Opzet-hulp", "category=Hoesje") == 0
    assert offers("addon=Hoesje · Leer", "addon=Opzet-hulp", "category=Hoesje") == leather
