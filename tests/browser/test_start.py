"""A new shop, from its first log-in to its first visit, with a finger on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.server import Server
from tests.browser.test_accounts import PATIENCE, log_in
from tests.browser.test_pages import wrong

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "nl-NL"}
# Counted over page loads: every page adds its own to what this tab remembers.
COUNT_TAPS = """
addEventListener("click", () => sessionStorage.taps = 1 + Number(sessionStorage.taps ?? 0), true);
"""
# Six in the guide after the log-in, four for the visit itself.
MOST_TAPS = 12


@pytest.fixture
def page(new_context: NewContext, server: Server) -> Page:
    found = new_context(**TELEPHONE).new_page()
    log_in(found, server)
    return found


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).or_(
        page.locator("main").get_by_role("link", name=name, exact=True)
    ).click()


def at(page: Page, server: Server, place: str) -> None:
    expect(page).to_have_url(re.compile(f"/{server.slug}/start/{place}"), timeout=PATIENCE)
    assert wrong(page) == []


def test_from_the_first_log_in_to_the_first_visit(page: Page, server: Server) -> None:
    at(page, server, "$")
    page.add_init_script(COUNT_TAPS)
    page.reload()
    press(page, "Verder: wat je doet")
    at(page, server, "services/$")
    press(page, "Fietsenmaker")
    at(page, server, r"services/\?trade=bikes$")
    press(page, "Opslaan en verder")
    at(page, server, r"addons/\?trade=bikes&flat=\d+")
    press(page, "Opslaan en verder")
    at(page, server, "team/$")
    page.get_by_label("Voornamen").fill("Kim\nBo")
    press(page, "Opslaan en verder")
    at(page, server, "baseline/$")
    press(page, "Naar de balie: het eerste bezoek")
    page.get_by_role("button", name="Kim", exact=True).click(timeout=PATIENCE)
    page.get_by_role("button", name="Lekke band").click()
    card = page.locator(".card", has=page.get_by_role("heading", name="Buitenband"))
    card.get_by_role("button", name="Ja", exact=True).click()
    expect(card.get_by_role("button", name="Ja", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("#status span")).to_have_text("Opgeslagen", timeout=PATIENCE)
    taps = int(page.evaluate("sessionStorage.taps"))
    assert taps <= MOST_TAPS, taps
    answer = page.context.request.get("/api/v1/ask?metric=bought", headers={"Toonbank-Shop": server.slug})
    assert answer.json()["rows"][0]["bought"]["hits"] == 1, answer.json()


def test_a_pasted_list_by_keyboard(page: Page, server: Server) -> None:
    page.goto(f"/{server.slug}/start/paste/")
    page.locator("#pasted").fill("Simkaart - Prepaid; 10; 8\nLader; duur")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Regel 2: “duur” is geen bedrag.", timeout=PATIENCE)
    assert wrong(page) == []
    page.locator("#pasted").fill("Simkaart - Prepaid; 10; 8\nSimkaarten - Prepaid; 12")
    press(page, "Laat zien wat het wordt")
    expect(page.get_by_text("lijkt op").first).to_be_visible(timeout=PATIENCE)
    assert wrong(page) == []
    press(page, "Maak 2 add-ons")
    expect(page.get_by_role("status")).to_contain_text("2 add-ons gemaakt.", timeout=PATIENCE)


def test_the_card_is_two_pages_of_paper(page: Page, server: Server) -> None:
    page.goto(f"/{server.slug}/start/card/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
