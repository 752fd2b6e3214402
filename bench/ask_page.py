"""What do intervals over days cost a page? Ten questions of an owner's page in a shop with 100,000 tickets of
three years: four weeks, a quarter and a year, against the same questions without day clusters.

    python -m bench.ask_page [tickets, default 100000]
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.page_cost import CHUNK, PER_TICKET, days_of, offer, set_up, ticket

DAYS, EMPLOYEES, SERVICES, ADDONS, ROUNDS = 1_095, 8, 5, 20, 7
LAST = date(2026, 11, 20)
TOTAL = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "profit", "aov",
    "revenue_per_ticket", "profit_per_ticket", "cross_sell_ratio", "up_sell_ratio", "coverage",
)  # fmt: skip
RATES = ("offers", "suggestion_rate", "attach_rate")
# A page asks for the period and for the one before it.
QUESTIONS = (
    (TOTAL, ()),
    ((*RATES, "revenue", "profit"), ("addon",)),
    ((*RATES, "profit_per_ticket"), ("employee",)),
    ((*RATES, "profit_per_ticket"), ("service_type",)),
    (("attach_rate",), ("addon", "service_type")),
)


def main(tickets: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        shop = filled(tickets)
        for name, days in (("four weeks", 28), ("a quarter", 91), ("a year", 364)):
            seconds = spent(page(shop, days))
            with without_days():
                plain = spent(page(shop, days))
            print(f"{name}: {seconds / plain:.2f} × without day clusters, {seconds / 0.150:.2f} of 150 ms")


@contextmanager
def without_days() -> Any:
    from toonbank.metrics.statements import written

    written.cache_clear()
    with patch("toonbank.metrics.branches._daily", lambda _question: ()):
        yield
    written.cache_clear()


def spent(work: Callable[[], object]) -> float:
    """Median seconds of processor time: others on the machine do not count."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def page(shop: Any, days: int) -> Callable[[], object]:
    from toonbank.lib.periods import Period, previous
    from toonbank.metrics.ask import Asked

    now = datetime.combine(LAST, datetime.min.time(), UTC) + timedelta(hours=12)
    period = Period.between(LAST - timedelta(days=days - 1), LAST)
    both = (period, previous(period))
    asked = [Asked(metrics, by, period=one) for one in both for metrics, by in QUESTIONS]
    return lambda: [one.answer([shop], now) for one in asked]


def filled(tickets: int) -> Any:
    from toonbank.catalog.addons import create_addon
    from toonbank.catalog.prices import set_price
    from toonbank.catalog.services import add_service_type
    from toonbank.ledger.models import Offer, Ticket, TillCount
    from toonbank.lib.periods import day_int
    from toonbank.shops.models import Shop
    from toonbank.shops.people import hire
    from toonbank.shops.setup import open_shop

    shop = open_shop("Groot").shop
    people = [hire(shop, f"Collega {number}").pk for number in range(EMPLOYEES)]
    services = [add_service_type(shop, f"Klus {number}").pk for number in range(SERVICES)]
    addons = [create_addon(shop, f"Extra {number}") for number in range(ADDONS)]
    for addon in addons:
        set_price(addon, 1000, 400)
    rows = (visit(shop, number, people, services) for number in range(tickets))
    while chunk := list(islice(rows, CHUNK)):
        made = Ticket.objects.bulk_create(chunk, batch_size=2_000)
        offers = (offered(one, addons, n) for one in made for n in range(PER_TICKET))
        Offer.objects.bulk_create(offers, batch_size=2_000)
    days = (day_int(LAST - timedelta(days=number)) for number in range(DAYS))
    now = datetime(2026, 11, 20, tzinfo=UTC)
    TillCount.objects.bulk_create(TillCount(shop=shop, day=day, receipts=110, counted_at=now) for day in days)
    return Shop.objects.get(pk=shop.pk)


def visit(shop: Any, number: int, people: list[int], services: list[int]) -> Any:
    made = ticket(shop, number)
    at = datetime.combine(LAST - timedelta(days=number % DAYS), datetime.min.time(), UTC)
    made.occurred_at, made.employee_id = at, people[number * 7 % EMPLOYEES]
    made.service_type_id = services[number * 13 // 8 % SERVICES]
    for name, value in days_of(at).items():
        setattr(made, name, value)
    return made


def offered(of: Any, addons: list[Any], number: int) -> Any:
    made = offer(of, addons, number)
    made.employee_id = made.ticket_employee_id = of.employee_id
    made.service_type_id = of.service_type_id
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
