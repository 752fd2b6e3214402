"""The rules of the queue without a screen: what goes, what an answer means, how old a ticket is."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import Server
from toonbank.lib import receipt_form

DAY = 86_400_000


@pytest.fixture(scope="module")
def parts(browser: Browser, server: Server) -> Iterator[Page]:
    """A page that shows nothing, to run the modules in."""
    page = browser.new_page(base_url=server.url)
    page.goto("/health")
    yield page
    page.close()


def run(parts: Page, script: str, given: Any = None) -> Any:
    """`given` in, what the script returns out."""
    modules = "const queue = await import('/static/counter/queue.js');"
    modules += "const { receiptFits } = await import('/static/counter/receipt.js');"
    return parts.evaluate(f"async (given) => {{ {modules} {script} }}", given)


def item(uuid: str, revision: int = 1, **fields: Any) -> dict[str, Any]:
    return {"document": {"uuid": uuid, "revision": revision}, **fields}


def made(wall: int = 0, steady: int = 0, life: int = 1, offset: int | None = 0) -> dict[str, Any]:
    return {"wall": wall, "steady": steady, "life": life, "offset": offset}


def sendable(parts: Page, queue: list[dict[str, Any]], most: int = 100) -> list[list[Any]]:
    script = "return queue.ready(given.queue, given.most).map(queue.keyOf)"
    found: list[list[Any]] = run(parts, script, {"queue": queue, "most": most})
    return found


def test_one_version_of_each_ticket_goes_first(parts: Page) -> None:
    queue = [item("a", 1), item("a", 2), item("b", 3), item("c", 1)]
    assert sendable(parts, queue) == [["a", 1], ["b", 3], ["c", 1]]
    assert sendable(parts, queue, most=2) == [["a", 1], ["b", 3]]


def test_a_held_version_holds_up_its_own_ticket_only(parts: Page) -> None:
    queue = [item("a", 1, held="refused"), item("a", 2), item("b", 1)]
    assert sendable(parts, queue) == [["b", 1]]


@pytest.mark.parametrize(
    ("http", "state"),
    [
        (200, "saved"),
        (201, "saved"),
        (400, "refused"),
        (403, "refused"),
        (408, "waiting"),
        (409, "conflict"),
        (422, "refused"),
        (429, "waiting"),
        (500, "waiting"),
        (503, "waiting"),
    ],
)
def test_what_an_answer_means(parts: Page, http: int, state: str) -> None:
    assert run(parts, "return queue.verdict(given)", http) == state


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"results": "all"},
        {"results": []},
        {"results": [{"uuid": "b", "http": 201, "saved": {}}]},
        {"results": [{"uuid": "a", "http": 201}]},
        {"results": [None]},
    ],
)
def test_no_answer_to_this_batch(parts: Page, body: Any) -> None:
    assert (
        run(parts, "return queue.answers(given.batch, given.body)", {"batch": [item("a")], "body": body})
        is None
    )


def test_each_ticket_is_answered_by_itself(parts: Page) -> None:
    results = [
        {"uuid": "a", "http": 201, "saved": {"revision": 1}},
        {"uuid": "b", "http": 422, "problem": {"code": "note_off"}},
    ]
    given = {"batch": [item("a"), item("b")], "body": {"results": results}}
    assert run(parts, "return queue.answers(given.batch, given.body)", given) == [
        [item("a"), "saved", {"revision": 1}],
        [item("b"), "refused", {"code": "note_off"}],
    ]


HOUR = 3_600_000
AGES = {
    "nothing happened": (made(), made(wall=HOUR, steady=HOUR), HOUR),
    "clock two days ahead all along": (
        made(2 * DAY, 0, 1, -2 * DAY),
        made(2 * DAY + HOUR, HOUR, 1, -2 * DAY),
        HOUR,
    ),
    "clock of 1970 all along": (made(0, 0, 1, 50 * DAY), made(HOUR, 0, 2, 50 * DAY), HOUR),
    "clock set ahead while offline": (made(0, 0, 1, 0), made(2 * DAY + HOUR, HOUR, 1, -2 * DAY), HOUR),
    "clock set back while offline": (made(2 * DAY, 0, 1, -2 * DAY), made(HOUR, HOUR, 1, 0), HOUR),
    "set ahead before the ticket, measured later": (
        made(2 * DAY, 0, 1, 0),
        made(2 * DAY + HOUR, HOUR, 1, -2 * DAY),
        HOUR,
    ),
    "restarted, clock set meanwhile": (made(0, 5, 1, 0), made(2 * DAY + HOUR, 9, 2, -2 * DAY), HOUR),
    "asleep for most of it": (made(), made(wall=HOUR, steady=60_000), HOUR),
    "asleep, never measured": (made(offset=None), made(HOUR, 60_000, 1, None), HOUR),
    "never measured, clock set ahead": (made(offset=None), made(3 * DAY, 60_000, 1, None), 60_000),
    "never measured, restarted": (made(offset=None), made(HOUR, 60_000, 2, None), None),
    "battery ran out before the ticket": (made(5, 5, 1, 0), made(HOUR, HOUR, 1, 20_000 * DAY), HOUR - 5),
    "set back ten days before the ticket": (made(0, 0, 1, 0), made(HOUR, HOUR, 1, 10 * DAY), HOUR),
    "battery ran out, asleep": (made(0, 0, 1, 0), made(HOUR, 60_000, 1, 20_000 * DAY), HOUR),
    "battery ran out, restarted": (made(0, 5, 1, 0), made(HOUR, 9, 2, 20_000 * DAY), None),
    "fourteen days": (made(), made(14 * DAY, 7, 2, 0), 14 * DAY),
}


@pytest.mark.parametrize("name", AGES)
def test_age(parts: Page, name: str) -> None:
    then, now, age = AGES[name]
    assert run(parts, "return queue.age(given.then, given.now)", {"then": then, "now": now}) == age


def test_a_correction_has_no_age(parts: Page) -> None:
    assert run(parts, "return queue.age(null, given)", made()) is None


def test_one_entry_for_each_ticket(parts: Page) -> None:
    at_hand = [{"ticket": {"uuid": "a", "revision": 2}, "may_correct": False}]
    sent = [item("a", 1), item("b", 1)]
    queue = [item("b", 2), item("c", 1, held="refused", problem="why"), item("c", 2)]
    merged = "[...queue.merged(given.hand, given.sent, given.queue).values()]"
    script = f"return JSON.parse(JSON.stringify({merged}))"
    assert run(parts, script, {"hand": at_hand, "sent": sent, "queue": queue}) == [
        {"document": {"uuid": "a", "revision": 2}, "state": "saved", "may": False},
        {
            "document": {"uuid": "b", "revision": 2},
            "state": "waiting",
            "may": True,
            "before": {"uuid": "b", "revision": 1},
        },
        {
            "document": {"uuid": "c", "revision": 2},
            "state": "refused",
            "may": True,
            "held": queue[1],
            "problem": "why",
        },
    ]


PATTERNS = ["", "99-*", "A999", "9.9", "R(9)+", "*", "9/9", "[9]", "A-*-9"]
RECEIPTS = [
    "",
    "12-a",
    "a123",
    "1.2",
    "1x2",
    "R(1)+",
    "2026/11",
    "[1]",
    "x" * 20,
    "x" * 21,
    "B--7",
    "é",
    "1/2",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_receipts_are_read_as_the_server_reads_them(parts: Page, pattern: str) -> None:
    script = "return given.receipts.map((one) => receiptFits(one, given.pattern))"
    found = run(parts, script, {"receipts": RECEIPTS, "pattern": pattern})
    assert found == [receipt_form.fits(receipt, pattern) for receipt in RECEIPTS]
