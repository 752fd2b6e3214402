"""Shops at the edge: nothing sold, everything sold, one day, week 53, ten years. Every page and report says
something true of them: no number without something to divide by, nothing that a person can't read."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test import Client

from tests.metrics.worlds import Place, place
from tests.once import for_all
from toonbank.catalog.addons import archive
from toonbank.catalog.merges import merge
from toonbank.catalog.prices import set_price
from toonbank.ledger.document import Line
from toonbank.shops.members import invite
from toonbank.shops.models import Chain, Member, Role, Shop, User
from toonbank.shops.setup import change_settings

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

# What SQL says is held on both databases by tests/metrics; here it is about what is said of it.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
DAY = timedelta(days=1)
BEHIND = "behind/?metric=attach_rate"
PAGES = (
    "",
    "week/",
    "addons/",
    "team/",
    "services/",
    "numbers/",
    "me/",
    "tickets/",
    "behind/?metric=attach_rate",
)
TABLES = {"addons/": "numbers", "team/": "numbers", "services/": "numbers"}
NOBODY: list[str] = []


def shop_with(people: Iterable[str] = ("Sam", "Noor"), priced: bool = True) -> Place:
    chain = Chain.objects.create(name="Rand", slug="rand")
    made = place("Rand", list(people), ["Accu", "Scherm"], ["Hoesje", "Lader", "Glas"], chain)
    for addon in made.addons.values() if priced else ():
        set_price(addon, 2000, 800, valid_from=20160101)
    return made


def sell(made: Place, days: Iterable[date], outcome: Callable[[int], str], per_day: int = 3) -> Place:
    people: list[str | None] = [*made.employees] or [None]
    for number, day in enumerate(day for day in days for _ in range(per_day)):
        lines = [
            made.line(name, outcome(number + at)) for at, name in enumerate(made.addons) if (number + at) % 3
        ]
        made.log(
            day,
            *lines,
            hour=9 + number % 7,
            employee=people[number % len(people)],
            service_type=[*made.services][number % 2],
            total=5000,
        )
    return made.record()


def days(last: date, count: int, step: int = 1) -> list[date]:
    return [last - step * DAY * back for back in reversed(range(count))]


def now_and_then(number: int) -> str:
    return "bought" if number % 4 == 0 else "declined"


def all_sold(_number: int) -> str:
    return "bought"


def none_sold(_number: int) -> str:
    return "declined"


def moved() -> Place:
    made = sell(shop_with(), days(date(2026, 11, 10), 20), now_and_then)
    change_settings(made.shop, made.shop.name, "nl", "America/Curacao", 240, 0)
    return made


def merged() -> Place:
    made = sell(shop_with(), days(date(2026, 11, 20), 20), now_and_then)
    archive(made.addons["Lader"], 20261119)
    merge(made.addons["Hoesje"], made.addons["Glas"], NOW)
    return made


def one_ticket() -> Place:
    made = shop_with()
    made.log(date(2026, 11, 20), made.line("Hoesje", "bought"), employee="Sam", service_type="Accu")
    return made.record()


def without_offers() -> Place:
    made = shop_with()
    for day in days(date(2026, 11, 20), 10):
        made.log(day, employee="Sam", service_type="Accu", total=3000)
    return made.record()


def only_asked_for() -> Place:
    made = shop_with()
    for day in days(date(2026, 11, 20), 10):
        line = Line(made.addons["Hoesje"].pk, "bought", asked_by="customer")
        made.log(day, line, employee="Sam", service_type="Accu")
    return made.record()


SHOPS: dict[str, Callable[[], Place]] = {
    "no tickets": shop_with,
    "one ticket": one_ticket,
    "no offers": without_offers,
    "customers asked for everything": only_asked_for,
    "one employee": lambda: sell(shop_with(["Sam"]), days(date(2026, 11, 20), 15), now_and_then),
    "no employees": lambda: sell(shop_with(NOBODY), days(date(2026, 11, 20), 15), now_and_then),
    "all bought": lambda: sell(shop_with(), days(date(2026, 11, 20), 15), all_sold),
    "none bought": lambda: sell(shop_with(), days(date(2026, 11, 20), 15), none_sold),
    "one day": lambda: sell(shop_with(), [date(2026, 11, 20)], now_and_then, 12),
    "no prices": lambda: sell(shop_with(priced=False), days(date(2026, 11, 20), 15), now_and_then),
    "moved time zone": moved,
    "merged and archived": merged,
    "ten years": lambda: sell(shop_with(), days(date(2026, 11, 20), 260, 14), now_and_then, 1),
    "clocks forward and back": lambda: sell(
        shop_with(), [*days(date(2026, 3, 30), 7), *days(date(2026, 10, 26), 7)], now_and_then
    ),
    "week 53": lambda: sell(shop_with(), days(date(2027, 1, 3), 7), now_and_then),
}
PERIODS = {
    "ten years": "from=2016-11-21&to=2026-11-20",
    "clocks forward and back": "from=2026-03-23&to=2026-10-27",
    "week 53": "from=2026-12-28&to=2027-01-03",
}
WEEKS = {"week 53": "2026-W53", "clocks forward and back": "2026-W43"}
LATER = {"week 53": datetime(2027, 1, 4, 12, tzinfo=UTC)}


@pytest.fixture(scope="module", params=SHOPS)
def edge(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Made once for all that is asked of it."""
    with for_all(django_db_blocker):
        made = SHOPS[request.param]()
        invite(Shop.objects.get(pk=made.shop.pk), "owner@rand.example", Role.OWNER)
        head = User.objects.create_user("head@rand.example")
        Member.objects.create(user=head, chain=made.shop.chain, role=Role.HEAD_OFFICE)
        yield request.param


