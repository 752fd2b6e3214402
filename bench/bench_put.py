"""Tickets a second through the web server: 8 tills that each save as fast as they get answers.

`bench_put.py [sqlite] [postgresql] [batch]`: a server and a database of its own, SECONDS (8) each.
Prints per database tickets a second, slowest ÷ fastest till, how long half and 99 % of the saves took, and
the server's CPU time for one (Linux only), which says more on a machine that has other things to do; with
`batch`, how many times faster a batch of 500 is than 500 single saves.
"""

import http.client
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.postgres import cluster  # noqa: E402
from tests.processes import end, following, free_port  # noqa: E402
from toonbank.lib.uuid7 import uuid7  # noqa: E402

CLIENTS, SECONDS = 8, float(os.environ.get("SECONDS", 8))
OFFERS = 3
# Makes a shop with three add-ons and prints what a till needs to know.
SHOP = """
import django, json
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.world import build
world = build()
print(json.dumps({"token": world.token("log"), "addons": [addon.pk for addon in world.addons.values()]}))
"""
Till = tuple[int, list[float]]


def main(wanted: list[str]) -> int:
    wanted = wanted or ["sqlite", "postgresql", "batch"]
    print(f"{'':16}{'tickets/s':>10}{'slowest/fastest':>17}{'p50':>10}{'p99':>10}{'CPU':>10}")
    for name in wanted:
        with ExitStack() as stack:
            port, shop = stack.enter_context(served(stack, "sqlite" if name == "batch" else name))
            (batches if name == "batch" else singles)(name, port, shop)
    return 0


def singles(name: str, port: int, shop: dict[str, Any]) -> None:
    before = cpu(shop["server"])
    results = at_once(port, shop)
    spent = cpu(shop["server"]) - before
    counts = [count for count, _waits in results]
    waits = sorted(wait for _count, waits in results for wait in waits)
    print(
        f"{name:16}{sum(counts) / SECONDS:10.0f}{min(counts) / max(counts):17.2f}"
        f"{median(waits) * 1000:7.1f} ms{waits[len(waits) * 99 // 100] * 1000:7.1f} ms"
        f"{spent / sum(counts) * 1000:7.1f} ms"
    )


def batches(name: str, port: int, shop: dict[str, Any]) -> None:
    """One till, so that both ways are measured without others in between."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    single = timed(lambda: [put(connection, shop) for _ in range(500)])
    batch = timed(lambda: post(connection, shop, 500))
    ratio = f"{single / batch:7.1f} times 500 single saves ({500 / single:.0f}/s)"
    print(f"{name:16}{500 / batch:10.0f}{'':17}{ratio}")


def at_once(port: int, shop: dict[str, Any]) -> list[Till]:
    context = multiprocessing.get_context("fork")
    results: SimpleQueue[Till] = context.SimpleQueue()
    tills = [context.Process(target=lambda: results.put(till(port, shop))) for _ in range(CLIENTS)]
    for one in tills:
        one.start()
    found = [results.get() for _ in tills]
    for one in tills:
        one.join()
    return found


def till(port: int, shop: dict[str, Any]) -> Till:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    put(connection, shop)
    time.sleep(0.5)  # so that nobody starts while others are still being made
    waits, finish = [], time.monotonic() + SECONDS
    while (asked := time.monotonic()) < finish:
        put(connection, shop)
        waits.append(time.monotonic() - asked)
    return len(waits), waits


def put(connection: http.client.HTTPConnection, shop: dict[str, Any]) -> None:
    send(connection, "PUT", f"tickets/{uuid7()}", shop, ticket(shop), 201)


def post(connection: http.client.HTTPConnection, shop: dict[str, Any], count: int) -> None:
    tickets = [{**ticket(shop), "uuid": str(uuid7())} for _ in range(count)]
    answer = send(connection, "POST", "tickets/batch", shop, {"tickets": tickets}, 200)
    assert [one["http"] for one in answer["results"]] == [201] * count


def send(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    shop: dict[str, Any],
    body: Any,
    expected: int,
) -> Any:
    headers = {"Authorization": f"Bearer {shop['token']}", "Content-Type": "application/json"}
    connection.request(method, f"/api/v1/{path}", json.dumps(body), headers)
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == expected, content
    return json.loads(content)


def ticket(shop: dict[str, Any]) -> dict[str, Any]:
    offers = [{"addon": addon, "outcome": "declined"} for addon in shop["addons"][:OFFERS]]
    return {"revision": 1, "started_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "offers": offers}


def timed(act: Any) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


@contextmanager
def served(stack: ExitStack, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="toonbank-bench-"))
    url = f"sqlite:///{folder}/bench.sqlite3" if kind == "sqlite" else stack.enter_context(durable())
    env = {**os.environ, "TOONBANK_VAR": folder, "TOONBANK_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    env["DJANGO_SETTINGS_MODULE"] = "toonbank.settings"
    made = subprocess.run([sys.executable, "-c", SHOP], env=env, check=True, capture_output=True, cwd=folder)
    port = free_port()
    command = [sys.executable, "-m", "toonbank.cli", "serve", "--port", str(port), "--threads", str(CLIENTS)]
    server = subprocess.Popen(
        command, env=env, cwd=folder, stdout=subprocess.DEVNULL, preexec_fn=following(signal.SIGTERM)
    )
    try:
        wait_until_open(port)
        yield port, {**json.loads(made.stdout), "server": server.pid}
    finally:
        end(server, signal.SIGTERM)


@contextmanager
def durable() -> Iterator[str]:
    """The throw-away cluster of the tests, but with commits that reach the disk, as in a shop."""
    with cluster() as url:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = on")  # type: ignore[arg-type]
            connection.execute("SELECT pg_reload_conf()")
        yield url


def cpu(server: int) -> float:
    """Seconds spent by the server and its workers so far; 0 where /proc does not tell."""
    family, ticks = {server}, 0
    for path in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parts[2])):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid, parent = int(path.parts[2]), int(fields[1])
        if pid in family or parent in family:
            family.add(pid)
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_open(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
