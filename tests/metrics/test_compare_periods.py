"""Period against period, like with like: against tickets counted one by one, in exact fractions."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from tests.metrics.worlds import NOW, Place, place
from toonbank.catalog import snapshot
from toonbank.catalog.prices import set_price
from toonbank.ledger.models import ContextNote, NoteKind, Offer
from toonbank.ledger.notes import notes_in
from toonbank.lib.periods import Period, day_int
from toonbank.metrics.change import Verdict
from toonbank.metrics.compare_periods import Compared, compare_periods
from toonbank.shops.models import Employee

pytestmark = pytest.mark.django_db
NOW_, BEFORE = Period.week("2026-W46"), Period.week("2026-W45")
PEOPLE = ("An", "Bo")


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_kept", {})


def shop(promoted: set[date], tickets: int = 280) -> Place:
    """Two weeks in which nothing changed but the promotion: 25 % and 70 %."""
    chance, found = Random(8), place("Actie", PEOPLE, ["Scherm"], ["Glas"])
    set_price(found.addons["Glas"], 2000, 500)
    for number in range(tickets):
        day = BEFORE.first + timedelta(days=number % 14)
        outcome = "bought" if chance.random() < (0.7 if day in promoted else 0.25) else "declined"
        found.log(day, found.line("Glas", outcome), employee=PEOPLE[number // 14 % 2], service_type="Scherm")
    return found.record()


def note(
    of: Place, first: date, last: date, kind: str = NoteKind.PROMOTION, who: Employee | None = None
) -> None:
    days = {"first_day": day_int(first), "last_day": day_int(last)}
    ContextNote.objects.create(shop=of.shop, kind=kind, employee=who, created_at=NOW, **days)


def compared(of: Place) -> dict[str, Compared]:
    notes = notes_in([of.shop], Period(BEFORE.first, NOW_.last))
    return {one.metric.key: one for one in compare_periods(of.shop, NOW_, BEFORE, notes, NOW)}


def by_hand(of: Place) -> Fraction:
    """Mantel and Haenszel's difference of the attach rate, from the offers themselves."""
    notes = list(ContextNote.objects.filter(shop=of.shop))
    sums: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0])
    for offer in Offer.objects.filter(shop=of.shop):
        about = [one for one in notes if one.first_day <= offer.day <= one.last_day]
        own = any(one.employee_id == offer.employee_id for one in about if one.employee_id)
        kinds = "own" if own else "+".join(sorted({one.kind for one in about if not one.employee_id}))
        cell = sums[kinds, offer.day >= day_int(NOW_.first)]
        cell[0] += offer.bought
        cell[1] += 1
    above, below = Fraction(0), Fraction(0)
    for kinds in {kind for kind, _later in sums}:
        (x, n), (y, m) = sums[kinds, True], sums[kinds, False]
        if n and m:
            above += Fraction(x * m - y * n, n + m)
            below += Fraction(n * m, n + m)
    return above / below


def test_without_a_note_there_is_nothing_to_take_apart() -> None:
    assert compared(shop(set())) == {}


def test_a_promotion_of_one_week_falls_out() -> None:
    days = {NOW_.first + timedelta(days=number) for number in range(4)}
    of = shop(days)
    note(of, min(days), max(days))
    found = compared(of)
    rate = found["attach_rate"]
    assert rate.found.value == pytest.approx(float(by_hand(of)))
    assert (rate.only_ordinary, rate.verdict, rate.found.shared) == (True, Verdict.SAME, 1)
    assert abs(rate.found.value or 1) < 0.1
    assert {one.verdict for one in found.values()} <= {Verdict.SAME, Verdict.UNKNOWN}
    assert found["profit_per_ticket"].found.first == pytest.approx(1500 * (rate.found.first or 0))


def test_noted_days_are_held_against_noted_days() -> None:
    days = {BEFORE.first, *(NOW_.first + timedelta(days=number) for number in range(4))}
    of = shop(days)
    note(of, BEFORE.first, BEFORE.first)
    note(of, NOW_.first, NOW_.first + timedelta(days=3))
    rate = compared(of)["attach_rate"]
    assert rate.found.value == pytest.approx(float(by_hand(of)))
    assert (rate.only_ordinary, rate.found.shared) == (False, 2)


def test_other_kinds_are_other_days_and_a_trainee_is_a_kind_of_their_own() -> None:
    of = shop({NOW_.first})
    note(of, NOW_.first, NOW_.first)
    note(of, BEFORE.last, NOW_.first, NoteKind.WEATHER)
    note(of, BEFORE.first, BEFORE.first + timedelta(days=9), NoteKind.TRAINEE, of.employees["Bo"])
    rate = compared(of)["attach_rate"]
    assert rate.found.value == pytest.approx(float(by_hand(of)))
    assert not rate.only_ordinary


def test_a_period_of_noted_days_only_has_nothing_beside_it() -> None:
    of = shop(set(NOW_))
    note(of, NOW_.first, NOW_.last)
    found = compared(of)
    assert {(one.found.value, one.verdict) for one in found.values()} == {(None, Verdict.UNKNOWN)}


def test_without_tickets_nothing_is_said() -> None:
    of = place("Leeg", ["An"], [], [])
    note(of, NOW_.first, NOW_.last, NoteKind.TRAINEE, of.employees["An"])
    assert {one.found.value for one in compared(of).values()} == {None}
