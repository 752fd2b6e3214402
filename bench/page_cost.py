"""Does the owner's page cost what the owner's shop costs? One shop of 5,000 tickets, with 10 thousand and
with 1 million tickets of other shops in the same database: the ratio should stay within 0.8 to 1.2.

    python -m bench.page_cost [other tickets, default 1000000]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

OWN, FEW, PER_TICKET, CHUNK, ROUNDS = 5_000, 10_000, 3, 50_000, 15


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        from toonbank.shops.setup import open_shop

        shop, others = open_shop("Eigen").shop, [open_shop(f"Ander {number}").shop for number in range(20)]
        fill(shop, OWN)
        seconds: dict[int, dict[str, float]] = {}
        for size, more in ((FEW, FEW), (many, many - FEW)):
            for other in others:
                fill(other, more // len(others))
            seconds[size] = {name: median(work) for name, work in jobs(shop).items()}
        for name in seconds[FEW]:
            ratio = seconds[many][name] / seconds[FEW][name]
            print(f"{name}: with {many:,} other tickets {ratio:.2f} × with {FEW:,}")


def set_up(folder: Path) -> None:
    os.environ |= {"TOONBANK_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "toonbank.settings"}
    os.environ.setdefault("TOONBANK_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def jobs(shop: Any) -> dict[str, Callable[[], object]]:
    from toonbank.lib.periods import Period
    from toonbank.metrics.ask import Asked
    from toonbank.reports.overview import overview

    now, period = datetime(2026, 11, 20, 12, tzinfo=UTC), Period.week("2026-W46")
    asked = Asked(["attach_rate", "suggestion_rate", "revenue_per_ticket"], by=["addon"], period=period)
    return {
        "ask": lambda: asked.answer([shop], now),
        "owner's page": lambda: overview([shop], period, now),
    }


def median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def fill(shop: Any, tickets: int) -> None:
    """Rows as recording would leave them, written at once: what is measured is reading."""
    from toonbank.catalog.addons import create_addon
    from toonbank.catalog.models import Addon
    from toonbank.ledger.models import Offer, Ticket

    addons = list(Addon.objects.filter(shop=shop)) or [create_addon(shop, f"Extra {n}") for n in range(12)]
    start = Ticket.objects.filter(shop=shop).count()
    rows = (ticket(shop, start + number) for number in range(tickets))
    while chunk := list(islice(rows, CHUNK)):
        made = Ticket.objects.bulk_create(chunk, batch_size=2_000)
        Offer.objects.bulk_create(
            (offer(one, addons, n) for one in made for n in range(PER_TICKET)), batch_size=2_000
        )


def ticket(shop: Any, number: int) -> Any:
    from toonbank.ledger.models import Ticket

    at = datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=number % 320)
    return Ticket(
        shop=shop, uuid=uuid4(), revision=1, status="closed", source="api", occurred_at=at, total=9900,
        counted=1, pending=0, annoyed=0, price_known=1, cost_known=1, clock_corrected=0, **days_of(at),
    )  # fmt: skip


def offer(of: Any, addons: list[Any], number: int) -> Any:
    from toonbank.ledger.models import Offer

    bought = int((of.pk + number) % 3 == 0)
    return Offer(
        ticket=of, shop_id=of.shop_id, addon=addons[(of.pk + 5 * number) % len(addons)], kind="cross-sell",
        offered=1, bought=bought, open=0, quantity=1, unit_price=1000, unit_cost=400, discount=0,
        revenue=1000 * bought, profit=600 * bought, pending=0, price_known=1, cost_known=1,
        day=of.day, week=of.week, month=of.month, weekday=of.weekday,
    )  # fmt: skip


@cache
def days_of(at: datetime) -> dict[str, int]:
    from toonbank.lib.periods import day_int, month_int, week_int, weekday

    day = at.date()
    return {"day": day_int(day), "week": week_int(day), "month": month_int(day), "weekday": weekday(day)}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
