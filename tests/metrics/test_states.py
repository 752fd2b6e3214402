"""What a number may be used for: intervals over days, draft/act/firm, and numbers that are not available."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.metrics.worlds import NOW, Place, detail_shop, fortnight, mixed, place
from toonbank.catalog import snapshot
from toonbank.catalog.prices import set_price
from toonbank.lib.errors import Refused
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Answer, Value
from toonbank.metrics.ask import Asked, where_of
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.metric import Shape
from toonbank.shops.models import Shop
from toonbank.stats.days import DaySums, clustered
from toonbank.stats.prior import learn_each
from toonbank.stats.rate import Rate, wilson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rolled back, its shop's key comes again with other prices."""
    monkeypatch.setattr(snapshot, "_kept", {})


def ask(
    found: Place,
    *metrics: str,
    by: tuple[str, ...] = (),
    where: tuple[str, ...] = (),
    last: date | None = None,
) -> Answer:
    period = Period.between(date(2026, 10, 26), last) if last else None
    return Asked(metrics, by, where_of(where), period).answer([found.shop], NOW)


def reason(value: Value) -> str:
    with translation.override("en"):
        return value.state.reason()


def bounds(value: Value) -> tuple[float | None, float | None]:
    return value.low, value.high


@pytest.mark.parametrize(
    "name", ["attach_rate", "suggestion_rate", "bought_per_eligible", "cross_sell_ratio"]
)
def test_over_many_days_the_interval_counts_days(name: str) -> None:
    """The sums of the database against the same rate day by day, whichever rows its two sums come from."""
    noord = mixed()
    for row in ask(noord, name, by=("employee",)).rows:
        value, who = row.values[name], row.labels["employee"] or ""
        days = ask(noord, name, by=("day",), where=(f"employee={who}",)).rows
        parts = DaySums.of((day.values[name].hits, day.values[name].tries or 0) for day in days)
        assert value.days == parts
        assert bounds(value) == (clustered(parts).low, clustered(parts).high)
        assert parts.days >= 8


def test_over_few_days_it_is_the_plain_interval() -> None:
    value = ask(fortnight(days=7), "attach_rate").only["attach_rate"]
    plain = wilson(value.hits, value.tries or 0)
    assert bounds(value) == (plain.low, plain.high)


def test_two_shops_on_one_day_are_two_clusters() -> None:
    mixed()
    shops = list(Shop.objects.filter(chain__slug="keten"))
    both = Asked(["attach_rate"]).answer(shops, NOW).only["attach_rate"].days
    each = [Asked(["attach_rate"]).answer([shop], NOW).only["attach_rate"].days for shop in shops]
    assert both == each[0] + each[1]  # type: ignore[operator]


def test_an_add_on_that_surely_pays_may_be_acted_on() -> None:
    """39 offers a week at € 15.95: nothing is lost by acting, though the rate itself is not yet narrow."""
    with translation.override("en"):
        rows = {
            row.labels["addon"]: row.values["attach_rate"]
            for row in ask(fortnight(), "attach_rate", by=("addon",)).rows
        }
    glass = rows["Screen protector"]
    assert (glass.state.name, glass.state.worth, glass.state.weeks, glass.margin) == ("act", True, 0, 1595)
    assert reason(glass) == (
        "Enough to act on: offering pays from 9 %. The real figure still lies between 26 % and 50 %."
        " Firm after about 30 more offers."
    )
    assert glass.as_json()["firm_after"] == 30


def test_when_it_will_be_firm_is_when_the_interval_is_narrow() -> None:
    """As many offers more at the same rate, by the plain interval itself."""
    value = ask(fortnight(days=7), "attach_rate", by=("addon",)).rows[1].values["attach_rate"]
    more, rate = value.state.more or 0, value.value or 0
    for tries, narrow in ((78 + more, True), (78 + more - 2, False)):
        whole = wilson(round(rate * tries * 1000), tries * 1000)
        # A thousand times the sums have the same rate to the digit; the width goes with the root.
        width = ((whole.high or 0) - (whole.low or 0)) * 1000**0.5
        assert (width <= 0.2 * 1.03) is narrow or abs(width - 0.2) < 0.004


