"""A real Chromium against a real `toonbank serve` with a database of its own.

Data come in through the command line or the pages, never through the ORM: Playwright's event loop lives in
this thread, and Django refuses its database there.
"""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError, sync_playwright

from tests.browser.server import Server, prepared, wait_until_healthy
from tests.processes import end, following

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One shop with its owner, served; each test file has its own."""
    running = prepared(tmp_path_factory.mktemp("server"))
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            running.serve_command,
            env=running.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=following(signal.SIGTERM),
        )
    try:
        wait_until_healthy(running, process)
        yield running
    finally:
        end(process, signal.SIGTERM)


# Gone after the last browser test, so that tests after it in the same run have Django's database back.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Debian's own browser; Playwright would download another one.
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


def chromium_path() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or pytest.fail("no Chromium found: run `make needs`")


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Iterator[NewContext]:
    """Makes a device: `new_context(viewport=…, has_touch=True)`. A broken script fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def make(**options: Any) -> BrowserContext:
        dutch = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "base_url": server.url}
        context = browser.new_context(**{**dutch, **options})
        watch(context, problems)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert problems == []


def watch(context: BrowserContext, problems: list[str]) -> None:
    def script_broke(error: WebError) -> None:
        problems.append(str(error.error))

    def console_spoke(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    context.on("weberror", script_broke)
    context.on("console", console_spoke)


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
