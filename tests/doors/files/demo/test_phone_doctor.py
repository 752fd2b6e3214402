"""Four months that are the same for the same day and tell the stories the owner's pages are about."""

from collections.abc import Callable
from datetime import date

import pytest

from toonbank.doors.files.demo.goods import ACTIVATE, GOODS, REPAIRS, SERVICES
from toonbank.doors.files.demo.phone_doctor import PEOPLE, script_day, visits
from toonbank.doors.files.demo.visits import Said, Visit

LASTS = [date(2026, 11, 22), date(2027, 2, 3)]
HELP = "Opzet-hulp · Data en apps"


def rate(found: list[Visit], addon: str, where: Callable[[Visit], bool]) -> tuple[float, float]:
    """How often it was offered, and bought when offered."""
    chosen = [visit for visit in found if where(visit)]
    offers = [one for visit in chosen for one in visit.said if one.addon == addon and one.asked_by == "staff"]
    return len(offers) / len(chosen), sum(one.outcome == "bought" for one in offers) / len(offers)


def offers(found: list[Visit]) -> list[Said]:
    return [one for visit in found for one in visit.said]


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_it_is_the_same_every_time_and_another_on_another_day(last: date) -> None:
    assert visits(last) == visits(last)
    assert visits(last) != visits(last.replace(day=last.day - 1))


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_it_is_a_shop_of_four_months(last: date) -> None:
    found = visits(last)
    days = {visit.at.date() for visit in found}
    assert 118 <= (last - min(days)).days <= 122
    assert max(days) <= last
    assert {day.isoweekday() for day in days} == {1, 2, 3, 4, 5, 6}
    assert 1000 < len(found) < 1600
    assert {visit.employee for visit in found} == {person.alias for person in PEOPLE}
    assert {visit.service for visit in found} == {service.name for service in SERVICES}
    assert {one.addon for one in offers(found)} >= {good.name for good in GOODS if not good.season}
    assert len({visit.receipt for visit in found if visit.receipt}) == sum(
        bool(visit.receipt) for visit in found
    )


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_saturday_is_busier_than_monday(last: date) -> None:
    found = visits(last)
    monday, saturday = (sum(visit.at.isoweekday() == day for visit in found) for day in (1, 6))
    assert saturday > 1.5 * monday


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_the_new_sentence_is_said_more_and_works_as_well(last: date) -> None:
    found, start = visits(last), script_day(last)
    before = rate(found, HELP, lambda visit: visit.at.date() < start)
    after = rate(found, HELP, lambda visit: visit.at.date() >= start)
    assert after[0] > 1.5 * before[0]
    assert after[1] > 0.35


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_cases_sell_with_a_new_phone_and_not_with_a_repair(last: date) -> None:
    found, case = visits(last), "Telefoonhoesje · Siliconen"
    assert rate(found, case, lambda visit: visit.service == ACTIVATE)[1] > 0.25
    assert rate(found, case, lambda visit: visit.service in REPAIRS)[1] < 0.15


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_one_of_the_three_offers_less(last: date) -> None:
    per_visit = {
        person.alias: sum(len(visit.said) for visit in found) / len(found)
        for person in PEOPLE
        if (found := [visit for visit in visits(last) if visit.employee == person.alias])
    }
    assert per_visit["Daan"] < 0.8 * min(per_visit["Sam"], per_visit["Noor"])


@pytest.mark.parametrize("last", LASTS, ids=str)
def test_what_is_said_is_varied(last: date) -> None:
    said = offers(visits(last))
    assert {one.reason for one in said} == {"", "price", "not_needed", "has_one", "think"}
    assert {one.moment for one in said} == {"intake", "during", "checkout"}
    assert {one.asked_by for one in said} == {"staff", "customer"}
    assert {one.quantity for one in said} == {1, 2}
    assert max(one.discount for one in said) == 250
    assert all(one.outcome == "bought" for one in said if one.asked_by == "customer")
