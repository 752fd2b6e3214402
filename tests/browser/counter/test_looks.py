"""Readable, reachable and usable for everybody: on a phone, a tablet and a laptop, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, Route, expect

from tests.browser.counter.conftest import Counter, EnrolledCounter, tickets_of
from tests.browser.counter.shop import PIN

SIZES = {"phone": (360, 740), "tablet": (820, 1180), "laptop": (1280, 800)}
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
SMALL_TARGETS = """
() => [...document.querySelectorAll('button, select, input, summary, a')]
  .map((node) => [node.textContent, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 47.9 || box.height < 47.9))
  .map(([text, box]) => `${text} ${box.width} x ${box.height}`)
"""
TOO_WIDE = "() => ['html', 'main'].filter((name) => { const node = document.querySelector(name);"
TOO_WIDE += " return node.scrollWidth > node.clientWidth; })"


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def faults(page: Page) -> list[str]:
    return [*violations(page), *page.evaluate(SMALL_TARGETS), *page.evaluate(TOO_WIDE)]


def size(name: str) -> dict[str, Any]:
    width, height = SIZES[name]
    return {"viewport": {"width": width, "height": height}}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", SIZES)
def test_every_screen_is_accessible(tablet: Callable[..., Counter], device: str, theme: str) -> None:
    counter = tablet(color_scheme=theme, **size(device))
    page = counter.open(employee=None).page
    expect(page.locator(".tiles button")).to_have_count(3)
    found = faults(page)
    page.locator(".tiles button").first.click()
    counter.service()
    found += faults(page)
    counter.answer("Telefoonhoesje", "no")
    counter.tap("price")
    page.locator("summary").click()
    expect(page.get_by_label(counter.word("receipt"))).to_be_visible()
    found += faults(page)
    counter.answer("Screenprotector", "later")
    counter.answer("Opzet-hulp", "yes")
    counter.tap("amounts")
    page.get_by_label(counter.word("discount")).fill("99")
    found += faults(page)
    page.get_by_label(counter.word("discount")).fill("2")
    counter.save()
    found += faults(page)
    assert found == []


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", SIZES)
def test_every_screen_of_a_tablet_is_accessible(
    enrolled: Callable[..., EnrolledCounter], device: str, theme: str, locale: str
) -> None:
    counter = enrolled(color_scheme=theme, locale=locale, **size(device))
    page = counter.page
    found = faults(page)
    counter.who("Ali")
    expect(page.locator(".pad")).to_be_visible()
    found += faults(page)
    counter.tap("change_pin")
    expect(page.locator(".newPin .pad")).to_be_visible()
    found += faults(page)
    counter.tap("cancel")
    counter.switch("Sam")
    counter.switch("Ali")
    counter.type_pin(PIN)
    expect(page.locator(".services h1")).to_be_visible()
    refuse(page)
    counter.service()
    found += faults(page)
    counter.tap("save")
    stuck = page.locator("#status .bad")
    expect(stuck).to_be_visible()
    found += faults(page)
    counter.tap("own")
    expect(page.locator(".own h1")).to_be_visible()
    found += faults(page)
    counter.tap("back")
    stuck.click()
    expect(page.locator(".attention h1")).to_have_text(counter.word("attention"))
    found += faults(page)
    counter.tap("back")
    counter.tap("tablet")
    counter.tap("clear")
    expect(page.get_by_role("alert").first).to_have_text(counter.word("clear_refused"))
    found += faults(page)
    page.goto("/counter/#enrol=K7QM2XPA")
    page.reload()
    expect(page.locator(".enrol h1")).to_have_text(counter.word("enrol"))
    assert [*found, *faults(page)] == []


def refuse(page: Page) -> None:
    def answer(route: Route) -> None:
        problem = {"code": "customer_data", "detail": "Een notitie mag dit niet bevatten."}
        sent = tickets_of(route.request)
        results = [{"uuid": one["uuid"], "http": 422, "problem": problem} for one in sent]
        route.fulfill(status=200, content_type="application/json", json={"results": results})

    page.route("**/api/v1/tickets/batch", answer)


def test_save_is_always_in_sight(tablet: Callable[..., Counter]) -> None:
    for device in SIZES:
        counter = tablet(**size(device)).open()
        counter.service()
        counter.answer("Screenprotector", "no")
        counter.tap("asked_first")
        button = counter.page.get_by_role("button", name=counter.word("save"), exact=True)
        expect(button).to_be_in_viewport(ratio=1)


def test_an_answer_moves_no_button(tablet: Callable[..., Counter]) -> None:
    counter = tablet(**size("tablet")).open()
    counter.service()
    buttons = counter.page.locator(".answers button")
    before = [button.bounding_box() for button in buttons.all()]
    counter.answer("Screenprotector", "no")
    assert [button.bounding_box() for button in buttons.all()] == before


def test_right_to_left_fits(tablet: Callable[..., Counter]) -> None:
    counter = tablet(**size("phone")).open()
    counter.page.evaluate("document.documentElement.dir = 'rtl'")
    counter.service()
    counter.answer("Screenprotector", "yes")
    assert faults(counter.page) == []


def test_answers_differ_without_colours(tablet: Callable[..., Counter]) -> None:
    counter = tablet(forced_colors="active").open()
    counter.service()
    counter.answer("Screenprotector", "no")
    card = counter.card("Screenprotector")
    yes, no, later = (card.get_by_role("button", name=counter.word(key)) for key in ("yes", "no", "later"))
    pressed = [button.get_attribute("aria-pressed") for button in (yes, no, later)]
    grounds = [
        button.evaluate("node => getComputedStyle(node).backgroundColor") for button in (yes, no, later)
    ]
    assert pressed == ["false", "true", "false"]
    assert grounds[0] == grounds[2] != grounds[1]


def test_focus_is_seen(counter: Counter) -> None:
    counter.page.keyboard.press("Tab")
    outline = counter.page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid 3px" in outline
