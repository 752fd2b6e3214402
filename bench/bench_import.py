"""How long an owner waits for an offer log of 100,000 lines, against a plain executemany of the same rows.

Also the same file a second time, which changes nothing. Smaller: LINES=20000.
"""

import csv
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

LINES = int(os.environ.get("LINES", 100_000))
PER_TICKET = 3
COLUMNS = ("ticket", "date", "time", "employee", "service_type", "category", "outcome", "reason", "moment",
           "quantity", "unit_price", "unit_cost", "receipt", "ticket_total")  # fmt: skip
TABLES = ("toonbank_entry", "toonbank_ticket", "toonbank_offer")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TOONBANK_VAR": folder, "DJANGO_SETTINGS_MODULE": "toonbank.settings"}
        os.environ.pop("TOONBANK_DATABASE_URL", None)
        import django

        django.setup()
        file = Path(folder) / "log.csv"
        prepare(file)
        file.write_bytes(offer_log("B", LINES))
        first, report = timed(lambda: take(file))
        again, second = timed(lambda: take(file))
        plain = executemany(Path(folder))
    print(f"{report['lines']} lines, {report['new']} tickets; again: {second['same']} unchanged")
    print(f"{'':24}{'waited':>10}{'CPU':>10}")
    for what, took in (("import", first), ("the same file again", again), ("plain executemany", plain)):
        print(f"{what:24}{took.waited:>8.2f} s{took.cpu:>8.2f} s")
    print(f"{'import ÷ plain':24}{first.waited / plain.waited:>8.1f}  {first.cpu / plain.cpu:>8.1f}")
    print(f"{'lines a second':24}{LINES / first.waited:>8.0f}  {LINES / first.cpu:>8.0f}")
    return 0


def prepare(file: Path) -> None:
    """A shop whose catalogue is there, as it is from the second import on."""
    from toonbank.management.schema import bring_up_to_date
    from toonbank.shops.setup import open_shop

    bring_up_to_date()
    open_shop("Bench")
    file.write_bytes(offer_log("A", 300))
    take(file, "--create-missing")


def take(file: Path, *options: str) -> Any:
    """`toonbank import offers`, but for starting Python."""
    from django.core.management import call_command

    said = io.StringIO()
    call_command("import", "offers", str(file), "--shop", "bench", "--json", *options, stdout=said)
    return json.loads(said.getvalue())


def offer_log(prefix: str, lines: int) -> bytes:
    chance, file = random.Random(lines), io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for line in range(lines):
        if line % PER_TICKET == 0:
            ticket = visit(chance, f"{prefix}{line // PER_TICKET}")
        writer.writerow((*ticket[:5], *offer(chance, line), *ticket[5:]))
    return file.getvalue().encode()


def visit(chance: random.Random, key: str) -> tuple[str, ...]:
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(680))
    clock = f"{chance.randrange(9, 18):02}:{chance.randrange(60):02}"
    total = f"{chance.randrange(20, 300)}.{chance.randrange(100):02}"
    employee, service = f"Medewerker {chance.randrange(5)}", f"Klus {chance.randrange(6)}"
    return (key, day.isoformat(), clock, employee, service, key, total)


def offer(chance: random.Random, line: int) -> tuple[str, ...]:
    bought = chance.random() < 0.3
    reason = "" if bought else chance.choice(("", "prijs", "niet nodig"))
    number = line % PER_TICKET * 4 + chance.randrange(4)
    price = (f"{5 + number}.95", f"{2 + number}.00")
    return (f"Aanbod {number}", "ja" if bought else "nee", reason, "checkout", "1", *price)


def executemany(folder: Path) -> "Took":
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


class Took(NamedTuple):
    """Seconds on the clock, and seconds of ours: on a busy machine the first say little."""

    waited: float
    cpu: float


def timed(work: Callable[[], Any]) -> tuple[Took, Any]:
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Took(time.perf_counter() - clock, time.process_time() - cpu), result


if __name__ == "__main__":
    sys.exit(main())
