from random import Random

import numpy as np
import pytest

from bench.stats_people import profit
from toonbank.stats.money import MoneySums
from toonbank.stats.people_money import MoneyCell, MoneyComparison, compare_money


def test_cheap_work_is_not_held_against_its_employee() -> None:
    dear, cheap = [0, 0, 3000, 3000], [0, 0, 300, 300]
    cells = [
        MoneyCell("An", "screen", MoneySums.of(dear * 20)),
        MoneyCell("An", "battery", MoneySums.of(cheap * 3)),
        MoneyCell("Bo", "screen", MoneySums.of(dear * 3)),
        MoneyCell("Bo", "battery", MoneySums.of(cheap * 20)),
    ]  # fmt: skip
    an, bo = compare_money(cells).standings
    assert an.raw.total / an.raw.tickets > 2.5 * bo.raw.total / bo.raw.tickets
    assert an.value == pytest.approx(bo.value) == pytest.approx(825)
    assert (an.best, an.worst) == (1, 2)


def test_one_employee_alone_has_the_mean_of_the_shop() -> None:
    (only,) = compare_money([MoneyCell("An", "repair", MoneySums.of([0, 800, 0, 1600]))]).standings
    assert only.value == pytest.approx(600)
    assert only.low < 600 < only.high


def test_more_tickets_are_shrunk_less() -> None:
    rest = [MoneyCell(name, "repair", MoneySums.of([0, 0, 0, 800] * 25)) for name in ("Bo", "Cy", "Di")]
    few = compare_money([MoneyCell("An", "repair", MoneySums.of([0, 800] * 3)), *rest]).standings[0]
    many = compare_money([MoneyCell("An", "repair", MoneySums.of([0, 800] * 60)), *rest]).standings[0]
    assert 200 < few.value < many.value < 400
    assert few.high - few.low > many.high - many.low


def test_work_on_which_nothing_was_ever_sold_says_nothing_of_people() -> None:
    none = [MoneyCell(name, "look", MoneySums.of([0] * 40)) for name in ("An", "Bo")]
    found = compare_money(none)
    assert [round(s.value, 6) for s in found.standings] == [0, 0]
    assert np.array(found.better) == pytest.approx(np.full((2, 2), 0.5))


def test_no_tickets() -> None:
    assert compare_money([]) == compare_money([MoneyCell("An", "x", MoneySums())]) == MoneyComparison((), ())
    with pytest.raises(ValueError, match="level"):
        compare_money([], level=0.0)


def test_it_is_nearer_the_truth_than_raw_profit_and_its_range_holds() -> None:
    found = profit(40)
    assert found["error"] <= 0.6
    assert found["coverage"] >= 0.89  # 320 intervals leave ± 0.015


def usual(chance: Random, employee: str, tickets: int = 60) -> MoneyCell:
    return MoneyCell(
        employee, "repair", MoneySums.of([chance.choice((0, 0, 800, 1500)) for _ in range(tickets)])
    )


def test_a_handful_of_tickets_of_a_rare_job_moves_nobody_out_of_reach() -> None:
    """One ticket of Bo brought in something, all others nothing: within each employee they are alike."""
    chance = Random(2)
    cells = [usual(chance, name) for name in ("An", "Bo", "Cy")]
    rare = [
        MoneyCell("An", "data", MoneySums.of([0])),
        MoneyCell("Bo", "data", MoneySums.of([1575])),
        MoneyCell("Cy", "data", MoneySums.of([0, 0])),
    ]
    nearly = [*rare[:2], MoneyCell("Cy", "data", MoneySums.of([0, 1]))]
    plain = {one.employee: one.value for one in compare_money(cells).standings}
    for more in (rare, nearly):
        for one in compare_money([*cells, *more]).standings:
            assert abs(one.value - plain[one.employee]) < 150
            assert 0 < one.low < one.value < one.high < 1500


def test_work_on_which_nobody_sells_tells_nothing_of_people() -> None:
    chance = Random(4)
    cells = [usual(chance, name) for name in ("An", "Bo", "Cy")]
    nothing = [MoneyCell(name, "diagnosis", MoneySums.of([0] * 200)) for name in ("An", "Bo", "Cy")]
    alone, beside = compare_money(cells), compare_money([*cells, *nothing])
    for before, after in zip(alone.better, beside.better, strict=True):
        assert after == pytest.approx(before, abs=0.01)
    share = 180 / 780
    for was, now in zip(alone.standings, beside.standings, strict=True):
        assert now.value == pytest.approx(share * was.value, rel=0.01)
