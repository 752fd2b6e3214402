"""A tablet without log-in: connected with a code, used without network, killed, updated, stopped."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Request, Route, StorageState, expect

from tests.browser.conftest import ARGUMENTS, chromium_path
from tests.browser.counter.conftest import EnrolledCounter, run, tickets_of
from tests.browser.counter.tablets import Tablet
from tests.browser.server import Server

API = "**/api/v1/**"
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
MakeTablet = Callable[..., Tablet]


@pytest.fixture
def tablets(
    browser: Browser, server: Server, logged_in: StorageState, tmp_path: Path
) -> Iterator[MakeTablet]:
    made: list[Tablet] = []

    def make(**fields: Any) -> Tablet:
        folder = tmp_path / f"tablet-{len(made)}"
        made.append(Tablet(browser.browser_type, chromium_path(), ARGUMENTS, server, folder, **fields))
        return made[-1]

    yield make
    for tablet in made:
        tablet.stop()


@pytest.fixture
def tablet(tablets: MakeTablet) -> Tablet:
    return tablets()


@pytest.fixture
def counter(tablet: Tablet, server: Server) -> EnrolledCounter:
    """Enrolled, with Sam at it, ready to open without a network."""
    started = tablet.start().enrol(run(server, "code"))
    started.is_precached()
    started.who()
    return started


def log(counter: EnrolledCounter, *answers: str) -> None:
    counter.service()
    for name, answer in zip(("Telefoonhoesje", "Opzet-hulp"), answers, strict=False):
        counter.answer(name, answer)
    counter.tap("save")
    expect(counter.page.locator(".services h1")).to_be_visible()


def sent_and_calm(counter: EnrolledCounter) -> None:
    expect(counter.page.locator("#status i")).to_have_text("✓", timeout=40_000)
    for _ in range(50):
        if not counter.kept("queue"):
            return
        time.sleep(0.1)
    assert counter.kept("queue") == []


def test_code_in_the_address_connects(tablet: Tablet, server: Server) -> None:
    counter = tablet.start(f"/counter/#enrol={run(server, 'code')}")
    counter.page.get_by_label(counter.word("device_name")).fill("Bij de deur")
    counter.tap("connect")
    expect(counter.page.locator("h1")).to_have_text(counter.word("who"))
    assert counter.page.url.endswith("/counter/")
    counter.who()
    log(counter, "yes")
    counter.says("saved")
    assert [offer["outcome"] for offer in counter.on_server()[0]["offers"]] == ["bought"]


def test_wrong_code_is_refused_in_words(tablet: Tablet, logged_in: StorageState) -> None:
    counter = tablet.start()
    counter.page.get_by_label(counter.word("code"), exact=True).fill("AAAA-BBBB")
    counter.page.get_by_label(counter.word("device_name")).fill("Tablet")
    counter.tap("connect")
    expect(counter.page.get_by_role("alert").first).to_contain_text("code")
    assert counter.kept("device") == []


def test_opens_logs_and_reloads_without_network_and_sends_once(
    tablet: Tablet, counter: EnrolledCounter
) -> None:
    before = len(counter.on_server())
    counter.context.set_offline(True)
    counter.page.reload()
    log(counter, "yes", "no")
    counter.counts(1, 1)
    counter.page.reload()
    counter.counts(1, 1)
    log(counter)
    counter.counts(2, 2)
    assert counter.page.locator(".today li").count() == before + 2
    tablet.kill()
    again = tablet.start()
    sent_and_calm(again)
    found = again.on_server()
    assert len(found) == before + 2
    assert sorted(len(one["offers"]) for one in found[:2]) == [0, 2]
    assert {one["revision"] for one in found[:2]} == {1}


def test_seldom_screens_open_without_network(counter: EnrolledCounter) -> None:
    counter.context.set_offline(True)
    counter.page.reload()
    counter.switch("Ali")
    expect(counter.page.locator(".pad")).to_be_visible()
    counter.tap("change_pin")
    expect(counter.page.locator(".newPin .pad")).to_be_visible()
    counter.tap("cancel")
    counter.tap("tablet")
    expect(counter.page.locator(".thisTablet h1")).to_have_text(counter.word("tablet"))
    counter.tap("back")
    counter.tap("practise")
    expect(counter.page.locator("h1")).to_have_text(counter.word("practise_offline"))
    counter.tap("back")
    counter.service()
    counter.page.locator("summary").click()
    counter.page.get_by_label(counter.word("note")).fill("bel 0612345678")
    expect(counter.page.locator("em").last).to_have_text(counter.word("private"))


def test_undo_without_network_leaves_a_void_ticket(counter: EnrolledCounter) -> None:
    counter.context.set_offline(True)
    log(counter, "yes")
    counter.tap("undo")
    expect(counter.page.locator(".today .voided")).to_have_count(1)
    assert [item["document"]["revision"] for item in counter.kept("queue")] == [1, 2]
    counter.context.set_offline(False)
    sent_and_calm(counter)
    newest = counter.on_server()[0]
    assert (newest["status"], newest["revision"]) == ("void", 2)


def test_killed_while_it_writes_leaves_a_whole_ticket_or_none(
    tablet: Tablet, counter: EnrolledCounter
) -> None:
    before = {one["uuid"] for one in counter.on_server()}
    counter.context.set_offline(True)
    taken = 0
    for pause in (0.0, 0.01, 0.03):
        counter.service()
        counter.answer("Telefoonhoesje", "yes")
        counter.page.evaluate("() => void setTimeout(() => document.querySelector('.save .main').click())")
        time.sleep(pause)
        tablet.kill()
        counter = tablet.start()
        expect(counter.page.locator(".services h1")).to_be_visible()
        taken += 1
    sent_and_calm(counter)
    new = [one for one in counter.on_server() if one["uuid"] not in before]
    assert len(new) <= taken
    assert {tuple(offer["outcome"] for offer in one["offers"]) for one in new} <= {("bought",)}


# Written straight into the storage: five hundred visits by hand would take the test an hour.
FILL = """
async ([name, count, wrong]) => {
  const { uuid7 } = await import("/static/counter/uuid7.js");
  const { database } = await import("/static/counter/db.js");
  const db = database(name);
  const changes = [];
  for (let place = 0; place < count; place++) {
    const document = { uuid: uuid7(), revision: 1, started_at: new Date().toISOString(), status: "closed",
      employee: place === wrong ? 999999 : 1, service_type: 1, offers: [], receipt: "", total: null, note: "",
      annoyed: false, changed_at: new Date().toISOString() };
    changes.push(["queue", [document.uuid, 1], { document, shop: "proefwinkel", made: null }]);
  }
  await db.write(...changes);
}
"""


def test_five_hundred_arrive_and_the_one_that_is_wrong_waits(counter: EnrolledCounter) -> None:
    before = len(counter.on_server())
    counter.page.evaluate(FILL, ["toonbank", 500, 250])
    counter.page.reload()
    expect(counter.page.locator("#status .bad")).to_have_text(
        f"{counter.word('attention')} (1)", timeout=60_000
    )
    until(counter, "navigator.locks.query().then(({ held, pending }) => !held.length && !pending.length)")
    expect(counter.page.locator("#status i")).to_have_text("!")
    assert len(counter.on_server()) == min(1000, before + 499)
    [held] = counter.kept("queue")
    assert (held["document"]["employee"], held["held"]) == (999999, "refused")
    assert len(counter.kept("sent")) == 499
    counter.page.locator("#status .bad").click()
    with counter.page.expect_download() as download:
        counter.tap("export")
    assert '"employee": 999999' in Path(download.value.path()).read_text()


def test_stopped_tablet_keeps_its_tickets_and_goes_on_with_a_new_code(
    counter: EnrolledCounter, server: Server
) -> None:
    run(server, "revoke")
    log(counter, "yes")
    text = counter.word("revoked").format(unsent=1)
    expect(counter.page.locator("#status span")).to_have_text(text)
    assert len(counter.kept("queue")) == 1
    with counter.page.expect_download():
        counter.tap("export")
    counter.page.locator("#status").get_by_role("button", name=counter.word("connect")).click()
    counter.page.get_by_label(counter.word("code"), exact=True).fill(run(server, "code"))
    counter.page.locator("main").get_by_role("button", name=counter.word("connect")).click()
    expect(counter.page.locator(".services h1")).to_be_visible()
    sent_and_calm(counter)
    assert [offer["outcome"] for offer in counter.on_server()[0]["offers"]] == ["bought"]


def test_update_of_the_app_keeps_what_is_unsent(counter: EnrolledCounter) -> None:
    counter.page.route(API, lambda route: route.abort())
    log(counter, "no")
    [old] = counter.page.evaluate("caches.keys()")
    # Other words are another version; the browser itself, unlike its page, started in English.
    dutch = {"name": "django_language", "value": "nl", "url": counter.server.url}
    counter.context.add_cookies([dutch])  # type: ignore[list-item]
    counter.page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => 0)")
    until(counter, "navigator.serviceWorker.getRegistration().then((it) => it.waiting !== null)")
    assert len(counter.page.evaluate("caches.keys()")) == 2
    counter.page.reload()
    until(counter, f"caches.keys().then((now) => !now.includes('{old}'))")
    expect(counter.page.locator(".services h1")).to_be_visible()
    assert len(counter.kept("queue")) == 1
    counter.page.unroute(API)
    sent_and_calm(counter)


def until(counter: EnrolledCounter, script: str) -> None:
    for _ in range(150):
        # The new version loads the page once more, under our hands.
        with suppress(Error):
            if counter.page.evaluate(script):
                return
        time.sleep(0.1)
    raise AssertionError(script)


@pytest.mark.parametrize("shift", [2 * 86_400_000, "1970"])
def test_wrong_clock_is_corrected(counter: EnrolledCounter, shift: int | str) -> None:
    moved = f"Date.now() + {shift}" if shift != "1970" else "performance.now()"
    counter.page.add_init_script(
        f"""{{
          const Real = Date, real = Date.now.bind(Date);
          const now = () => {moved.replace("Date.now()", "real()")};
          globalThis.Date = class extends Real {{
            constructor(...given) {{ given.length ? super(...given) : super(now()); }}
            static now() {{ return now(); }}
          }};
        }}"""
    )
    counter.page.reload()
    log(counter, "yes")
    counter.says("saved")
    uuid = counter.last()
    key = {"Authorization": f"Bearer {counter.token()}"}
    answer = counter.context.request.get(f"/api/v1/tickets/{uuid}", headers=key).json()
    assert "clock_corrected" in answer["flags"]
    assert uuid in {one["uuid"] for one in counter.on_server()}


def test_two_tabs_send_everything_once(counter: EnrolledCounter) -> None:
    sent: list[str] = []

    def look(request: Request) -> None:
        if request.url.endswith("/batch"):
            sent.extend(one["uuid"] for one in tickets_of(request))

    counter.context.on("requestfinished", look)
    counter.context.set_offline(True)
    second = EnrolledCounter(counter.context.new_page(), counter.context, counter.server)
    second.page.goto("/counter/")
    for one in (counter, second, counter):
        log(one, "yes")
    second.counts(3, 3)
    counter.counts(3, 3)
    counter.context.set_offline(False)
    sent_and_calm(second)
    sent_and_calm(counter)
    assert len(sent) == len(set(sent)) == 3


def test_full_tablet_says_so_and_keeps_what_it_has(counter: EnrolledCounter) -> None:
    counter.context.set_offline(True)
    log(counter, "yes")
    counter.page.evaluate(FULL)
    counter.service()
    counter.answer("Telefoonhoesje", "no")
    counter.tap("save")
    counter.says("full")
    expect(counter.page.locator("#status.full")).to_be_visible()
    expect(counter.page.locator(".cards")).to_be_visible()
    assert [item["document"]["offers"][0]["outcome"] for item in counter.kept("queue")] == ["bought"]


def test_tickets_that_a_restore_lost_are_sent_again(counter: EnrolledCounter) -> None:
    log(counter, "yes")
    counter.says("saved")
    uuid = counter.last()
    asked: list[Any] = []

    def lost(route: Route) -> None:
        asked.extend(tickets_of(route.request))
        route.fulfill(status=200, content_type="application/json", json={"missing": [uuid]})

    again: list[str] = []
    counter.page.on(
        "request",
        lambda request: (
            request.url.endswith("/batch") and again.extend(one["uuid"] for one in tickets_of(request))
        ),
    )
    counter.page.route("**/api/v1/tickets/known", lost, times=1)
    with counter.page.expect_response("**/tickets/batch"):
        counter.page.reload()
    sent_and_calm(counter)
    assert {"uuid": uuid, "revision": 1} in asked
    assert again == [uuid]


def test_tablet_is_not_emptied_with_unsent_tickets(counter: EnrolledCounter) -> None:
    counter.page.route(API, lambda route: route.abort())
    log(counter, "yes")
    counter.tap("tablet")
    counter.tap("clear")
    expect(counter.page.get_by_role("alert").first).to_have_text(counter.word("clear_refused"))
    assert len(counter.kept("queue")) == 1
    counter.page.unroute(API)
    counter.tap("clear")
    expect(counter.page.locator("h1")).to_have_text(counter.word("enrol"), timeout=30_000)


def test_open_ticket_of_another_tablet_is_closed_without_network(
    tablets: MakeTablet, counter: EnrolledCounter, server: Server
) -> None:
    counter.service()
    counter.answer("Telefoonhoesje", "later")
    counter.tap("finish_later")
    counter.says("saved")
    other = tablets().start().enrol(run(server, "code"), "Achter")
    other.is_precached()
    other.who("Noor")
    expect(other.page.locator(".open button").first).to_be_visible()
    open_before = other.page.locator(".open button").count()
    other.context.set_offline(True)
    other.page.reload()
    other.page.locator(".open button").first.click()
    other.answer("Telefoonhoesje", "yes")
    other.tap("save")
    expect(other.page.locator(".open button")).to_have_count(open_before - 1)
    other.context.set_offline(False)
    sent_and_calm(other)
    [newest] = [one for one in other.on_server() if one["uuid"] == counter.last()]
    assert (newest["status"], newest["revision"], newest["offers"][0]["outcome"]) == ("closed", 2, "bought")
