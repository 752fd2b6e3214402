"""The manage screens on a telephone and a laptop: nothing sticks out, everything can be hit and read."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.server import Server
from tests.browser.test_accounts import log_in

PLACES = [
    "",
    "till/",
    "numbers/",
    "addons/",
    "addons/1/",
    "services/",
    "behind/?metric=attach_rate",
    "behind/?metric=coverage",
    "team/",
    "training/",
    "training/team/",
    "catalog/history/",
    "catalog/1/details/",
    "catalog/services/1/price/",
    "catalog/",
    "catalog/new/",
    "catalog/1/",
    "catalog/1/price/",
    "catalog/1/rule/",
    "catalog/names/",
    "catalog/names/merge/",
    "catalog/services/",
    "notes/",
    "people/",
    "people/members/",
    "people/tokens/",
    "settings/",
    "start/",
    "start/services/",
    "start/services/?trade=kennel",
    "start/addons/?trade=garage",
    "start/paste/",
    "start/prices/",
    "start/team/",
    "start/baseline/",
    "start/card/",
    "reports/mail/",
    "reports/mail/?kind=day",
    "catalog/404/",
]
DEVICES = {
    "telephone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light", "locale": "nl-NL"},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "color_scheme": "dark", "locale": "nl-NL"},
    "laptop": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark", "locale": "en-GB"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TOO_SMALL = """() => [...document.querySelectorAll("a, button, select, summary, textarea, input, label.tick")]
    .filter(one => one.checkVisibility() && !one.matches(".skip, [type=hidden], [type=checkbox]"))
    .filter(one => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
    .map(one => one.outerHTML)"""
STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("device", DEVICES)
def test_every_page_fits_and_reads(new_context: NewContext, server: Server, device: str) -> None:
    page = new_context(**DEVICES[device]).new_page()
    page.goto("/accounts/login/")
    assert wrong(page) == []
    log_in(page, server)
    fill(page, server)
    for place in PLACES:
        page.goto(f"/{server.slug}/{place}")
        assert (place, wrong(page)) == (place, [])
    for address in ("/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/", "/"):
        page.goto(address)
        assert (address, wrong(page)) == (address, [])


def test_the_account_menu_opens_and_closes_without_a_script(new_context: NewContext, server: Server) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, server)
    menu = page.locator("#account")
    expect(menu).to_be_hidden()
    page.locator("[popovertarget=account]").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_language_is_one_press_away(new_context: NewContext, server: Server) -> None:
    page = new_context().new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Read this in English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def fill(page: Page, server: Server) -> None:
    """One add-on and one service type, when an earlier device has not made them."""
    page.goto(f"/{server.slug}/catalog/services/")
    if page.locator(".list li").count():
        return
    page.locator("#id_name").fill("Schermreparatie")
    page.locator("form.panel button").click()
    page.goto(f"/{server.slug}/catalog/new/")
    page.locator("#id_category").fill("Screenprotector met een ongewoon lange naam")
    page.locator("#id_unit_price").fill("19,95")
    page.locator("#id_wording").fill("Zal ik er meteen een glazen screenprotector op zetten?")
    page.locator("form.panel button").click()
    expect(page.locator(".offers li")).to_have_count(1)


def wrong(page: Page) -> list[str]:
    found = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in violations(page)]
    sticks_out = ["sticks out"] if page.evaluate(STICKS_OUT) else []
    return [*found, *sticks_out, *page.evaluate(TOO_SMALL)]


def violations(page: Page) -> list[dict[str, list[dict[str, str]]]]:
    # The tablet shows the laptop's layout in the telephone's words: only its measures are its own.
    if page.viewport_size == DEVICES["tablet"]["viewport"]:
        return []
    answer: list[dict[str, list[dict[str, str]]]] = Axe().run(page, options=RULES).response["violations"]
    return answer
