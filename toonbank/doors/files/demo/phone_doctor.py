"""Four months at De Telefoondokter: the same for the same last day, whoever makes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from toonbank.doors.files.demo.goods import GOODS, HELP, SERVICES, Good, Service
from toonbank.doors.files.demo.visits import Said, Visit, answer, moment, moments_of, open_days, with_receipt
from toonbank.ledger.models import AskedBy, Outcome

DAYS = 122
SCRIPT_CHANGED_DAYS_AGO = 50
PRICE_CHANGED_DAYS_AGO = 75
CASE, CASE_BEFORE = "Telefoonhoesje · Siliconen", 12_95
# Visits on Monday to Saturday.
BUSY = {1: 9, 2: 10, 3: 11, 4: 12, 5: 15, 6: 18}
MOST_OFFERS = 5
TIRED = 0.93


@dataclass(frozen=True)
class Person:
    """How often and how well somebody offers, against the ordinary; `share` of the visits."""

    alias: str
    share: float
    offers: float
    sells: float


PEOPLE = (Person("Sam", 0.4, 1.1, 1.15), Person("Noor", 0.35, 1.0, 1.0), Person("Daan", 0.25, 0.6, 0.85))


def visits(last: date) -> list[Visit]:
    chance = Random(f"telefoondokter {last}")
    found: list[Visit] = []
    for day in open_days(last, DAYS):
        count = max(3, round(chance.gauss(BUSY[day.isoweekday()], 2)))
        found += [_visit(chance, at, last) for at in moments_of(chance, day, count)]
    return [_with_receipt(chance, visit, number, last) for number, visit in enumerate(found, 1)]


def script_day(last: date) -> date:
    """From here on set-up help is offered with the better sentence."""
    return last - timedelta(days=SCRIPT_CHANGED_DAYS_AGO)


def price_day(last: date) -> date:
    """From here on the case costs what it costs now."""
    return last - timedelta(days=PRICE_CHANGED_DAYS_AGO)


def _visit(chance: Random, at: datetime, last: date) -> Visit:
    person = chance.choices(PEOPLE, [one.share for one in PEOPLE])[0]
    service = chance.choices(SERVICES, [one.share for one in SERVICES])[0]
    said = tuple(_conversation(chance, at.date(), person, service, last))
    # The more you ask, the more often somebody sighs.
    annoyed = chance.random() < 0.004 * len(said) ** 2
    return Visit(at, person.alias, service.name, said, annoyed=annoyed)


def _conversation(chance: Random, day: date, person: Person, service: Service, last: date) -> Iterator[Said]:
    offered = 0
    for good in chance.sample(GOODS, len(GOODS)):
        if good.only and service.name not in good.only or good.season and day.month < 11:
            continue
        better = good.category == HELP and day >= script_day(last)
        asked = good.asked * (0.5 if better else 1)
        if chance.random() < asked:
            yield Said(good.name, Outcome.BOUGHT.value, AskedBy.CUSTOMER.value, moment=moment(chance))
        elif offered < MOST_OFFERS and chance.random() < _chance_of_offer(good, person, service, better):
            said = _offer(chance, good, person, service, better, offered)
            # Today a customer or two still has to decide, when the phone is collected.
            undecided = day == last and chance.random() < 0.1
            yield Said(said.addon, Outcome.OPEN.value, moment=said.moment) if undecided else said
            offered += 1


def _chance_of_offer(good: Good, person: Person, service: Service, better: bool) -> float:
    ordinary = good.offered.get(service.name, good.offered.get("", 0.0))
    return min(0.97, ordinary * person.offers * (2.1 if better else 1))


def _offer(chance: Random, good: Good, person: Person, service: Service, better: bool, before: int) -> Said:
    ordinary = good.bought.get(service.name, good.bought.get("", 0.0))
    likely = ordinary * person.sells * TIRED**before * (1.05 if better else 1)
    said = answer(chance, good.name, chance.random() < likely, good.dear)
    if said.outcome == Outcome.BOUGHT and good.category == "Screen protector" and chance.random() < 0.06:
        said = replace(said, quantity=2)
    if said.outcome == Outcome.BOUGHT and good.price >= 14_00 and chance.random() < 0.08:
        said = replace(said, discount=chance.choice((1_00, 2_00, 2_50)))
    return said


def _with_receipt(chance: Random, visit: Visit, number: int, last: date) -> Visit:
    """Nearly every visit has one."""
    service = next(one for one in SERVICES if one.name == visit.service)
    job = chance.randrange(service.cheapest, service.dearest + 1, 5_00)
    if chance.random() < 0.04:
        return visit
    prices = {good.name: good.price for good in GOODS}
    if visit.at.date() < price_day(last):
        prices[CASE] = CASE_BEFORE
    return with_receipt(visit, f"TD-{visit.at.year}-{number:05}", job, prices)
