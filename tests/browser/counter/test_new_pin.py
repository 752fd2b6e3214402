"""Another PIN, by who knows the one there is: only with a network, and never one that is easy to guess."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.counter.conftest import EnrolledCounter
from tests.browser.counter.shop import PIN

CHANGE = "**/api/v1/pin/change"
OTHER = "7305"


@pytest.fixture
def counter(enrolled: Callable[..., EnrolledCounter]) -> EnrolledCounter:
    """Ali before the pad for a new PIN."""
    started = enrolled()
    started.who("Ali")
    started.tap("change_pin")
    expect(started.page.locator(".newPin h1")).to_be_visible()
    return started


def step(counter: EnrolledCounter, number: int, key: str) -> None:
    expect(counter.page.locator(".step")).to_have_text(f"{number}/3 · {counter.word(key)}")


def type_new(counter: EnrolledCounter, old: str, new: str, again: str) -> None:
    step(counter, 1, "old_pin")
    counter.type_pin(old)
    type_again(counter, new, again)


def type_again(counter: EnrolledCounter, new: str, again: str) -> None:
    step(counter, 2, "new_pin")
    counter.type_pin(new)
    step(counter, 3, "new_pin_again")
    counter.type_pin(again)


def problem(counter: EnrolledCounter) -> str:
    alert = counter.page.locator("main > .problem")
    expect(alert).to_be_visible()
    return alert.inner_text()


def test_cancelling_changes_nothing(counter: EnrolledCounter) -> None:
    step(counter, 1, "old_pin")
    counter.type_pin(PIN)
    counter.tap("cancel")
    expect(counter.page.locator(".services h1")).to_be_visible()


def test_without_network_it_says_so_and_changes_nothing(counter: EnrolledCounter) -> None:
    counter.page.route(CHANGE, lambda route: route.abort())
    type_new(counter, PIN, OTHER, OTHER)
    assert problem(counter) == counter.word("pin_needs_network")
    counter.page.unroute(CHANGE)
    step(counter, 2, "new_pin")
    counter.tap("cancel")
    counter.switch("Sam")
    counter.switch("Ali")
    counter.type_pin(PIN)
    expect(counter.page.locator(".services h1")).to_be_visible()


def test_wrong_old_pin_begins_anew(counter: EnrolledCounter) -> None:
    type_new(counter, "1357", OTHER, OTHER)
    assert problem(counter) == counter.word("pin_wrong")
    step(counter, 1, "old_pin")


def test_new_pin_twice_alike_and_not_weak_opens_from_then_on(counter: EnrolledCounter) -> None:
    type_new(counter, PIN, OTHER, "7306")
    assert problem(counter) == counter.word("pins_differ")
    type_again(counter, "1234", "1234")
    assert "raden" in problem(counter)
    type_again(counter, OTHER, OTHER)
    expect(counter.page.locator("#status span")).to_have_text(counter.word("pin_changed"))
    expect(counter.page.locator("#status button")).to_have_count(0)
    # Who changed it has shown who is there.
    counter.tap("own")
    expect(counter.page.locator(".own h1")).to_have_text(f"{counter.word('own')}: Ali")
    counter.tap("back")
    counter.page.route("**/api/v1/pin", lambda route: route.abort())
    counter.switch("Sam")
    counter.switch("Ali")
    counter.type_pin(PIN)
    assert problem(counter) == counter.word("pin_wrong")
    counter.type_pin(OTHER)
    expect(counter.page.locator(".services h1")).to_be_visible()
    stored = str(counter.kept("settings"))
    assert (PIN in stored, OTHER in stored) == (False, False)
