"""A tablet at the counter of a small phone shop, with its owner logged in."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    StorageState,
    expect,
)

from tests.browser.server import Server
from toonbank.doors.counter.words import SCRIPTS, words

# Two cores may have a dozen processes to serve; who is in time pays nothing for it.
expect.set_options(timeout=15_000)

SHOP = Path(__file__).with_name("shop.py")
READ = """
([name, store]) => new Promise((resolve, reject) => {
  const opening = indexedDB.open(name);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction(store).objectStore(store).getAll();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
})
"""


@dataclass
class Counter:
    """The page as the people who use it see it."""

    page: Page
    context: BrowserContext
    server: Server
    language: str = "nl"

    def word(self, key: str) -> str:
        with translation.override(self.language):
            return next(said[key] for said in map(words, SCRIPTS) if key in said)

    def open(self, employee: str | None = "Sam") -> "Counter":
        self.page.goto(f"/counter/{self.server.slug}/")
        if employee:
            self.page.locator(".tiles").get_by_role("button", name=employee, exact=True).click()
        return self

    def service(self, name: str = "Schermreparatie") -> None:
        self.page.locator(".services section:not(.open) .tiles").get_by_role("button", name=name).click()

    def card(self, name: str) -> Locator:
        return self.page.locator(".card", has=self.page.get_by_role("heading", name=name))

    def answer(self, name: str, answer: str) -> None:
        self.card(name).get_by_role("button", name=self.word(answer)).click()

    def tap(self, key: str) -> None:
        self.page.get_by_role("button", name=self.word(key), exact=True).click()

    def save(self) -> None:
        """And wait until the server has it."""
        self.tap("save")
        self.says("saved")

    def says(self, key: str) -> None:
        if key in ("saved", "voided"):
            # An earlier save may still stand on the screen: this one has left the tablet first.
            self.is_sent()
        expect(self.page.locator("#status span")).to_have_text(self.word(key))

    def is_sent(self) -> None:
        """All but what needs attention has left the tablet."""
        for _attempt in range(400):
            if all(item.get("held") for item in self.kept("queue")):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(self.kept("queue"))

    def counts(self, kept: int, unsent: int) -> None:
        """The line that says what is where while the server is out of reach."""
        text = self.word("waiting").format(kept=kept, unsent=unsent)
        expect(self.page.locator("#status span")).to_have_text(text)

    @property
    def headers(self) -> dict[str, str]:
        cookies = {cookie.get("name"): cookie.get("value", "") for cookie in self.context.cookies()}
        return {"Toonbank-Shop": self.server.slug, "X-CSRFToken": cookies.get("csrftoken", "")}

    @property
    def database(self) -> str:
        return f"toonbank-{self.server.slug}"

    def kept(self, store: str) -> list[dict[str, Any]]:
        """All that is in this store of the tablet's own database."""
        for _attempt in range(5):
            # A page that is just being loaded anew has no answer.
            with suppress(Error):
                found: list[dict[str, Any]] = self.page.evaluate(READ, [self.database, store])
                return found
            self.page.wait_for_load_state()
        raise AssertionError(store)

    def last(self) -> str:
        """The key of the ticket that this tablet saved last."""
        newest = max(self.kept("sent"), key=lambda item: str(item["document"]["uuid"]))
        return str(newest["document"]["uuid"])

    def stored(self, uuid: str | None = None) -> dict[str, Any]:
        """What the server has: only what staff gave, times left out."""
        answer = self.context.request.get(f"/api/v1/tickets/{uuid or self.last()}", headers=self.headers)
        ticket: dict[str, Any] = answer.json()["ticket"]
        return {
            key: value for key, value in ticket.items() if key not in ("uuid", "started_at", "changed_at")
        }

    def put(self, uuid: str, ticket: dict[str, Any]) -> int:
        """As another device would."""
        address = f"/api/v1/tickets/{uuid}"
        return self.context.request.put(address, headers=self.headers, data=ticket).status


@pytest.fixture(scope="module")
def logged_in(server: Server, browser: Browser) -> StorageState:
    """The cookies of the owner, and a filled shop."""
    run(server, "fill")
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(server.email)
    page.locator("input[name=password]").fill(server.password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    state = context.storage_state()
    context.close()
    return state


def tickets_of(request: Request) -> list[dict[str, Any]]:
    """What a batch brings to the server."""
    found: list[dict[str, Any]] = json.loads(request.post_data or "")["tickets"]
    return found


def run(server: Server, *arguments: str) -> str:
    """shop.py as a process of its own; what it prints."""
    command = [sys.executable, str(SHOP), *arguments]
    done = subprocess.run(
        command, env=server.environment, check=True, timeout=120, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def tablet(
    new_context: Callable[..., BrowserContext], logged_in: StorageState, server: Server
) -> Callable[..., Counter]:
    """`tablet(locale="en-GB", viewport=…)`: a device of its own; nothing may go wrong on its console."""

    def make(**options: Any) -> Counter:
        context = new_context(**{"storage_state": logged_in, "has_touch": True, **options})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", _silent)
        return Counter(page, context, server, str(options.get("locale", "nl"))[:2])

    return make


def _silent(message: ConsoleMessage) -> None:
    # The browser itself writes down every answer of 400 and more.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        raise AssertionError(message.text)


class EnrolledCounter(Counter):
    """On a tablet of the shop that nobody logs in on."""

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
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def who(self, name: str = "Sam") -> None:
        self.page.locator(".tiles").get_by_role("button", name=name, exact=True).click()

    def switch(self, name: str) -> None:
        self.page.locator("nav").get_by_role("button", name=name, exact=True).click()

    def type_pin(self, pin: str) -> None:
        for digit in pin:
            self.page.locator(".pad").get_by_role("button", name=digit, exact=True).click()
        self.tap("ready")

    def token(self) -> str:
        [device] = self.kept("device")
        return str(device["token"])

    def on_server(self) -> list[dict[str, Any]]:
        """Today's tickets of the shop, as the server has them."""
        key = {"Authorization": f"Bearer {self.token()}"}
        answer = self.context.request.get("/api/v1/tickets?day=today", headers=key)
        return [one["ticket"] for one in answer.json()["tickets"]]


@pytest.fixture
def enrolled(
    new_context: Callable[..., BrowserContext], logged_in: StorageState, server: Server
) -> Callable[..., EnrolledCounter]:
    """`enrolled(locale="en-GB")`: a tablet that was just connected."""

    def make(**options: Any) -> EnrolledCounter:
        context = new_context(**{"has_touch": True, **options})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", _silent)
        page.goto("/counter/")
        counter = EnrolledCounter(page, context, server, str(options.get("locale", "nl"))[:2])
        return counter.enrol(run(server, "code"))

    return make


@pytest.fixture
def counter(tablet: Callable[..., Counter]) -> Counter:
    return tablet().open()
