"""One period against another: up, down, or not to be told."""

from datetime import date

import pytest
from django.utils import translation

from tests.metrics.worlds import NOW, Place, mixed, place
from toonbank.lib.periods import Period
from toonbank.metrics.answer import value_of
from toonbank.metrics.ask import Asked
from toonbank.metrics.change import Change, Verdict, change
from toonbank.metrics.definitions import BY_KEY
from toonbank.stats.difference import difference
from toonbank.stats.rate import wilson

RATE = BY_KEY["attach_rate"]


@pytest.mark.parametrize(
    ("now", "before", "verdict", "said"),
    [
        ((56, 70), (30, 80), Verdict.UP, "higher, and by more than chance"),
        ((30, 80), (56, 70), Verdict.DOWN, "lower, and by more than chance"),
        ((10, 40), (12, 40), Verdict.SAME, "no difference that can be told from chance"),
        ((0, 0), (12, 40), Verdict.UNKNOWN, "nothing to compare with"),
        ((12, 40), (0, 0), Verdict.UNKNOWN, "nothing to compare with"),
    ],
)
def test_a_rate(now: tuple[int, int], before: tuple[int, int], verdict: Verdict, said: str) -> None:
    found = change(*(value_of(RATE, {"bought": x, "offered": n}) for x, n in (now, before)))
    known = difference(wilson(*now), wilson(*before))
    assert found == Change(known.value, known.low, known.high, verdict)
    with translation.override("en"):
        assert found.said() == said


@pytest.mark.django_db
def test_days_that_differ_make_a_change_harder_to_tell() -> None:
    """20 of 40 against 10 of 40: apart when every offer stands alone, not when whole days go up and down."""
    shop = _moody()
    periods = (
        Period.between(date(2026, 11, 2), date(2026, 11, 11)),
        Period.between(date(2026, 10, 19), date(2026, 10, 28)),
    )
    now, before = (
        Asked(("attach_rate",), period=one).answer([shop.shop], NOW).only["attach_rate"] for one in periods
    )
    assert (now.hits, now.tries, before.hits, before.tries) == (20, 40, 10, 40)
    assert difference(wilson(20, 40), wilson(10, 40)).excludes_zero
    assert change(now, before).verdict is Verdict.SAME


def _moody() -> Place:
    shop = place("Buien", ["Sam"], [], ["Mat"])
    for first, every in ((date(2026, 11, 2), 2), (date(2026, 10, 19), 4)):
        for number in range(40):
            day = first.replace(day=first.day + number // 4)
            good = number // 4 % 2 == 0 if every == 2 else number // 4 in (0, 4) or number in (32, 33)
            shop.log(day, shop.line("Mat", "bought" if good else "declined"))
    return shop.record()


@pytest.mark.django_db
def test_money_has_a_verdict_and_a_count_has_none() -> None:
    noord = mixed()
    weeks = [Period.week(week) for week in ("2026-W46", "2026-W45")]
    now, before = (
        Asked(("revenue_per_ticket", "tickets"), period=one).answer([noord.shop], NOW).only for one in weeks
    )
    money = change(now["revenue_per_ticket"], before["revenue_per_ticket"])
    assert (money.verdict, money.low is not None) == (Verdict.SAME, True)
    assert change(now["tickets"], before["tickets"]).verdict is Verdict.UNKNOWN
