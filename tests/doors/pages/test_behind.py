"""The page behind a number: the same number, its tickets, those left out, and who may look."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.metrics.worlds import Place, counted, detail_shop, mixed
from tests.world import World
from toonbank.ledger.models import Ticket
from toonbank.metrics.definitions import METRICS
from toonbank.shops.members import invite
from toonbank.shops.models import Role, User

WHEN = "from=2026-10-26&to=2026-11-20"
PAGES = ("addons/", "services/", "team/", "numbers/")


def owner(place: Place, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    user = User.objects.filter(email="owner@toonbank.example").first()
    client.force_login(user or invite(place.shop, "owner@toonbank.example", Role.OWNER)[0].user)
    return client


def look(place: Place, **asked: str) -> Any:
    return owner(place).get(f"/{place.shop.slug}/behind/?{urlencode(asked)}")


def test_the_known_answer_with_its_tickets(db: None) -> None:
    """PRODUCT §2: 100 tickets, offered on 40, bought on 10."""
    place = detail_shop()
    found = look(place, metric="attach_rate", addon="Interieurprotectant")
    context = found.context
    assert (context["cell"].said, context["sums"]) == ("25 %", "10 / 40")
    assert [(tab["name"], tab["count"]) for tab in context["tabs"]] == [
        ("Counted", "40"), ("Count as yes", "10"), ("Count as no", "30"), ("No part in it", "60"),
    ]  # fmt: skip
    assert "offers by staff that were bought ÷ offers by staff" in found.content.decode()
    assert {row["adds"] for row in context["rows"]} <= {"1 / 1", "0 / 1"}
    yes = look(place, metric="attach_rate", part="hits").context["rows"]
    assert len(yes) == 10
    assert {row["ticket"].offers.get().bought for row in yes} == {1}


def test_other_days_of_the_same_question(db: None) -> None:
    place = detail_shop()
    context = look(
        place, metric="attach_rate", addon="Interieurprotectant", week="2026-W46", part="hits"
    ).context
    assert context["kept"] == [("metric", "attach_rate"), ("addon", "Interieurprotectant")]
    same = dict(context["kept"])
    there = look(place, **same, **{"from": "2026-01-01", "to": "2026-12-31"}).context
    assert (there["sums"], there["first"], there["last"]) == ("10 / 40", "2026-01-01", "2026-12-31")
    assert look(place, **same, **{"from": "2020-01-01", "to": "2020-01-31"}).context["sums"] == ""


def test_money_says_what_each_ticket_adds(db: None) -> None:
    place = detail_shop()
    context = look(place, metric="revenue_per_ticket").context
    assert (context["sums"].replace("\xa0", " "), context["cell"].said.replace("\xa0", " ")) == (
        "€ 80,00 / 100", "€ 0,80",
    )  # fmt: skip
    adds = look(place, metric="revenue_per_ticket", part="hits").context["rows"]
    assert [row["adds"].replace("\xa0", " ") for row in adds] == ["€ 8,00"] * 10


def test_a_page_at_a_time_and_back(db: None) -> None:
    place = detail_shop()
    client, seen = owner(place), []
    address = "?metric=tickets"
    while address:
        context = client.get(f"/glans-en-gloria/behind/{address}").context
        seen += [row["ticket"].pk for row in context["rows"]]
        address = context["older"]
    assert sorted(seen) == sorted(Ticket.objects.values_list("pk", flat=True))
    assert context["newer"] == "?metric=tickets&page=1"
    for odd in ("page=0", "page=99", "page=x", "part=x", "part="):
        assert client.get(f"/glans-en-gloria/behind/?metric=tickets&{odd}").status_code == 200


def test_those_left_out_say_why(db: None) -> None:
    place = mixed()
    rows = look(place, metric="profit", part="left_out").context["rows"]
    assert {row["adds"] for row in rows} >= {
        "voided",
        "something was bought whose price or cost is not known",
    }
    voided = [row["ticket"].status for row in rows if row["adds"] == "voided"]
    assert set(voided) == {"void"}


def test_no_part_in_it_says_why_and_the_ticket_more(db: None) -> None:
    place = mixed()
    answer = look(place, metric="suggestion_rate", addon="Opzet-hulp", part="others")
    assert {row["ticket"].service_type.name for row in answer.context["rows"]} == {"Schermreparatie"}
    assert "may be offered on these tickets" in answer.content.decode()


def test_coverage_is_told_day_by_day(db: None) -> None:
    context = look(counted(), metric="coverage").context
    assert [(one["day"], one["sums"]) for one in context["days"]][-1] == ("2026-10-26", "7 / 9")
    # A day on which the till counted nothing has nothing to divide by.
    logged = sum(int(one["sums"].split(" / ")[0]) for one in context["days"] if one["sums"])
    assert context["cell"].sums == f"{logged} / 29"
    assert [tab["name"] for tab in context["tabs"]] == ["Left out"]


def test_every_number_opens_whole_and_narrowed(db: None) -> None:
    place = mixed()
    client, dutch = owner(place), owner(place, "nl")
    every = ("", f"&{WHEN}", "&employee=Sam", "&service_type=", "&week=2026-W46", "&season=no")
    for at, metric in enumerate(METRICS):
        assert "De bonnen" in dutch.get(f"/noord/behind/?metric={metric.key}").content.decode()
        for more in (every[at % 6], every[(at + 3) % 6]):
            answer = client.get(f"/noord/behind/?metric={metric.key}{more}")
            if metric.key == "coverage" and more.startswith(("&employee", "&service", "&season")):
                assert answer.status_code == 422
            elif answer.status_code != 200:
                assert more == "&season=no"
                assert answer.status_code == 422


def test_every_figure_of_the_pages_leads_to_itself(db: None) -> None:
    """Behind each number stands that number, with as many tickets as it says."""
    place = mixed()
    client = owner(place)
    pages = [f"/noord/{page}?{WHEN}" for page in PAGES]
    pages += [f"/noord/{page}?{WHEN}&service_type=Accu&employee=Sam" for page in PAGES[:3]]
    pages.append(f"/noord/addons/{place.addons['Opzet-hulp'].pk}/?{WHEN}")
    links: dict[str, str] = {}
    for page in pages:
        html = client.get(page).content.decode()
        found = re.findall(r'<a class="behind" href="([^"]+)">([^<]+)</a>', html)
        assert found, page
        links |= {unescape(address): unescape(text) for address, text in found}
    assert len(links) > 100
    for address, text in list(links.items())[::7]:
        assert (address, client.get(address).context["cell"].said) == (address, text)


@pytest.mark.parametrize(
    "asked",
    ["", "metric=x", "metric=tickets&from=2026-11-01", "metric=tickets&from=x&to=y",
     "metric=tickets&addon=Bike", "metric=tickets&employee=Nobody", "metric=tickets&weekday=8",
     "metric=tickets&week=2026-W99"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(db: None, asked: str) -> None:
    assert owner(mixed()).get(f"/noord/behind/?{asked}").status_code == 422


def test_more_tickets_are_not_more_questions(db: None) -> None:
    place = mixed()
    client = owner(place)

    def questions(period: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(f"/noord/behind/?metric=attach_rate&{period}").context["rows"]
        return len(found)

    questions(WHEN)
    # A check that has found something late looks once more at what is usual, and at who it was.
    assert questions(WHEN) - questions("from=2026-11-12&to=2026-11-12") in (0, 1, 2)


def test_who_may_look(world: World) -> None:
    world.log(world.offer("glass", "bought"))
    address = f"/{world.shop.slug}/behind/?metric=attach_rate"
    roles = ("owner", "manager", "head_office", "counter", "outsider", "anonymous")
    assert [world.client(who).get(address).status_code for who in roles] == [200, 200, 200, 403, 404, 302]
    assert world.client("owner").post(address).status_code == 405
