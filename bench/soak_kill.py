"""kill -9 of the server under eight tills, again and again: is anything lost, is anything double?

`soak_kill.py [sqlite|postgresql]`: at least KILLS (200) kills and TICKETS (20000) acknowledged tickets, in at
most MINUTES (10). Afterwards every acknowledged ticket must be there, once, and the state must follow from
what was logged. Exit code 1 when not.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from bench.bench_put import durable  # noqa: E402
from tests.faults.kills import Soak  # noqa: E402
from tests.faults.served import Served, counts, prepared  # noqa: E402
from toonbank.lib import addresses  # noqa: E402

KILLS, TICKETS = int(os.environ.get("KILLS", 200)), int(os.environ.get("TICKETS", 20_000))
MINUTES, CLIENTS = float(os.environ.get("MINUTES", 10)), int(os.environ.get("CLIENTS", 8))


def main(engines: list[str]) -> int:
    return max(soaked(engine) for engine in engines or ["sqlite"])


def soaked(engine: str) -> int:
    with shop(engine) as served:
        began = time.monotonic()
        soak = Soak(served, CLIENTS, seconds_between=float(os.environ.get("BETWEEN", 1.0)))
        soak.run(lambda: enough(soak, time.monotonic() - began))
        took = time.monotonic() - began
        served.start()
        lost, found = soak.lost(), counts(served)
        sound = served.toonbank("check")
        sent = len(soak.acknowledged)
        double = found["ticket"] - sent + len(lost)
        print(f"{engine}: {soak.kills} kills, {sent} acknowledged tickets in {took:.0f} s")
        print(f"  sent again {soak.retries} times; lost {len(lost)}, double {double}")
        print(f"  in the database: {found}; {sound.stdout.strip()}")
    return int(bool(lost or double or sound.returncode))


def enough(soak: Soak, seconds: float) -> bool:
    return (soak.kills >= KILLS and len(soak.acknowledged) >= TICKETS) or seconds > 60 * MINUTES


@contextmanager
def shop(engine: str) -> Iterator[Served]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="toonbank-soak-")))
        url = stack.enter_context(durable()) if engine == "postgresql" else f"sqlite:///{folder}/none.sqlite3"
        yield stack.enter_context(prepared(folder, addresses.database(url)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
