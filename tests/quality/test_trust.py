"""What a check doubts is a draft wherever it is shown, and nothing else is."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import toonbank
from tests.quality.test_check import NOW, WEEK, Months, bent, said
from tests.world import World
from toonbank.ledger.document import Document
from toonbank.ledger.models import TillCount
from toonbank.lib.periods import Period, day_from_int
from toonbank.metrics.answer import Answer
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import METRICS
from toonbank.quality.check import DOUBTING
from toonbank.quality.trust import Trust
from toonbank.quality.verdict import DOUBT, Verdict
from toonbank.shops.models import Shop

BOTH = ("suggestion_rate", "attach_rate")


@pytest.fixture
def trust(world: World) -> Trust:
    world.shop.refresh_from_db()
    return Trust([world.shop], NOW)


def counted(world: World, day: int = 20261118, receipts: int = 20, shop: Shop | None = None) -> None:
    TillCount.objects.create(shop=shop or world.shop, day=day, receipts=receipts, counted_at=NOW)


def checks(answer: Answer, metric: str) -> dict[str | int | None, str]:
    (name,) = (key.key for key in answer.question.by)
    return {row.labels[name]: row.values[metric].state.check for row in answer.rows}


def test_a_doubted_number_keeps_its_sums_and_gets_the_verdict_as_its_reason(
    world: World, trust: Trust
) -> None:
    Months(world)
    counted(world)
    plain = Asked(BOTH, ("addon",), period=WEEK).answer([world.shop], NOW)
    told = trust.ask(BOTH, ("addon",), period=WEEK)
    (doubt,) = trust.doubts
    for before, row in zip(plain.rows, told.rows, strict=True):
        rate, was = row.values["suggestion_rate"], before.values["suggestion_rate"]
        with translation.override("en"):
            assert (rate.state.name, rate.state.reason()) == ("draft", said(world, doubt.verdict))
        assert (rate.hits, rate.low, rate.as_json()["check"]) == (was.hits, was.low, "coverage")
        assert (rate.state.weeks, row.values["attach_rate"]) == (None, before.values["attach_rate"])


def test_what_one_employee_left_out_is_no_doubt_about_a_colleague(world: World, trust: Trust) -> None:
    sam = world.employees["sam"].pk

    def only_yes(_number: int, document: Document) -> Document:
        kept = tuple(line for line in document.offers if line.outcome == "bought")
        return bent(document, offers=kept) if document.employee == sam else document

    Months(world, only_yes, each=30)
    found = trust.ask(("attach_rate",), ("employee",), period=WEEK)
    assert checks(found, "attach_rate") == {"Robin": "", "Sam": "only_yes"}
    whole = trust.ask(("attach_rate",), period=WEEK).only["attach_rate"]
    assert whole.state.check == "only_yes"
    for who, check in (("Robin", ""), ("Sam", "only_yes")):
        one = trust.ask(("attach_rate",), where=[("employee", who)], period=WEEK)
        assert one.only["attach_rate"].state.check == check


def test_a_doubt_reaches_the_days_it_was_seen_on(world: World, trust: Trust) -> None:
    Months(world)
    counted(world)
    by_day = checks(trust.ask(("tickets",), ("day",), period=WEEK), "tickets")
    assert {day: check for day, check in by_day.items() if check} == {"2026-11-18": "coverage"}
    longer = Period.between(WEEK.first - timedelta(days=14), WEEK.last)
    for by, inside in (("week", "2026-W47"), ("month", "2026-11")):
        told = checks(trust.ask(("tickets",), (by,), period=longer), "tickets")
        assert {label for label, check in told.items() if check} == {inside}


def test_known_verdicts_of_more_days_touch_only_the_days_asked_about(world: World, trust: Trust) -> None:
    Months(world)
    counted(world)
    seen = trust.verdicts(world.shop, WEEK)
    for day, check in ((20261118, "coverage"), (20261119, "")):
        asked = Asked(("tickets",), period=Period.day(day_from_int(day))).answer([world.shop], NOW)
        assert trust.over(asked, known=seen).only["tickets"].state.check == check


def test_of_more_shops_each_answers_for_itself(world: World) -> None:
    Months(world)
    counted(world)
    shops = list(Shop.objects.filter(pk__in=[world.shop.pk, world.neighbour.pk]).order_by("pk"))
    trust = Trust(shops, NOW)
    assert checks(trust.ask(("tickets",), ("shop",), period=WEEK), "tickets") == {"utrecht": "coverage"}
    whole = trust.ask(("tickets",), period=WEEK).only["tickets"]
    with translation.override("en"):
        assert whole.state.reason().startswith("Fix & Go Utrecht: Of 20 receipts of the till 10 were logged")


def test_a_check_is_looked_at_once_and_only_where_a_number_needs_it(world: World, trust: Trust) -> None:
    Months(world)
    counted(world)

    def queries(metric: str) -> int:
        with CaptureQueriesContext(connection) as plain:
            Asked((metric,), period=WEEK).answer([world.shop], NOW)
        with CaptureQueriesContext(connection) as found:
            trust.ask((metric,), period=WEEK)
        return len(found) - len(plain)

    # No check doubts the receipt totals; the second question about coverage finds the first one's answer.
    assert [queries(name) for name in ("aov", "tickets", "cross_sell_ratio", "up_sell_ratio")] == [0, 3, 0, 0]


def test_nothing_asked_is_nothing_doubted(world: World, trust: Trust) -> None:
    counted(world)
    rate = trust.ask(BOTH, period=WEEK).only["suggestion_rate"]
    assert (rate.value, rate.state.check, trust.doubts) == (None, "", ())


def test_each_check_that_can_doubt_says_which_numbers(world: World) -> None:
    known = {metric.key for metric in METRICS}
    assert all(numbers and numbers <= known for _check, numbers in DOUBTING)

    def everything(number: int, document: Document) -> Document:
        evening = document.started_at.replace(hour=17, minute=0, second=0)
        return bent(document, started_at=evening, receipt="R-1" if number < 2 else "")

    Months(world, everything)
    counted(world)
    spoken = [one for one in Trust([world.shop], NOW).verdicts(world.shop, WEEK) if one.doubtful]
    promised = {check.__module__.rpartition(".")[2]: numbers for check, numbers in DOUBTING}
    assert {one.check for one in spoken} == {"coverage", "late", "duplicates"}
    assert all(one.numbers == promised[one.check] and one.days for one in spoken)


@pytest.mark.parametrize(
    ("labels", "reached"),
    [({}, True), ({"addon": "x"}, True), ({"employee": "Sam"}, True), ({"employee": "Robin"}, False),
     ({"day": "2026-11-18"}, True), ({"day": "2026-11-17"}, False),
     ({"week": "2026-W47", "employee": "Sam"}, True), ({"month": "2026-10"}, False)],
)  # fmt: skip
def test_reach(labels: dict[str, str], reached: bool) -> None:
    verdict = Verdict("x", DOUBT, "", days=frozenset({20261118}), only={"employee": frozenset({7, "Sam"})})
    assert verdict.reaches(labels) is reached
    assert (verdict.within(20261101, 20261130), verdict.within(20261119, 20261130)) == (True, False)


# Where a question may be asked without looking at what the log can carry, and why.
ASKED_PLAINLY = {
    "reports/today.py": "the verdicts of the week are laid over it; what is usual is no number of its own",
    "reports/chain.py": "sums of noted days, to compare shops like with like",
    "reports/own.py": "what to offer more often",
    "doors/pages/behind.py": "the sums of each day below the number",
}


def test_nobody_asks_past_the_checks() -> None:
    home = Path(toonbank.__file__).parent
    asking = re.compile(r"Asked\((?:(?!Trust).)*?\)\.answer\(|engine\.answer\(", re.DOTALL)
    found = {
        str(file.relative_to(home))
        for room in ("reports", "doors", "management")
        for file in (home / room).rglob("*.py")
        if asking.search(file.read_text())
    }
    assert found <= set(ASKED_PLAINLY)
