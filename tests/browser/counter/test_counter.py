"""Logging a visit at the counter, in a real browser against a real server."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.counter.conftest import Counter
from tests.browser.counter.shop import HTML, SCRIPT

GLASS, CASE, HELP = 1, 2, 3
SAM, NOOR = 1, 2
COUNT_TAPS = "window.taps = 0; addEventListener('click', () => window.taps++, true)"

COVER = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(".today button { position: fixed; inset: 0; }");
document.adoptedStyleSheets = [sheet];
"""


def line(addon: int, outcome: str, **fields: Any) -> dict[str, Any]:
    usual = {"asked_by": "staff", "moment": "checkout", "reason": "", "quantity": 1, "discount": 0}
    return {"addon": addon, "outcome": outcome, **usual, "employee": None, "script": addon, **fields}


def ticket(*offers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    usual = {
        "revision": 1,
        "status": "closed",
        "employee": SAM,
        "service_type": 1,
        "receipt": "",
        "total": None,
    }
    return {**usual, "note": "", "annoyed": False, "offers": list(offers), **fields}


def taps(page: Page) -> int:
    return int(page.evaluate("window.taps"))


def test_three_offers_take_five_taps(counter: Counter) -> None:
    counter.page.evaluate(COUNT_TAPS)
    counter.service()
    counter.answer("Screenprotector", "yes")
    counter.answer("Telefoonhoesje", "no")
    counter.answer("Opzet-hulp", "yes")
    counter.save()
    assert taps(counter.page) == 5
    offers = line(GLASS, "bought"), line(CASE, "declined"), line(HELP, "bought")
    assert counter.stored() == ticket(*offers)


def test_visit_without_an_offer_takes_two_taps(counter: Counter) -> None:
    counter.page.evaluate(COUNT_TAPS)
    counter.service()
    counter.save()
    assert taps(counter.page) == 2
    assert counter.stored() == ticket()


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_five_tickets_are_counted(tablet: Callable[..., Counter], locale: str) -> None:
    counter = tablet(locale=locale).open()
    before = sums(counter)
    for answer in ("yes", "yes", "no", "no", None):
        counter.service()
        if answer:
            counter.answer("Screenprotector", answer)
        counter.save()
    after = sums(counter)
    assert [now - then for now, then in zip(after, before, strict=True)] == [5, 4, 2]


def sums(counter: Counter) -> list[int]:
    """Tickets, offers and bought, as the command line counts them."""
    metrics = ("tickets", "offers", "bought")
    answer = json.loads(counter.server.toonbank("ask", *metrics, "--shop", counter.server.slug, "--json"))
    return [int(answer["rows"][0][name]["hits"]) for name in metrics]


def test_only_fitting_add_ons_are_shown_with_sentence_and_price(counter: Counter) -> None:
    counter.service()
    headings = counter.page.locator(".cards h2")
    assert headings.all_inner_texts() == [
        "Screenprotector · iPhone 14 · glas",
        "Telefoonhoesje",
        "Opzet-hulp",
    ]
    expect(counter.card("Screenprotector").locator(".about")).to_have_text(f"“{SCRIPT}”")
    assert counter.card("Screenprotector").locator(".price").inner_text() == "€\u00a015,00"
    counter.tap("all_addons")
    assert headings.count() == 4


def test_all_that_may_be_said(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    for key in ("price", "think", "asked_first"):
        counter.tap(key)
    counter.answer("Screenprotector", "yes")
    counter.tap("amounts")
    counter.tap("more")
    counter.page.get_by_label(counter.word("discount")).fill("1,50")
    counter.page.locator(".names").get_by_role("button", name="Noor").click()
    for key in ("intake", "annoyed"):
        counter.tap(key)
    counter.page.locator("summary").click()
    counter.page.get_by_label(counter.word("receipt")).fill("2026-0112")
    counter.page.get_by_label(counter.word("total")).fill("1.234,50")
    counter.page.get_by_label(counter.word("note")).fill("wil eerst thuis overleggen")
    counter.save()
    case = line(CASE, "declined", reason="think", asked_by="customer", moment="intake")
    glass = line(GLASS, "bought", quantity=2, discount=150, employee=NOOR, moment="intake")
    more = {"receipt": "2026-0112", "total": 123450, "note": "wil eerst thuis overleggen", "annoyed": True}
    assert counter.stored() == ticket(case, glass, **more)


def test_the_same_answer_twice_is_no_offer(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    counter.answer("Telefoonhoesje", "no")
    counter.save()
    assert counter.stored() == ticket()


def test_undo_voids_the_ticket(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.save()
    counter.tap("undo")
    counter.says("voided")
    assert counter.stored() == ticket(line(CASE, "bought"), revision=2, status="void")


def test_correction_is_a_next_version_and_undo_brings_the_first_back(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.save()
    counter.page.locator(".today li").first.get_by_role("button", name=counter.word("correct")).click()
    counter.answer("Telefoonhoesje", "no")
    counter.save()
    assert counter.stored() == ticket(line(CASE, "declined"), revision=2)
    counter.tap("undo")
    expect(counter.page.locator(".today li").first).to_contain_text("✓ 1")
    counter.says("saved")
    assert counter.stored() == ticket(line(CASE, "bought"), revision=3)


def test_void_ticket_can_be_put_back(counter: Counter) -> None:
    counter.service()
    counter.save()
    row = counter.page.locator(".today li").first
    row.get_by_role("button", name=counter.word("void")).click()
    counter.says("voided")
    row.get_by_role("button", name=counter.word("restore")).click()
    counter.says("saved")
    assert counter.stored() == ticket(revision=3)


def test_open_ticket_waits_at_the_top_and_its_offers_keep_their_moment(counter: Counter) -> None:
    counter.service()
    counter.tap("intake")
    counter.answer("Screenprotector", "later")
    counter.tap("finish_later")
    counter.says("saved")
    assert counter.stored() == ticket(line(GLASS, "open", moment="intake"), status="open")
    counter.page.reload()
    counter.page.locator("nav").get_by_role("button", name="Noor").click()
    counter.page.locator(".open button").click()
    counter.answer("Screenprotector", "yes")
    counter.answer("Telefoonhoesje", "no")
    counter.save()
    glass, case = line(GLASS, "bought", moment="intake"), line(CASE, "declined", employee=NOOR)
    assert counter.stored() == ticket(glass, case, revision=2)
    expect(counter.page.locator(".open button")).to_have_count(0)


def test_employee_is_remembered_and_switched_in_one_tap(counter: Counter) -> None:
    counter.page.reload()
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.page.locator("nav").get_by_role("button", name="Noor").click()
    counter.save()
    assert counter.stored() == ticket(line(CASE, "bought"), employee=NOOR)


def test_today_survives_a_reload(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    counter.save()
    row = counter.page.locator(".today li").first
    before = row.inner_text()
    counter.page.reload()
    expect(counter.page.locator("#status i")).to_have_text("✓")
    assert row.inner_text() == before


def test_name_with_html_is_only_text(counter: Counter) -> None:
    counter.service("Nieuw toestel activeren")
    assert counter.page.locator(".cards h2").last.inner_text() == HTML
    assert counter.page.locator("main img").count() == 0


def test_double_tap_on_save_presses_nothing_else(counter: Counter) -> None:
    counter.service()
    counter.save()
    counter.service()
    box = counter.page.get_by_role("button", name=counter.word("save"), exact=True).bounding_box()
    assert box is not None
    # Something that must not be pressed lies where the button was.
    counter.page.evaluate(COVER)
    counter.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    counter.says("saved")
    assert counter.stored() == ticket()


def test_cancelled_ticket_can_be_taken_back(counter: Counter) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("cancel")
    counter.tap("undo")
    counter.save()
    assert counter.stored() == ticket(line(CASE, "bought"))


def test_keyboard_alone_is_enough(counter: Counter) -> None:
    page = counter.page
    page.locator(".services section:not(.open) .tiles button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    # Cancel, then yes of the first add-on.
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(counter.card("Screenprotector").get_by_role("button", name=counter.word("yes"))).to_be_focused()
    page.get_by_role("button", name=counter.word("save"), exact=True).press("Enter")
    counter.says("saved")
    expect(page.locator("h1")).to_be_focused()
    assert counter.stored() == ticket(line(GLASS, "bought"))
