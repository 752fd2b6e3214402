"""When the network, the server or another device stands in the way, the counter says so and loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.counter.conftest import Counter, tickets_of

BATCHES = "**/api/v1/tickets/batch"
PARTS = "**/counter/parts/*.js"
LIST = "**/api/v1/tickets"
Handler = Callable[[Route], None]


def no_network(route: Route) -> None:
    route.abort("internetdisconnected")


def hotel_wifi(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to our Wi-Fi</h1>")


def broken(route: Route) -> None:
    route.fulfill(
        status=500, content_type="application/problem+json", body='{"detail": "x", "code": "internal"}'
    )


def half_an_answer(route: Route) -> None:
    route.fulfill(status=200, content_type="application/json", body='{"results": [{"uuid": "01')


def log_in_page(route: Route) -> None:
    route.fulfill(status=302, headers={"Location": "/accounts/login/"})


def answer_to_another(route: Route) -> None:
    saved = {"uuid": "another", "http": 201, "saved": {}}
    route.fulfill(status=200, content_type="application/json", json={"results": [saved]})


def keys(page: Page) -> list[str]:
    """Fills up with the key of every version that is sent."""
    sent: list[str] = []

    def look(request: Request) -> None:
        if request.url.endswith("/batch"):
            sent.extend(one["uuid"] for one in tickets_of(request))

    page.on("request", look)
    return sent


@pytest.mark.parametrize(
    "obstacle", [no_network, hotel_wifi, broken, half_an_answer, log_in_page, answer_to_another]
)
def test_without_an_answer_it_keeps_trying(counter: Counter, obstacle: Handler) -> None:
    sent = keys(counter.page)
    counter.page.route(BATCHES, obstacle)
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    kept = len(counter.kept("sent"))
    counter.tap("save")
    counter.counts(kept + 1, 1)
    counter.page.unroute(BATCHES)
    counter.says("saved")
    assert len(sent) >= 2
    assert len(set(sent)) == 1
    assert [offer["outcome"] for offer in counter.stored()["offers"]] == ["bought"]


def test_answer_that_got_lost_makes_no_second_ticket(counter: Counter) -> None:
    def stored_but_unheard(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    counter.page.route(BATCHES, stored_but_unheard, times=1)
    counter.service()
    counter.save()
    assert counter.stored()["revision"] == 1


def test_without_a_catalogue_it_says_so_and_tries_again_when_asked(tablet: Callable[..., Counter]) -> None:
    counter = tablet()
    counter.page.route("**/api/v1/catalog", no_network)
    counter.open(employee=None)
    expect(counter.page.locator("h1")).to_have_text(counter.word("unreachable"))
    counter.page.unroute("**/api/v1/catalog")
    counter.tap("again")
    expect(counter.page.locator("h1")).to_have_text(counter.word("who"))


def test_screen_that_cannot_be_fetched_says_so_and_logging_goes_on(tablet: Callable[..., Counter]) -> None:
    # As at the very first start: nothing is on the device yet.
    counter = tablet(service_workers="block").open()
    counter.page.route(PARTS, no_network)
    counter.tap("tablet")
    expect(counter.page.locator("h1")).to_have_text(counter.word("unreachable"))
    counter.tap("back")
    counter.service()
    counter.page.locator("summary").click()
    expect(counter.page.locator("details p")).to_have_text(counter.word("unreachable"))
    counter.answer("Telefoonhoesje", "yes")
    counter.save()
    counter.tap("tablet")
    counter.page.unroute(PARTS)
    counter.tap("again")
    expect(counter.page.locator(".thisTablet h1")).to_have_text(counter.word("tablet"))
    assert [offer["outcome"] for offer in counter.stored()["offers"]] == ["bought"]


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


def test_refusal_waits_for_attention_and_can_be_put_right(counter: Counter) -> None:
    refuse(counter, "Een notitie mag dit niet bevatten.")
    counter.service()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("save")
    attention(counter, 1)
    expect(counter.page.locator(".today .problem")).to_have_text("Een notitie mag dit niet bevatten.")
    counter.page.locator(".today").get_by_role("button", name=counter.word("correct")).click()
    expect(counter.page.get_by_role("alert").first).to_have_text("Een notitie mag dit niet bevatten.")
    note(counter, "rustige klant")
    counter.save()
    assert (counter.stored()["revision"], counter.stored()["note"]) == (1, "rustige klant")
    assert counter.kept("queue") == []


def test_refused_ticket_holds_up_no_other_and_can_be_thrown_away(counter: Counter) -> None:
    refuse(counter, "Nee.")
    counter.service()
    counter.tap("save")
    expect(counter.page.locator("#status .bad")).to_be_visible()
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    counter.save()
    attention(counter, 1)
    counter.page.locator(".today").get_by_role("button", name=counter.word("discard")).click()
    expect(counter.page.locator("#status .bad")).to_have_count(0)
    assert counter.kept("queue") == []
    counter.tap("undo")
    expect(counter.page.locator("#status .bad")).to_be_visible()
    assert [item["held"] for item in counter.kept("queue")] == ["refused"]


def refuse(counter: Counter, detail: str) -> None:
    """The next ticket, as the server refuses one of a batch."""
    problem = {"detail": detail, "code": "customer_data", "field": "note"}

    def answer(route: Route) -> None:
        tickets = tickets_of(route.request)
        results = [{"uuid": one["uuid"], "http": 422, "problem": problem} for one in tickets]
        route.fulfill(status=200, content_type="application/json", json={"results": results})

    counter.page.route(BATCHES, answer, times=1)


def attention(counter: Counter, number: int) -> None:
    button = counter.page.locator("#status .bad")
    expect(button).to_have_text(f"{counter.word('attention')} ({number})")
    button.click()


@pytest.mark.parametrize(
    ("side", "note_kept", "revision"), [("this_device", "", 3), ("saved_version", "elders", 2)]
)
def test_two_versions_are_shown_and_one_is_chosen(
    counter: Counter, side: str, note_kept: str, revision: int
) -> None:
    counter.service()
    counter.save()
    # The tablet must not hear of it before it makes its own next version.
    counter.page.route(LIST, no_network)
    changed_elsewhere(counter, note="elders")
    counter.page.locator(".today li").first.get_by_role("button", name=counter.word("correct")).click()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("save")
    attention(counter, 1)
    counter.page.locator(".today").get_by_role("button", name=counter.word("correct")).click()
    counter.page.unroute(LIST)
    version = counter.page.locator(".versions section", has_text=counter.word(side))
    expect(counter.page.locator(".versions section")).to_have_count(2)
    expect(counter.page.get_by_role("button", name=counter.word("undo"))).to_have_count(0)
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
    link = counter.page.get_by_role("link", name=counter.word("log_in"))
    expect(link).to_have_attribute("href", "/accounts/login/?next=/counter/proefwinkel/")
    counter.context.add_cookies(cookies)  # type: ignore[arg-type]
    counter.says("saved")


def test_stale_token_of_the_form_is_renewed(counter: Counter) -> None:
    stale = {"name": "csrftoken", "value": "x" * 32, "url": counter.server.url}
    counter.context.add_cookies([stale])  # type: ignore[list-item]
    counter.service()
    counter.save()
    assert counter.stored()["status"] == "closed"