def test_near_the_threshold_it_is_a_draft_with_a_forecast() -> None:
    """€ 5 per sale, € 1.50 per offer: it pays from 30 %, and 10 of 40 can be on either side."""
    value = ask(detail_shop(), "attach_rate", by=("addon",)).rows[0].values["attach_rate"]
    assert (value.state.name, value.state.worth, value.margin) == ("draft", False, 500)
    assert reason(value) == (
        "Too early to decide: offering pays from 30 %, and with 40 times the real figure lies between"
        f" 14 % and 40 %. At this pace it takes about {value.state.weeks} more weeks."
    )
    assert value.as_json()["forecast_weeks"] == value.state.weeks
    with translation.override("nl"):
        assert f"nog ongeveer {value.state.weeks} weken" in value.state.reason()


def test_what_an_offer_costs_is_the_shop_s_to_say() -> None:
    shop = detail_shop()
    Shop.objects.filter(pk=shop.shop.pk).update(offer_cost=10)
    value = ask(shop, "attach_rate", by=("addon",)).rows[0].values["attach_rate"]
    assert (value.state.name, value.state.worth) == ("act", True)


def test_a_sale_that_brings_in_less_than_an_offer_costs_never_pays() -> None:
    shop = place("Weinig", ["Sam"], ["Was"], ["Geurboom"])
    set_price(shop.addons["Geurboom"], 250, 150)
    for number in range(30):
        shop.log(date(2026, 11, 9), shop.line("Geurboom", "bought" if number < 25 else "declined"))
    value = ask(shop.record(), "attach_rate", by=("category",)).rows[0].values["attach_rate"]
    assert (value.margin, value.state.name, value.state.worth) == (100, "act", False)
    assert reason(value) == "An offer costs more than a sale brings in: no number of sales changes that."


def test_without_a_cost_only_the_width_counts_and_the_reason_says_so() -> None:
    value = ask(mixed(), "attach_rate", by=("addon",), last=date(2026, 11, 3)).rows[-1].values["attach_rate"]
    assert (value.metric.key, value.margin, value.state.name, value.state.worth) == (
        "attach_rate",
        None,
        "draft",
        None,
    )
    assert reason(value).startswith("Too little data, and no cost to weigh it by: with 27 times")


def test_one_add_on_alone_is_judged_as_on_the_list() -> None:
    noord = mixed()
    for row in ask(noord, "attach_rate", by=("addon",)).rows:
        alone = ask(noord, "attach_rate", where=(f"addon={row.labels['addon']}",)).only["attach_rate"]
        assert (alone, reason(alone)) == (row.values["attach_rate"], reason(row.values["attach_rate"]))


def test_people_and_weeks_decide_nothing_about_an_add_on() -> None:
    noord = mixed()
    for by in (("employee",), ("addon", "week"), ("service_type",), ()):
        states = [row.values["attach_rate"].state for row in ask(noord, "attach_rate", by=by).rows]
        assert {state.worth for state in states} == {None}
        assert {state.name for state in states} <= {"draft", "firm"}


def test_a_mean_says_how_long_it_takes_until_it_is_narrow() -> None:
    value = ask(detail_shop(), "profit_per_ticket").only["profit_per_ticket"]
    width, mean = (value.high or 0) - (value.low or 0), value.value or 0
    weeks = value.state.weeks or 0
    assert (value.state.name, width > mean) == ("draft", True)
    assert 100 * weeks >= 100 * ((width / mean) ** 2 - 1) / 1 - 100
    assert reason(value).endswith(f"At this pace it takes about {weeks} more week{'s' * (weeks > 1)}.")


@pytest.mark.parametrize(
    ("metrics", "by", "where"),
    [
        (["tickets"], [], ["moment=intake"]),
        (["tickets", "aov"], ["addon"], []),
        (["eligible_tickets"], ["reason"], []),
        (["coverage"], ["employee"], []),
        (["aov"], [], ["category=Hoesje"]),
    ],
)
def test_a_number_that_cannot_be_narrowed_is_refused(
    metrics: list[str], by: list[str], where: list[str]
) -> None:
    noord = mixed()
    with pytest.raises(Refused) as refused:
        Asked(metrics, by, where_of(where)).answer([noord.shop], NOW)
    assert (refused.value.code, refused.value.field) == ("metric_not_by", "by" if by else "where")
    assert "attach_rate" in str(refused.value.params["known"]) or metrics == ["coverage"]


