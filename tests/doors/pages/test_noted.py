"""Notes about days beside every comparison of periods or people, and in the pictures over time."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.world import World
from toonbank.ledger.notes import add_note
from toonbank.lib.periods import Period, business_day, previous, week_int
from toonbank.reports.today import usual

EN = {"accept-language": "en"}
SAID = "Promotion, {day}: second case half price"


def today(world: World) -> date:
    return business_day(timezone.now(), world.shop.timezone, world.shop.cutoff_minutes)


def log(world: World, ago: int, offers: int = 3, outcome: str = "bought") -> None:
    for _number in range(offers):
        at = timezone.now() - timedelta(days=ago)
        world.log(world.offer("glass", outcome), started_at=at, now=at)


@pytest.fixture
def promoted(world: World) -> str:
    """Something was logged today and a week ago; today there is a promotion. How its days are written."""
    log(world, 0)
    log(world, 7, outcome="declined")
    day = today(world)
    add_note(world.seat("manager"), "promotion", Period.day(day), text="second case half price")
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize(
    "address",
    ["/utrecht/", "/utrecht/numbers/", "/utrecht/addons/", "/utrecht/addons/{glass}/", "/utrecht/team/",
     "/utrecht/services/", "/chain/{chain}/"],
)  # fmt: skip
def test_every_page_names_them(world: World, promoted: str, address: str) -> None:
    address = address.format(glass=world.addons["glass"].pk, chain=world.chain.slug)
    who = "head_office" if address.startswith("/chain") else "owner"
    page = world.client(who).get(address, headers=EN).content.decode()
    assert SAID.format(day=promoted) in page


def test_a_period_says_what_is_left_without_them(world: World, promoted: str) -> None:
    log(world, 1, offers=8)
    day = today(world)
    period = Period.between(day - timedelta(days=1), day)
    log(world, previous(period).days + 1, offers=8, outcome="declined")
    page = world.client("owner").get(f"/utrecht/numbers/?from={period.first}&to={period.last}", headers=EN)
    alike = page.context["noted"]["alike"]
    assert alike[0] == "Without these days:"
    assert "Attach rate: 100 % against 0 %, higher, and by more than chance." in alike
    assert f"Mind when comparing: {SAID.format(day=promoted)}." in page.content.decode()


def test_the_picture_over_time_bears_its_letter_and_says_it(world: World, promoted: str) -> None:
    page = world.client("owner").get(f"/utrecht/addons/{world.addons['glass'].pk}/", headers=EN)
    title, picture = page.context["trends"][-1]
    (band,) = picture.bands
    assert (title, band.letter, band.said) == ("Attach rate", "A", SAID.format(day=promoted))
    text = page.content.decode()
    assert f'aria-label="Attach rate; A: {band.said}"' in text
    assert f"A · {band.said}" in text
    assert page.context["week_table"]["rows"]


def test_a_colleague_s_training_is_not_named_beside_another_s_numbers(world: World) -> None:
    log(world, 0)
    add_note(world.seat("manager"), "trainee", Period.day(today(world)), world.employees["sam"])
    client = world.client("owner")
    for who, named in (("Sam", True), ("Robin", False), ("", True)):
        page = client.get(f"/utrecht/addons/?employee={who}", headers=EN).content.decode()
        assert ("Being trained (Sam)" in page) is named


def test_the_team_says_how_notes_are_allowed_for(world: World, promoted: str) -> None:
    client = world.client("owner")
    told = client.get("/utrecht/team/", headers=EN).context["noted"]["people"]
    assert told == "Days with a note about the shop are compared with each other only."
    add_note(world.seat("manager"), "trainee", Period.day(today(world)), world.employees["sam"])
    told = client.get("/utrecht/team/", headers=EN).context["noted"]["people"]
    assert told == "Days with a note about somebody are counted apart for that person."


def test_usual_is_what_ordinary_days_bring(world: World) -> None:
    for ago, offers in ((7, 8), (14, 2), (21, 2)):
        log(world, ago, offers)
    day = today(world)
    assert usual(world.shop, day, timezone.now())["tickets"] == 4
    add_note(world.seat("manager"), "promotion", Period.day(day - timedelta(days=7)))
    add_note(world.seat("manager"), "trainee", Period.day(day - timedelta(days=14)), world.employees["sam"])
    assert usual(world.shop, day, timezone.now())["tickets"] == 2
    add_note(world.seat("manager"), "weather", Period.between(day - timedelta(days=40), day))
    assert usual(world.shop, day, timezone.now())["tickets"] == 4


def test_the_weekly_report_has_them_in_every_form(world: World, promoted: str) -> None:
    number = week_int(today(world))

    def report(form: str) -> str:
        out = StringIO()
        asked = {"shop": "utrecht", "week": f"{number // 100}-W{number % 100:02}", "lang": "en"}
        call_command("report", "week", format=form, stdout=out, **asked)
        return out.getvalue()

    assert SAID.format(day=promoted) in report("text")
    assert SAID.format(day=promoted) in report("html")
    (note,) = json.loads(report("json"))["notes"]
    assert (note["kind"], note["from"], note["employee"]) == ("promotion", today(world).isoformat(), None)