@pytest.fixture(autouse=True)
def _that_day(edge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER.get(edge, NOW))


def browser(role: str, language: str) -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(Member.objects.get(role=role).user)
    return client


def sentences(page: bytes) -> str:
    """What a person reads; what a picture is drawn from has to be numbers as well."""
    assert not re.search(r'="[^"]*\b(?:nan|inf|None)\b', page.decode())
    text = re.sub(r"<(script|style|title)[^>]*>.*?</\1>|<[^>]+>", " ", page.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def is_said_well(text: str) -> None:
    words = set(re.findall(r"[A-Za-z]+", text))
    assert not words & {"None", "nan", "NaN", "inf", "Infinity"}, text
    # A share of nothing is no share, and nothing is above all of it.
    assert not re.search(r"\b0 / 0\b", text), text
    assert not re.search(r"\b(?:1[0-9][1-9]|1[1-9][0-9]|[2-9][0-9]{2}) %", text), text


def languages(edge: str) -> tuple[str, str]:
    """For pages and for reports: each shop is read in both, half of them the other way round."""
    return ("nl", "en") if [*SHOPS].index(edge) % 2 else ("en", "nl")


def test_every_page(edge: str) -> None:
    language, _other = languages(edge)
    client = browser(Role.OWNER, language)
    period = PERIODS.get(edge, "from=2026-10-01&to=2026-11-20")
    addons = [f"addons/{addon.pk}/" for addon in Shop.objects.get(slug="rand").addons.all()]
    for page in (*PAGES, *addons):
        of_period = f"{page}{'&' if '?' in page else '?'}{period}"
        for address in (page, of_period):
            answer = client.get(f"/rand/{address}")
            assert answer.status_code == 200, address
            is_said_well(sentences(answer.content))
    answer = client.get(f"/rand/week/{WEEKS.get(edge, '2026-W47')}/")
    assert answer.status_code == 200
    is_said_well(sentences(answer.content))
    answer = browser(Role.HEAD_OFFICE, language).get(f"/chain/rand/?{period}")
    assert answer.status_code == 200
    is_said_well(sentences(answer.content))


def test_every_file(edge: str) -> None:
    client = browser(Role.OWNER, "nl")
    period = PERIODS.get(edge, "from=2026-10-01&to=2026-11-20")
    for page, table in TABLES.items():
        for form in ("csv", "xlsx"):
            answer = client.get(f"/rand/{page}?file={form}&table={table}&{period}")
            assert answer.status_code == 200, (page, form)
        is_said_well(client.get(f"/rand/{page}?file=csv&table={table}&{period}").content.decode("utf-8-sig"))


def test_every_report(edge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _other, language = languages(edge)
    week = ["week", "--shop", "rand", "--week", WEEKS.get(edge, "2026-W47")]
    chain = ["week", "--chain", "rand", "--week", WEEKS.get(edge, "2026-W47")]
    day = ["day", "--shop", "rand", "--day", "2026-11-20"]
    for arguments in (week, chain, day):
        for form in ("text", "html"):
            is_said_well(sentences(printed(*arguments, "--format", form, "--lang", language).encode()))
        told = printed(*arguments, "--format", "json", "--lang", language)
        json.loads(told, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    call_command("report", *week, "--format", "pdf", "--lang", language, stdout=out)
    assert out.buffer.getvalue()[:5] == b"%PDF-"  # type: ignore[attr-defined]


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("report", *arguments, stdout=out)
    return out.getvalue()