def test_beside_other_numbers_it_is_marked() -> None:
    row = ask(mixed(), "tickets", "aov", "attach_rate", by=("moment",)).rows[0]
    with translation.override("en"):
        assert row.as_json()["tickets"] == {
            "hits": None, "value": None, "low": None, "high": None, "state": "draft",
            "reason": "Tickets: not known by moment.",
        }  # fmt: skip
        assert row.as_json()["aov"]["reason"] == "Average order value: not known by moment."
    assert row.values["attach_rate"].tries


def test_what_is_divided_by_may_stand_whole() -> None:
    """What an add-on adds to the average ticket; what share of the eligible tickets heard of it at intake."""
    noord = mixed()
    whole = ask(noord, "revenue_per_ticket", "suggestion_rate").only
    by_addon = ask(noord, "revenue_per_ticket", by=("addon",)).rows
    assert {row.values["revenue_per_ticket"].tries for row in by_addon} == {whole["revenue_per_ticket"].tries}
    by_moment = ask(noord, "suggestion_rate", by=("moment",)).rows
    assert sum(row.values["suggestion_rate"].hits for row in by_moment) == whole["suggestion_rate"].hits
    assert {row.values["suggestion_rate"].tries for row in by_moment} == {whole["suggestion_rate"].tries}


VISITS = st.tuples(st.integers(0, 700), st.sampled_from(["none", "bought", "declined", "open", "organic"]))
ALL = tuple(metric.key for metric in METRICS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(visits=[], split="addon")
@example(visits=[(0, "none")], split="employee")
@example(visits=[(day, "bought") for day in range(0, 60, 3)], split="week")
@example(visits=[(day, "declined") for day in range(0, 60, 3)], split="addon")
@example(visits=[(day, "declined") for day in (61, 62, 63, 68, 430)], split="week")
@given(
    st.lists(VISITS, max_size=25),
    st.sampled_from(["addon", "employee", "service_type", "week", "month", "shop"]),
)
def test_whatever_was_logged_every_number_is_inside_its_interval(
    visits: list[tuple[int, str]], split: str
) -> None:
    """From nothing at all to a ticket every few weeks over two years, with a 53rd week."""
    shop = _shop(visits)
    for row in [*ask(shop, *ALL).rows, *ask(shop, "tickets", "attach_rate", *ALL, by=(split,)).rows]:
        row.as_json()
        for value in row.values.values():
            if value.low is not None and value.high is not None and value.value is not None:
                assert value.low - 1e-9 <= value.value <= value.high + 1e-9
            assert value.metric.shape is not Shape.RATE or value.hits <= (value.tries or 0)
            assert value.state.name in ("draft", "act", "firm")
            assert isinstance(reason(value), str)


def _shop(visits: list[tuple[int, str]]) -> Place:
    number = Shop.objects.count()
    shop = place(f"Zaak {number}", ["Sam"], ["Was"], ["Mat", "Wax"])
    set_price(shop.addons["Mat"], 1500, 500)
    for days, what in visits:
        day = date(2024, 12, 1) + timedelta(days=days)
        asked_by = "customer" if what == "organic" else "staff"
        outcome = "bought" if what == "organic" else what
        lines = (
            [] if what == "none" else [shop.line(name, outcome, asked_by=asked_by) for name in shop.addons]
        )
        shop.log(day, *lines, employee="Sam", service_type="Was", total=5000 if days % 2 else None)
    return shop.record() if visits else shop


def test_ten_years_of_visits_still_answer() -> None:
    chance = Random(3)
    visits = [(day, chance.choice(["bought", "declined", "none"])) for day in range(0, 700, 1)]
    shop = _shop(visits)
    for by in (("addon", "service_type"), ("week", "employee"), ("weekday", "addon"), ("month",)):
        answer = ask(shop, "attach_rate", "suggestion_rate", "profit_per_ticket", by=by)
        assert sum(row.values["attach_rate"].tries or 0 for row in answer.rows) == 2 * sum(
            what != "none" for _day, what in visits
        )


def test_the_prior_is_what_the_other_add_ons_do() -> None:
    rows = ask(fortnight(), "attach_rate", by=("addon",)).rows
    rates = [Rate(row.values["attach_rate"].hits, row.values["attach_rate"].tries or 0) for row in rows]
    assert len({prior.mean for prior in learn_each(rates)}) == 3
