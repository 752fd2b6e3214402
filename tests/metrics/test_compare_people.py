"""People on the same work: trainees apart, equals not told apart, the mix allowed for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import translation

from tests.metrics.worlds import NOW, Place, place
from toonbank.catalog import snapshot
from toonbank.catalog.prices import set_price
from toonbank.ledger.models import ContextNote, NoteKind
from toonbank.lib.periods import Period
from toonbank.metrics.ask import Asked
from toonbank.metrics.compare_people import compare_people, fair_attach
from toonbank.metrics.fair import Fair, Standing, groups
from toonbank.stats.people import Cell
from toonbank.stats.rate import Rate

pytestmark = pytest.mark.django_db
PERIOD = Period.between(date(2026, 9, 21), date(2026, 11, 15))
PEOPLE = ("An", "Bo", "Cy")


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_kept", {})


def shop(rates: dict[str, float], tickets: int = 240, first_weeks: dict[str, float] | None = None) -> Place:
    """Each sells glass at the own rate, in the first two weeks at another where one is given."""
    chance = Random(5)
    found = place("Eerlijk", PEOPLE, ["Scherm", "Accu"], ["Glas"])
    set_price(found.addons["Glas"], 2000, 500)
    for number in range(tickets):
        who, day = PEOPLE[number % 3], PERIOD.first + timedelta(days=number * PERIOD.days // tickets)
        early = first_weeks and day < PERIOD.first + timedelta(days=14)
        rate = (first_weeks or {}).get(who, rates[who]) if early else rates[who]
        outcome = "bought" if chance.random() < rate else "declined"
        service = chance.choice(["Scherm", "Accu"])
        found.log(day, found.line("Glas", outcome), employee=who, service_type=service)
    return found.record()


def told(fair: Fair) -> dict[str, tuple[int, int]]:
    return {one.employee: (one.hits, one.tries) for one in fair.standings}


def test_equals_are_not_told_apart() -> None:
    found = compare_people([shop(dict.fromkeys(PEOPLE, 0.3)).shop], PERIOD, NOW)
    for fair in (found.profit, found.attach):
        assert fair is not None
        assert (fair.told_apart, fair.crowned, len(fair.groups)) == (False, None, 1)
        assert [(one.best, one.worst) for one in fair.standings] == [(1, 3)] * 3
        with translation.override("en"):
            assert fair.note() == "These people can't be told apart: the differences may well be chance."


def test_who_sells_three_times_as_much_is_told_apart() -> None:
    place_ = shop({"An": 0.7, "Bo": 0.2, "Cy": 0.2})
    found = compare_people([place_.shop], PERIOD, NOW)
    assert found.profit is not None
    for fair in (found.profit, found.attach):
        assert (fair.crowned, fair.groups[0], set(fair.groups[1])) == ("An", ("An",), {"Bo", "Cy"})
        assert fair.standings[0].low <= fair.standings[0].value <= fair.standings[0].high
        with translation.override("en"):
            assert fair.note() == "An differs from everybody else by more than chance."


def test_the_sums_are_those_of_the_answers() -> None:
    place_ = shop(dict.fromkeys(PEOPLE, 0.4))
    found = compare_people([place_.shop], PERIOD, NOW)
    asked = Asked(("profit_per_ticket", "attach_rate"), ("employee",), period=PERIOD).answer(
        [place_.shop], NOW
    )
    for name, fair in (("profit_per_ticket", found.profit), ("attach_rate", found.attach)):
        assert fair is not None
        assert told(fair) == {
            row.labels["employee"]: (row.values[name].hits, row.values[name].tries) for row in asked.rows
        }


def test_days_of_being_trained_are_set_apart() -> None:
    """Bo sold nothing while being trained and as much as the others after."""
    place_ = shop(dict.fromkeys(PEOPLE, 0.4), tickets=360, first_weeks={"Bo": 0.0})
    before = compare_people([place_.shop], PERIOD, NOW)
    for first, last in ((20260921, 20260930), (20260928, 20261004)):
        ContextNote.objects.create(
            shop=place_.shop, kind=NoteKind.TRAINEE, employee=place_.employees["Bo"], created_at=NOW,
            first_day=first, last_day=last,
        )  # fmt: skip
    after = compare_people([place_.shop], PERIOD, NOW)
    early = Asked(
        ("attach_rate",), (), (("employee", "Bo"),), Period.between(PERIOD.first, date(2026, 10, 4))
    ).answer([place_.shop], NOW)
    trained = early.only["attach_rate"].tries
    assert before.profit is not None
    assert after.profit is not None
    assert (after.profit.set_apart, after.attach.set_apart) == (trained, trained)
    assert told(before.profit)["Bo"][1] - told(after.profit)["Bo"][1] == trained
    assert told(before.profit)["An"] == told(after.profit)["An"]
    for earlier, later in ((before.profit, after.profit), (before.attach, after.attach)):
        assert later.standings[1].value > earlier.standings[1].value


def test_who_worked_the_promotion_is_not_better_for_it() -> None:
    """In the promotion everybody sells twice as much, and An did nearly all of it."""
    place_, chance = shop({}, tickets=0), Random(3)
    for number in range(480):
        promoted = number < 160
        day = PERIOD.first + timedelta(days=number % 10 if promoted else 14 + number % 40)
        who = ("An" if number % 10 < 8 else PEOPLE[1 + number % 2]) if promoted else PEOPLE[number % 3]
        outcome = "bought" if chance.random() < (0.7 if promoted else 0.25) else "declined"
        place_.log(day, place_.line("Glas", outcome), employee=who, service_type="Scherm")
    place_.record()
    before = compare_people([place_.shop], PERIOD, NOW)
    ContextNote.objects.create(
        shop=place_.shop, kind=NoteKind.PROMOTION, created_at=NOW, first_day=20260921, last_day=20260930
    )
    after = compare_people([place_.shop], PERIOD, NOW)
    assert before.profit is not None
    assert after.profit is not None
    for crude, fair in ((before.profit, after.profit), (before.attach, after.attach)):
        assert (crude.crowned, fair.crowned, fair.told_apart) == ("An", None, False)
        assert (fair.noted, fair.set_apart, crude.noted) == (160, 0, 0)
        assert told(fair) == told(crude)


def test_a_note_about_somebody_within_a_noted_week_is_counted_once() -> None:
    place_ = shop(dict.fromkeys(PEOPLE, 0.4), tickets=360)
    for employee, first, last in ((None, 20260928, 20261011), (place_.employees["Bo"], 20261005, 20261018)):
        ContextNote.objects.create(
            shop=place_.shop, kind=NoteKind.OTHER, employee=employee, created_at=NOW, first_day=first,
            last_day=last,
        )  # fmt: skip
    found = compare_people([place_.shop], PERIOD, NOW)

    def offered(first: date, last: date, *where: tuple[str, str]) -> int:
        asked = Asked(("offers",), (), where, Period.between(first, last)).answer([place_.shop], NOW)
        return asked.only["offers"].hits

    bo = offered(date(2026, 10, 5), date(2026, 10, 18), ("employee", "Bo"))
    both = offered(date(2026, 10, 5), date(2026, 10, 11), ("employee", "Bo"))
    noted = offered(date(2026, 9, 28), date(2026, 10, 11))
    assert (found.attach.set_apart, found.attach.noted) == (bo, noted - both)
    assert sum(tries for _hits, tries in told(found.attach).values()) == 360


def test_without_costs_there_is_no_profit_to_compare() -> None:
    place_ = shop(dict.fromkeys(PEOPLE, 0.4))
    other = place("Zonder", PEOPLE, ["Scherm"], ["Hoes"])
    for number in range(30):
        other.log(
            date(2026, 11, 9), other.line("Hoes", "bought" if number % 2 else "declined"), employee="An"
        )
    other.record()
    found = compare_people([other.shop], PERIOD, NOW)
    assert (found.profit, told(found.attach)) == (None, {"An": (15, 30)})
    both = compare_people([place_.shop, other.shop], PERIOD, NOW)
    assert both.profit is not None
    assert set(told(both.attach)) == {"An (eerlijk)", "An (zonder)", "Bo", "Cy"}


def test_an_empty_shop_compares_nobody() -> None:
    found = compare_people([place("Leeg", ["An"], [], []).shop], PERIOD, NOW)
    assert found.profit is not None
    assert (found.profit.standings, found.attach.standings, found.attach.groups) == ((), (), ())
    with translation.override("nl"):
        assert found.attach.note() == "Er is niemand om mee te vergelijken."


def test_a_long_list_of_work_keeps_its_sums() -> None:
    """Beyond what a page can wait for, the work that is done least is taken together."""
    cells = [
        Cell(who, f"work {number}", Rate(number % 3, 3 + number)) for who in PEOPLE for number in range(150)
    ]
    found = fair_attach(cells)
    whole = sum((cell.rate for cell in cells if cell.employee == "An"), Rate())
    assert told(found)["An"] == (whole.hits, whole.tries)


def test_groups_end_where_the_head_surely_beats() -> None:
    names = ("a", "b", "c")
    standings = [
        Standing(name, 1, 2, value, 0, 1, 1, 3) for name, value in zip(names, (0.1, 0.3, 0.2), strict=True)
    ]
    better = ((0.5, 0.01, 0.2), (0.99, 0.5, 0.7), (0.8, 0.3, 0.5))
    assert groups(standings, better) == (("b", "c"), ("a",))
    assert groups([replace(one, value=0.2) for one in standings], ((0.5,) * 3,) * 3) == (names,)


def _cells() -> Iterator[Cell]:
    yield Cell("An", "hard", Rate(10, 100))
    yield Cell("An", "easy", Rate(9, 10))
    yield Cell("Bo", "hard", Rate(0, 10))
    yield Cell("Bo", "easy", Rate(80, 100))


def test_who_does_the_hard_work_is_not_punished_for_it() -> None:
    an, bo = fair_attach(list(_cells())).standings
    assert an.hits / an.tries < bo.hits / bo.tries
    assert an.value > bo.value
