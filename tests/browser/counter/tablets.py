"""An enrolled tablet in a browser of its own that keeps its data, to be killed and started again."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, expect

from tests.browser.counter.conftest import Counter
from tests.browser.server import Server


@dataclass
class Tablet:
    """`counter` is its page; the profile in `folder` outlives the browser."""

    launcher: BrowserType
    executable: str
    arguments: list[str]
    server: Server
    folder: Path
    locale: str = "nl-NL"
    context: BrowserContext | None = None

    def start(self, address: str = "/counter/") -> "EnrolledCounter":
        self.context = self.launcher.launch_persistent_context(
            str(self.folder),
            executable_path=self.executable,
            args=self.arguments,
            locale=self.locale,
            timezone_id="Europe/Amsterdam",
            base_url=self.server.url,
            has_touch=True,
        )
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.goto(address)
        return EnrolledCounter(page, self.context, self.server, self.locale[:2])

    def kill(self) -> None:
        """As a battery that is pulled: no page hears of it."""
        for process in self._processes():
            os.kill(process, signal.SIGKILL)
        assert self.context is not None
        self.context.close()
        self.context = None
        for lock in self.folder.glob("Singleton*"):
            lock.unlink()

    def stop(self) -> None:
        if self.context:
            self.context.close()
            self.context = None

    def _processes(self) -> list[int]:
        """Those with our own profile on their command line, and what they started."""
        mine = f"--user-data-dir={self.folder}".encode()
        found = [
            path for path in Path("/proc").glob("[0-9]*") if mine in _read(path / "cmdline").split(b"\0")
        ]
        return [int(path.name) for path in found]


class EnrolledCounter(Counter):
    @property
    def database(self) -> str:
        return "toonbank"

    def enrol(self, code: str, name: str = "Tablet") -> "EnrolledCounter":
        self.page.get_by_label(self.word("code"), exact=True).fill(code)
        self.page.get_by_label(self.word("device_name")).fill(name)
        self.tap("connect")
        expect(self.page.locator("h1")).to_have_text(self.word("who"))
        return self

    def is_precached(self) -> None:
        """The worker has all it needs to open without us."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        for _ in range(100):
            if self.page.evaluate("navigator.serviceWorker.controller !== null"):
                return
            time.sleep(0.1)
        raise AssertionError("no service worker took over")

    def who(self, name: str = "Sam") -> None:
        self.page.locator(".tiles").get_by_role("button", name=name, exact=True).click()

    def token(self) -> str:
        [device] = self.kept("device")
        return str(device["token"])

    def on_server(self) -> list[dict[str, Any]]:
        """Today's tickets of the shop, as the server has them."""
        key = {"Authorization": f"Bearer {self.token()}"}
        answer = self.context.request.get("/api/v1/tickets?day=today", headers=key)
        tickets: list[dict[str, Any]] = [one["ticket"] for one in answer.json()["tickets"]]
        return tickets


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
