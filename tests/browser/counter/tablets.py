"""An enrolled tablet in a browser of its own that keeps its data, to be killed and started again."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Error

from tests.browser.counter.conftest import EnrolledCounter
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

    def start(self, address: str = "/counter/") -> EnrolledCounter:
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
        with suppress(Error):
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
