"""Memory of the served demo while an owner looks at everything: all processes, shared pages counted once.

`memory.py [ROUNDS]` (3): proportional set size after the start and after each round over the pages, in both
languages, as megabytes and as a ratio to the 200 MB it may take. Linux only: it reads /proc.
"""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.processes import free_port  # noqa: E402

TOONBANK = Path(sys.executable).with_name("toonbank")
MOST = 200
SHOP = "/telefoondokter"
NUMBERS = "week addons addons/1 services team numbers me tickets"
OTHERS = "catalog catalog/1 catalog/names catalog/history notes settings people devices"
PAGES = [
    f"{SHOP}/",
    *(f"{SHOP}/{name}/" for name in f"{NUMBERS} {OTHERS}".split()),
    f"{SHOP}/behind/?metric=attach_rate",
    f"{SHOP}/addons/?file=xlsx&table=numbers",
    "/counter/telefoondokter/",
]


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "TOONBANK_VAR": var}
        command = [str(TOONBANK), "demo", "--port", str(free_port())]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload]
        try:
            return look_around(
                server, f"http://127.0.0.1:{command[-1]}", Path(var), int((*arguments, "3")[0])
            )
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def look_around(server: "subprocess.Popen[bytes]", address: str, var: Path, rounds: int) -> int:
    while not answers(address):
        time.sleep(0.5)
    report("started", size(server.pid))
    for done in range(rounds):
        browser = logged_in(address, (var / "demo_password").read_text().strip())
        for language in ("nl", "en"):
            for page in PAGES:
                browser.open(Request(address + page, headers={"Accept-Language": language})).read()
        report(f"round {done + 1}", size(server.pid))
    return int(size(server.pid) > MOST)


def answers(address: str) -> bool:
    try:
        return bool(build_opener().open(f"{address}/health").status == 200)
    except OSError:
        return False


def logged_in(address: str, password: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))
    form = browser.open(f"{address}/accounts/login/").read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found, "no log-in form"
    fields = {"csrfmiddlewaretoken": found[1], "login": "eigenaar@demo.example", "password": password}
    login = Request(f"{address}/accounts/login/", urlencode(fields).encode(), {"Referer": address})
    assert "/login/" not in browser.open(login).url, "not logged in"
    return browser


def size(session: int) -> float:
    """Megabytes (10⁶ bytes) of every process of this session."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True, check=True
    )
    rolls = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in found.stdout.split()]
    return sum(int(kilo) for roll in rolls for kilo in re.findall(r"^Pss:\s+(\d+)", roll, re.M)) * 1024 / 1e6


def report(when: str, megabytes: float) -> None:
    print(f"{when:10} {megabytes:4.0f} MB   {megabytes / MOST:4.2f} × of what it may take", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
