"""The two shops with known answers hold exactly those, whatever the day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from toonbank.doors.files.demo.known_answers import DETAILING, FORTNIGHT, Known, visits

DAYS = [date(2026, 11, 16) + timedelta(days=number) for number in range(7)]


@pytest.mark.parametrize("last", DAYS, ids=str)
def test_the_fortnight(last: date) -> None:
    assert counted(FORTNIGHT, last) == (
        84,
        {"Screen protector": (78, 29), "Telefoonhoesje": (80, 12), "Opzet-hulp": (40, 18)},
    )


@pytest.mark.parametrize("last", DAYS, ids=str)
def test_the_car_detailers_week(last: date) -> None:
    assert counted(DETAILING, last) == (100, {"Interieurprotectant": (40, 10)})


def counted(known: Known, last: date) -> tuple[int, dict[str, tuple[int, int]]]:
    found = visits(known, last)
    assert found == visits(known, last)
    assert all(visit.at.date() <= last and visit.at.isoweekday() != 7 for visit in found)
    assert [visit.at for visit in found] == sorted({visit.at for visit in found})
    said = [one for visit in found for one in visit.said]
    assert {one.asked_by for one in said} == {"staff"}
    offered = Counter(one.addon for one in said)
    bought = Counter(one.addon for one in said if one.outcome == "bought")
    return len(found), {addon: (offered[addon], bought[addon]) for addon in known.answers}
