"""Who is at a shared tablet: one tap, a PIN where there is one, and own numbers for that person alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.counter.conftest import EnrolledCounter, run
from tests.browser.counter.shop import PIN
from tests.browser.server import Server

PIN_CALLS = "**/api/v1/pin"
API = "**/api/v1/**"


@pytest.fixture
def counter(enrolled: Callable[..., EnrolledCounter]) -> EnrolledCounter:
    started = enrolled()
    started.who("Sam")
    return started


def test_logging_never_waits_for_a_pin(counter: EnrolledCounter) -> None:
    counter.switch("Ali")
    counter.tap("without_pin")
    counter.service()
    counter.tap("save")
    counter.says("saved")
    assert counter.on_server()[0]["employee"] == 3


def test_own_numbers_open_with_the_pin_and_close_with_the_next_person(counter: EnrolledCounter) -> None:
    counter.switch("Ali")
    counter.type_pin("1357")
    expect(counter.page.get_by_role("alert").first).not_to_have_text("")
    counter.type_pin(PIN)
    counter.tap("own")
    expect(counter.page.locator(".own h1")).to_have_text(f"{counter.word('own')}: Ali")
    counter.tap("back")
    counter.switch("Sam")
    counter.tap("own")
    expect(counter.page.locator(".pin h1")).to_be_visible()
    assert "Ali" not in counter.page.locator("main").inner_text()


def test_without_network_only_a_pin_this_tablet_has_seen(counter: EnrolledCounter) -> None:
    counter.page.route(PIN_CALLS, lambda route: route.abort())
    counter.switch("Ali")
    counter.type_pin(PIN)
    expect(counter.page.get_by_role("alert").first).to_have_text(counter.word("pin_offline"))
    counter.page.unroute(PIN_CALLS)
    counter.type_pin(PIN)
    expect(counter.page.locator(".services h1")).to_be_visible()
    counter.page.route(PIN_CALLS, lambda route: route.abort())
    counter.switch("Sam")
    counter.switch("Ali")
    counter.type_pin("1357")
    expect(counter.page.get_by_role("alert").first).to_have_text(counter.word("pin_wrong"))
    counter.type_pin(PIN)
    expect(counter.page.locator(".services h1")).to_be_visible()
    assert PIN not in str(counter.kept("settings"))


def test_locked_without_network_opens_with_the_managers_code(
    counter: EnrolledCounter, server: Server
) -> None:
    counter.page.route(API, lambda route: route.abort())
    counter.switch("Ali")
    for _ in range(15):
        counter.type_pin("1357")
        expect(counter.page.locator(".pin input")).to_have_value("")
    expect(counter.page.locator(".pin h1")).to_have_text(counter.word("locked"))
    unlock(counter, "AAAA-BBBB")
    expect(counter.page.locator(".problem")).to_have_text(counter.word("code_wrong"))
    counter.page.reload()
    counter.switch("Sam")
    counter.switch("Ali")
    expect(counter.page.locator(".pin h1")).to_have_text(counter.word("locked"))
    unlock(counter, run(server, "unlock"))
    expect(counter.page.locator(".pad")).to_be_visible()
    counter.page.unroute(API)
    counter.page.reload()
    counter.switch("Sam")
    counter.switch("Ali")
    counter.type_pin(PIN)
    expect(counter.page.locator(".services h1")).to_be_visible()


def unlock(counter: EnrolledCounter, code: str) -> None:
    counter.page.get_by_label(counter.word("unlock_code")).fill(code)
    counter.tap("unlock")
