"""Each check speaks where it should, says what it saw, and is silent in an honest shop."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import translation

from tests.world import World
from toonbank.catalog.models import Addon
from toonbank.ledger.bulk import record_many
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import TillCount
from toonbank.lib.periods import Period, day_int
from toonbank.lib.uuid7 import uuid7
from toonbank.metrics.shown import Shown
from toonbank.quality.trust import Trust
from toonbank.quality.verdict import Verdict
from toonbank.shops.models import Employee, Shop

WEEK = Period.week("2026-W47")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OUTCOMES = ("bought", "declined", "declined")
Change = Callable[[int, Document], Document | None]


class Months:
    """Twelve honest weeks of six days with visits spread over the day; `change` may bend the last week."""

    def __init__(self, world: World, change: Change | None = None, each: int = 10) -> None:
        self.world, self.random, self.change, self.each = world, Random(7), change, each
        start = WEEK.first - timedelta(days=77)
        days = (start + timedelta(days=number) for number in range(84))
        documents = [found for day in days if day.isoweekday() < 7 for found in self._day(day)]
        record_many(world.seat("owner"), documents, "counter", lambda document: document.started_at)

    def _day(self, day: date) -> list[Document]:
        made = []
        for number in range(self.each):
            minute = number * 540 // self.each + self.random.randrange(540 // self.each)
            at = datetime.combine(day, time(8), UTC) + timedelta(minutes=minute, seconds=7)
            document: Document | None = self.world.document(
                *self._offers(), started_at=at, uuid=uuid7(), employee=self._who()
            )
            if self.change and day in WEEK:
                document = self.change(number, document)  # type: ignore[arg-type]
            if document is not None:
                made.append(document)
        return made

    def _who(self) -> int:
        return self.world.employees[self.random.choice(("sam", "robin"))].pk

    def _offers(self) -> list[Line]:
        return [
            self.world.offer(name, self.random.choice(OUTCOMES))
            for name in ("glass", "case")
            if self.random.random() < 0.7
        ]


def bent(document: Document, **changes: Any) -> Document:
    return Document(**{**document.__dict__, **changes})


def verdicts(shop: Shop, period: Period, now: datetime) -> tuple[Verdict, ...]:
    return Trust([shop], now).verdicts(shop, period)


def found(world: World, check: str) -> list[Verdict]:
    world.shop.refresh_from_db()
    return [verdict for verdict in verdicts(world.shop, WEEK, NOW) if verdict.check == check]


def said(world: World, verdict: Verdict) -> str:
    with translation.override("en"):
        return verdict.sentence(Shown.of(world.shop))


def test_an_honest_shop_is_left_in_peace(world: World) -> None:
    Months(world)
    assert verdicts(world.shop, WEEK, NOW) == ()


def test_an_empty_shop_is_left_in_peace(world: World) -> None:
    assert verdicts(world.shop, WEEK, NOW) == ()


def test_a_day_without_tickets(world: World) -> None:
    Months(world, lambda _number, document: None if document.started_at.day == 18 else document)
    (verdict,) = found(world, "silence")
    assert said(world, verdict) == (
        "Nothing was logged on Wednesday 18 November, although you are usually open then."
    )
    assert (verdict.doubtful, verdict.fix.place, verdict.fix.value) == (False, "notes", 20261118)


def test_a_day_the_till_counted_nothing_is_no_silence(world: World) -> None:
    Months(world, lambda _number, document: None if document.started_at.day == 18 else document)
    TillCount.objects.create(shop=world.shop, day=20261118, receipts=0, counted_at=NOW)
    assert found(world, "silence") == []


@pytest.mark.parametrize(("receipts", "state"), [(10, None), (11, "look"), (15, "doubt")])
def test_coverage_against_the_till(world: World, receipts: int, state: str | None) -> None:
    Months(world)
    for day in WEEK:
        if day.isoweekday() < 7:
            TillCount.objects.create(shop=world.shop, day=day_int(day), receipts=receipts, counted_at=NOW)
    spoken = found(world, "coverage")
    assert [verdict.state for verdict in spoken] == ([state] if state else [])
    if state == "doubt":
        assert said(world, spoken[0]) == (
            "Of 90 receipts of the till 60 were logged (67 %). Visits without an offer count too."
        )
        assert "suggestion_rate" in spoken[0].numbers
        assert "attach_rate" not in spoken[0].numbers


def test_coverage_by_gaps_in_the_receipt_numbers(world: World) -> None:
    def numbered(number: int, document: Document) -> Document | None:
        gap = document.started_at.day == 17 and number in (4, 5)
        receipt = str(1000 * document.started_at.day + number)
        return None if gap else bent(document, receipt=receipt)

    Months(world, numbered)
    (verdict,) = found(world, "coverage")
    assert said(world, verdict) == (
        "On Tuesday 17 November 2 receipt numbers are missing between those that were logged."
    )


def test_open_offers(world: World) -> None:
    def opened(number: int, document: Document) -> Document:
        lines = [Line(line.addon, "open") for line in document.offers]
        return bent(document, offers=tuple(lines)) if number < 2 else document

    Months(world, opened)
    (verdict,) = found(world, "outcomes")
    assert (verdict.doubtful, verdict.count > 1, verdict.fix.place) == (True, True, "tickets")
    assert "attach_rate" in verdict.numbers


def test_logged_just_before_closing(world: World) -> None:
    def late(number: int, document: Document) -> Document:
        evening = document.started_at.replace(hour=17, minute=number, second=3)
        return bent(document, started_at=evening) if document.started_at.day in (16, 17, 18) else document

    Months(world, late)
    (verdict,) = found(world, "late")
    assert verdict.doubtful
    assert said(world, verdict) == (
        "On 3 days many visits were logged just before closing; on Wednesday 18 November 10 of 10."
        " Logging at once is surer."
    )


def test_somebody_who_logs_only_yes(world: World) -> None:
    sam = world.employees["sam"].pk

    def only_yes(_number: int, document: Document) -> Document:
        kept = tuple(line for line in document.offers if line.outcome == "bought")
        return bent(document, offers=kept) if document.employee == sam else document

    Months(world, only_yes, each=30)
    (verdict,) = found(world, "only_yes")
    assert verdict.params["employee"] == "Sam"
    assert said(world, verdict).startswith("Sam logged ")
    assert "check week" in said(world, verdict)


def test_times_on_the_quarter(world: World) -> None:
    def rounded(_number: int, document: Document) -> Document:
        at = document.started_at
        return bent(document, started_at=at.replace(minute=at.minute // 15 * 15, second=0))

    Months(world, rounded)
    assert "exactly on the quarter" in said(world, found(world, "heaping")[0])


def test_names_outside_the_list(world: World) -> None:
    Months(world)
    Addon.objects.filter(pk=world.addons["case"].pk).update(listed=False)
    (verdict,) = found(world, "outside_list")
    assert (verdict.doubtful, verdict.params["names"], verdict.fix.place) == (True, 1, "names")


def test_one_receipt_on_two_tickets(world: World) -> None:
    Months(
        world,
        lambda number, document: (
            bent(document, receipt="A-1" if number < 2 else "") if document.started_at.day == 20 else document
        ),
    )
    (verdict,) = found(world, "duplicates")
    assert said(world, verdict) == "Receipt A-1 stands on two tickets: is it one visit?"
    assert verdict.state == "look"


def test_since_when_less_is_accepted(world: World) -> None:
    def refused(_number: int, document: Document) -> Document:
        return bent(document, offers=tuple(Line(line.addon, "declined") for line in document.offers))

    Months(world, refused)
    (verdict,) = found(world, "odd_days")
    assert said(world, verdict).startswith("Since ")
    assert "fewer offers are accepted than usual" in said(world, verdict)


def test_bought_without_a_cost(world: World) -> None:
    def cable(number: int, document: Document) -> Document:
        return bent(document, offers=(world.offer("cable", "bought"),)) if number == 0 else document

    Months(world, cable)
    (verdict,) = found(world, "prices")
    assert said(world, verdict) == (
        "6 purchases have no price or cost, most of them Cable: missing from revenue or profit."
    )
    assert verdict.fix.value == world.addons["cable"].pk


def test_without_employee_or_service_type(world: World) -> None:
    def nobody(number: int, document: Document) -> Document:
        if document.started_at.day != 19 or number > 1:
            return document
        return bent(document, employee=None) if number else bent(document, employee=None, service_type=None)

    Months(world, nobody)
    assert [said(world, verdict) for verdict in found(world, "unassigned")] == [
        "2 tickets have no employee.",
        "One ticket has no service type: no add-on can be found to fit it.",
    ]


def test_a_wrong_clock_and_a_thin_week(world: World) -> None:
    at = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    world.log(started_at=at + timedelta(days=2), sent_at=at + timedelta(days=2), now=at)
    assert [said(world, verdict) for verdict in verdicts(world.shop, WEEK, NOW)] == [
        "The clock of a tablet is wrong: the time of one ticket was corrected.",
        "One ticket is little to go by: read the numbers as a first draft.",
    ]


def test_every_sentence_reads_in_both_languages(world: World) -> None:
    """Nothing accuses, and no template is left unfilled."""

    def everything(number: int, document: Document) -> Document | None:
        evening = document.started_at.replace(hour=17, minute=0, second=0)
        return bent(document, started_at=evening, employee=None, receipt="R-1") if number else None

    Months(world, everything)
    spoken = verdicts(world.shop, WEEK, NOW)
    assert len(spoken) >= 4
    for language in ("nl", "en"):
        with translation.override(language):
            sentences = [verdict.sentence(Shown.of(world.shop)) for verdict in spoken]
        assert not any("{" in sentence or "None" in sentence for sentence in sentences)
        assert len(set(sentences)) == len(sentences)


def test_the_number_of_queries_does_not_grow(world: World, django_assert_max_num_queries: Any) -> None:
    Months(world)
    with django_assert_max_num_queries(13):
        verdicts(world.shop, WEEK, NOW)


def test_another_shop_is_not_looked_at(world: World) -> None:
    Months(world)
    Employee.objects.filter(shop=world.shop).update(left_at=NOW)
    assert verdicts(world.neighbour, WEEK, NOW) == ()
