"""What a check of the log doubts is a draft on every page, with why and the way to mend it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.world import World
from toonbank.doors.mail.week import week_paper
from toonbank.doors.report_view import Cell, ShownTable
from toonbank.ledger.models import TillCount
from toonbank.lib.periods import Period, business_day, day_int, parse_week, week_int, week_label
from toonbank.metrics.shown import NOTHING
from toonbank.quality import coverage
from toonbank.reports.weekly import weekly
from toonbank.shops.members import link_employee

EN = {"accept-language": "en"}
SEEN = "Of 9 receipts of the till 1 were logged (11 %)."


@pytest.fixture
def day(world: World) -> str:
    """Yesterday one visit was logged of nine."""
    shop = world.shop
    at = timezone.now() - timedelta(days=1)
    world.log(world.offer("glass", "bought"), started_at=at, now=at)
    found = business_day(at, shop.timezone, shop.cutoff_minutes)
    TillCount.objects.create(shop=shop, day=day_int(found), receipts=9, counted_at=at)
    return found.isoformat()


def cells(found: Any) -> Iterator[Cell]:
    """Every number in the context of a page, however deep."""
    if isinstance(found, Cell):
        yield found
    elif isinstance(found, ShownTable):
        yield from cells(found.rows)
    elif isinstance(found, dict):
        for value in found.values():
            yield from cells(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from cells(value)


def shown(page: Any) -> list[Cell]:
    return [cell for cell in cells(page.context[0].flatten()) if cell.said != NOTHING]


PAGES = {
    "numbers": "/utrecht/numbers/",
    "week": "/utrecht/week/{week}/",
    "add-ons": "/utrecht/addons/",
    "one add-on": "/utrecht/addons/{glass}/",
    "team": "/utrecht/team/",
    "service types": "/utrecht/services/",
    "behind": "/utrecht/behind/?metric=tickets&from={day}&to={day}",
    "chain": "/chain/{chain}/",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_so(world: World, day: str, name: str) -> None:
    week = week_label(week_int(date.fromisoformat(day)))
    address = PAGES[name].format(day=day, week=week, glass=world.addons["glass"].pk, chain=world.chain.slug)
    who = "head_office" if name == "chain" else "owner"
    page = world.client(who).get(address, headers=EN)
    numbers = shown(page)
    assert {cell.metric.key for cell in numbers} & coverage.NUMBERS
    for cell in numbers:
        doubted = cell.metric.key in coverage.NUMBERS
        assert (cell.metric.key, cell.check) == (cell.metric.key, "coverage" if doubted else "")
        assert not doubted or (cell.state, cell.reason) == (
            "draft",
            f"{SEEN} Visits without an offer count too.",
        )
    text = page.content.decode()
    assert text.count('id="doubt-coverage"') == 1
    assert SEEN in text
    # Only for who may.
    assert ("Fill in the till" in text) is (who == "owner")


def test_today_is_not_doubted_for_what_was_yesterday(world: World, day: str) -> None:
    world.log(world.offer("glass", "bought"), started_at=timezone.now(), now=timezone.now())
    page = world.client("owner").get("/utrecht/", headers=EN)
    assert {cell.check for cell in shown(page)} == {""}
    assert 'id="doubt-coverage"' in page.content.decode()


def test_own_numbers_say_it_without_a_link_that_does_not_open(world: World, day: str) -> None:
    link_employee(world.members["counter"], world.employees["sam"])
    page = world.client("counter").get("/utrecht/me/", headers=EN)
    told = {
        number["metric"]: (number["state"], number["reason"][:47])
        for number in page.context["own"]["numbers"]
    }
    assert told["suggestion_rate"] == ("draft", SEEN)
    assert told["attach_rate"][1] != SEEN
    assert "#doubt" not in page.content.decode()


def test_a_change_against_a_doubted_week_is_a_draft_too(world: World, day: str) -> None:
    """The week after: its own numbers are trusted, the ones before it are not."""
    before = date.fromisoformat(day)
    period = Period.between(before + timedelta(days=1), before + timedelta(days=1))
    now = timezone.now()
    world.log(world.offer("glass", "bought"), started_at=now, now=now)
    page = world.client("owner").get(f"/utrecht/numbers/?from={period.first}&to={period.last}", headers=EN)
    changes = {cell.metric.key: cell.change for cell in shown(page) if cell.change}
    assert changes["tickets"] == "±0 (draft)"
    assert "(draft)" not in changes["attach_rate"]
    assert "The period before: Of 9 receipts" in page.content.decode()


def test_a_number_that_may_be_acted_on_says_why_and_when_it_is_firm(world: World) -> None:
    """20 of 40 at € 16: surely worth it, not yet narrow."""
    now = timezone.now()
    for number in range(40):
        outcome = "bought" if number % 2 else "declined"
        at = now - timedelta(minutes=200 - 5 * number)
        world.log(world.offer("glass", outcome), started_at=at, now=at)
    page = world.client("owner").get(f"/utrecht/addons/{world.addons['glass'].pk}/", headers=EN)
    rate = next(cell for cell in page.context["total"] if cell.metric.key == "attach_rate")
    assert rate.state == "act"
    assert "Enough to act on: offering pays from 9 %." in rate.reason
    assert "Firm after about" in rate.reason
    text = page.content.decode()
    assert '<span class="tag">usable</span>' in text
    assert rate.reason in text


def test_the_week_says_it_in_its_words_and_its_subject(world: World, day: str) -> None:
    week = parse_week(week_label(week_int(date.fromisoformat(day))))
    with translation.override("en"):
        paper = week_paper(weekly(world.shop, week, timezone.now()))
    assert f"Some of these numbers are draft: {SEEN} Visits without an offer count too." in paper.sentences
    assert paper.subject.endswith("€\xa020,00 (draft) of add-ons per ticket")
    assert not any("few tickets" in sentence for sentence in paper.sentences)
    (first,) = [section.findings[0] for section in paper.sections if section.title == "To check first"]
    assert (first.title, first.sentence[:47]) == ("Makes numbers draft", SEEN)


def test_nobody_is_compared_on_doubtful_numbers(world: World, day: str) -> None:
    context = world.client("owner").get("/utrecht/team/", headers=EN).context
    assert context["profit"]["note"].startswith("Draft: put right what is doubtful")
    assert context["attach"]["note"] == "There is nobody to compare with."
