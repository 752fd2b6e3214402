"""How long an owner waits for an offer log of 100,000 lines, against a plain executemany of the same rows.

Prints the seconds of both, lines a second and their ratio; then the same file a second time (nothing new).
"""

import csv
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

LINES = int(os.environ.get("LINES", 100_000))
PER_TICKET = 3
COLUMNS = ("ticket", "date", "time", "employee", "service_type", "category", "outcome", "reason", "moment",
           "quantity", "unit_price", "unit_cost", "receipt", "ticket_total")  # fmt: skip
TABLES = ("toonbank_entry", "toonbank_ticket", "toonbank_offer")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TOONBANK_VAR": folder, "DJANGO_SETTINGS_MODULE": "toonbank.settings"}
        os.environ.pop("TOONBANK_DATABASE_URL", None)
        import django

        django.setup()
        content = offer_log(LINES)
        run = prepared()
        first, report = timed(lambda: run(content))
        again, second = timed(lambda: run(content))
        plain = executemany(Path(folder))
    print(f"lines                  {report.lines:>9}   tickets {report.new}")
    print(f"import                 {first:>9.2f} s {report.lines / first:>9.0f} lines/s")
    print(f"plain executemany      {plain:>9.2f} s")
    print(f"import ÷ plain         {first / plain:>9.1f}")
    print(f"the same file again    {again:>9.2f} s   unchanged {second.same}")
    return 0


def prepared() -> Callable[[bytes], Any]:
    """A shop whose catalogue is there, as it is from the second import on."""
    from toonbank.doors.files.offers import Wish, import_offers
    from toonbank.management.schema import bring_up_to_date
    from toonbank.shops.access import ROLE_SCOPES, Seat
    from toonbank.shops.setup import open_shop

    bring_up_to_date()
    seat = Seat(open_shop("Bench").shop, ROLE_SCOPES["owner"])
    import_offers(seat, offer_log(300), Wish(create_missing=True), NOW)
    return lambda content: import_offers(seat, content, Wish(), NOW)


def offer_log(lines: int) -> bytes:
    chance, file = random.Random(lines), io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for line in range(lines):
        if line % PER_TICKET == 0:
            ticket = visit(chance, f"{lines}-{line // PER_TICKET}")
        writer.writerow((*ticket[:5], *offer(chance, line), *ticket[5:]))
    return file.getvalue().encode()


def visit(chance: random.Random, key: str) -> tuple[str, ...]:
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(680))
    clock = f"{chance.randrange(9, 18):02}:{chance.randrange(60):02}"
    total = f"{chance.randrange(20, 300)}.{chance.randrange(100):02}"
    employee, service = f"Medewerker {chance.randrange(5)}", f"Klus {chance.randrange(6)}"
    return (key, day.isoformat(), clock, employee, service, f"B-{key}", total)


def offer(chance: random.Random, line: int) -> tuple[str, ...]:
    bought = chance.random() < 0.3
    reason = "" if bought else chance.choice(("", "prijs", "niet nodig"))
    number = line % PER_TICKET * 4 + chance.randrange(4)
    price = (f"{5 + number}.95", f"{2 + number}.00")
    return (f"Aanbod {number}", "ja" if bought else "nee", reason, "checkout", "1", *price)


def executemany(folder: Path) -> float:
    """Only what the big import wrote: the same tables, indexes and settings, no Python in between."""
    import sqlite3

    source = sqlite3.connect(folder / "toonbank.sqlite3")
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    goal = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    goal.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF;")
    wanted = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = ?"
    for name in TABLES:
        for (statement,) in source.execute(wanted, [name]):
            goal.execute(statement)

    def write() -> None:
        goal.execute("BEGIN IMMEDIATE")
        for name, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            goal.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
        goal.execute("COMMIT")

    return timed(write)[0]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    sys.exit(main())
