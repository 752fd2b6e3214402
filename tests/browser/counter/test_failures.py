"""When the network, the server or another device stands in the way, the counter says so and loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.counter.conftest import Counter

PUTS = "**/api/v1/tickets/*"
Handler = Callable[[Route], None]


def no_network(route: Route) -> None:
    route.abort("internetdisconnected")


def hotel_wifi(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to our Wi-Fi</h1>")


def broken(route: Route) -> None:
    route.fulfill(
        status=500, content_type="application/problem+json", body='{"detail": "x", "code": "internal"}'
    )


def keys(page: Page) -> list[str]:
    """Fills up with the address of every save that is sent."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    return sent


@pytest.mark.parametrize("obstacle", [no_network, hotel_wifi, broken])
def test_without_an_answer_it_keeps_trying(counter: Counter, obstacle: Handler) -> None:
    sent = keys(counter.page)
    counter.page.route(PUTS, obstacle)
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("save")
    counter.says("waiting")
    counter.page.unroute(PUTS)
    counter.says("saved")
    assert len(sent) >= 2
    assert len(set(sent)) == 1
    assert [offer["outcome"] for offer in counter.stored()["offers"]] == ["bought"]


def test_answer_that_got_lost_makes_no_second_ticket(counter: Counter) -> None:
    def stored_but_unheard(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    counter.page.route(PUTS, stored_but_unheard, times=1)
    counter.service()
    counter.save()
    assert counter.stored()["revision"] == 1


def test_unsent_ticket_survives_a_reload(counter: Counter) -> None:
    counter.page.route(PUTS, no_network)
    counter.page.on("dialog", lambda dialog: dialog.accept())
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    counter.tap("save")
    counter.says("waiting")
    counter.page.reload()
    counter.says("waiting")
    counter.page.unroute(PUTS)
    counter.says("saved")
    assert [offer["outcome"] for offer in counter.stored()["offers"]] == ["declined"]


def test_without_a_catalogue_it_says_so_and_tries_again_when_asked(tablet: Callable[..., Counter]) -> None:
    counter = tablet()
    counter.page.route("**/api/v1/catalog", no_network)
    counter.open(employee=None)
    expect(counter.page.locator("h1")).to_have_text(counter.word("unreachable"))
    counter.page.unroute("**/api/v1/catalog")
    counter.tap("again")
    expect(counter.page.locator("h1")).to_have_text(counter.word("who"))


def note(counter: Counter, text: str) -> None:
    counter.page.locator("details:not([open]) summary").click()
    counter.page.get_by_label(counter.word("note")).fill(text)


@pytest.mark.parametrize(("text", "complaint"), [("bel 0612345678", "private"), ("a b c d e f", "note_long")])
def test_device_refuses_such_a_note(counter: Counter, text: str, complaint: str) -> None:
    sent = keys(counter.page)
    counter.service()
    note(counter, text)
    expect(counter.page.locator("em").last).to_have_text(counter.word(complaint))
    counter.tap("save")
    expect(counter.page.get_by_label(counter.word("note"))).to_be_focused()
    assert sent == []


def test_refusal_is_said_at_the_ticket_and_can_be_put_right(counter: Counter) -> None:
    refusal = {"detail": "Een notitie mag dit niet bevatten.", "code": "customer_data", "field": "note"}

    def refuse(route: Route) -> None:
        route.fulfill(status=422, content_type="application/problem+json", json=refusal)

    counter.page.route(PUTS, refuse, times=1)
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("save")
    expect(counter.page.get_by_role("alert").first).to_have_text(refusal["detail"])
    counter.says("refused")
    note(counter, "rustige klant")
    counter.save()
    assert (counter.stored()["revision"], counter.stored()["note"]) == (1, "rustige klant")


@pytest.mark.parametrize(
    ("side", "note_kept", "revision"), [("this_device", "", 3), ("saved_version", "elders", 2)]
)
def test_two_versions_are_shown_and_one_is_chosen(
    counter: Counter, side: str, note_kept: str, revision: int
) -> None:
    counter.service()
    counter.save()
    changed_elsewhere(counter, note="elders")
    counter.page.locator(".today li").first.get_by_role("button", name=counter.word("correct")).click()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("save")
    version = counter.page.locator(".versions section", has_text=counter.word(side))
    expect(counter.page.locator(".versions section")).to_have_count(2)
    version.get_by_role("button").click()
    expect(counter.page.locator(".services h1")).to_be_visible()
    expect(counter.page.locator("#status i")).to_have_text("✓")
    stored = counter.stored()
    assert (stored["note"], stored["revision"]) == (note_kept, revision)


def changed_elsewhere(counter: Counter, **fields: Any) -> None:
    ticket = {**counter.stored(), **fields, "revision": 2, "started_at": "2026-11-21T10:00:00Z"}
    assert counter.put(counter.last(), ticket) == 200


def test_logged_out_means_log_in_and_go_on(counter: Counter) -> None:
    cookies = counter.context.cookies()
    counter.service()
    counter.context.clear_cookies()
    counter.tap("save")
    counter.says("login")
    link = counter.page.get_by_role("link", name=counter.word("log_in"))
    assert link.get_attribute("href") == "/accounts/login/?next=/counter/proefwinkel/"
    counter.context.add_cookies(cookies)  # type: ignore[arg-type]
    counter.says("saved")
