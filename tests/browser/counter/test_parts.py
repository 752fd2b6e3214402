"""The parts without a screen: amounts as the server reads them, keys, and the ticket as a document."""

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.counter.conftest import Counter
from toonbank.lib import money
from toonbank.lib.errors import Refused
from toonbank.lib.uuid7 import parse_ticket_uuid

TYPED = [
    "8",
    "8,5",
    "8,50",
    "8.50",
    "€ 8,00",
    "1.234,56",
    "1234,56",
    "8,-",
    "12.50",
    "1.23.4",
    "acht",
    "-3",
    "8,555",
]


@pytest.fixture
def page(counter: Counter) -> Page:
    return counter.page


def part(page: Page, script: str, argument: Any = None) -> Any:
    return page.evaluate(f"async (given) => {{ {script} }}", argument)


@pytest.mark.parametrize("typed", TYPED)
def test_amounts_are_read_as_the_server_reads_them(page: Page, typed: str) -> None:
    script = "const { money } = await import('/static/counter/money.js');"
    script += "const cents = money('nl', 'EUR').read(given); return Number.isNaN(cents) ? 'wrong' : cents;"
    assert part(page, script, typed) == oracle(typed)


def oracle(typed: str) -> int | str:
    try:
        cents = money.parse_local(typed, "nl")
    except Refused:
        return "wrong"
    return cents if cents >= 0 else "wrong"


def test_nothing_typed_is_no_amount(page: Page) -> None:
    script = (
        "const { money } = await import('/static/counter/money.js'); return money('nl', 'EUR').read(' ');"
    )
    assert part(page, script) is None


@pytest.mark.parametrize(("locale", "shown"), [("nl", "€\u00a01.234,50"), ("en", "€1,234.50")])
def test_amounts_are_shown_as_the_server_shows_them(page: Page, locale: str, shown: str) -> None:
    script = "const { money } = await import('/static/counter/money.js');"
    assert part(page, f"{script} return money(given, 'EUR').show(123450);", locale) == shown
    assert money.format_cents(123450, "EUR", locale) == shown


def test_key_is_a_version_7_uuid_the_server_takes(page: Page) -> None:
    script = "const { uuid7 } = await import('/static/counter/uuid7.js');"
    script += "return uuid7(0x0123456789ab, new Uint8Array(16).fill(255));"
    key = part(page, script)
    assert key == "01234567-89ab-7fff-bfff-ffffffffffff"
    assert parse_ticket_uuid(key) == UUID(key)


def test_keys_sort_by_time_and_differ(page: Page) -> None:
    script = "const { uuid7 } = await import('/static/counter/uuid7.js');"
    script += "return Array.from({ length: 50 }, (_, at) => uuid7(1.8e12 + at));"
    keys = part(page, script)
    assert keys == sorted(set(keys))


def test_offer_of_an_open_ticket_keeps_its_moment_and_script(page: Page) -> None:
    script = """
      const { answer, begin, reopen, setMoment, toDocument } = await import('/static/counter/ticket.js');
      const first = begin(1, 1);
      setMoment(first, 'intake');
      answer(first, 7, 'open', 1, 70);
      const second = reopen(toDocument(first, 'open'));
      answer(second, 7, 'bought', 2, 71);
      answer(second, 8, 'declined', 2, null);
      const { offers, revision, employee } = toDocument(second, 'closed');
      const told = (one) => [one.addon, one.outcome, one.moment, one.script, one.employee];
      return [revision, employee, offers.map(told)];
    """
    offers = [[7, "bought", "intake", 70, None], [8, "declined", "checkout", None, 2]]
    assert part(page, script) == [2, 1, offers]
