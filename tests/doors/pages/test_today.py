"""The daily check on the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.world import World
from toonbank.ledger.models import TillCount
from toonbank.lib.periods import business_day, day_int

HERE = "/utrecht/"


def yesterday(world: World) -> int:
    shop = world.shop
    return day_int(business_day(timezone.now(), shop.timezone, shop.cutoff_minutes) - timedelta(days=1))


def logged(world: World, days_ago: int = 0, **fields: object) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    world.log(world.offer("glass", "bought"), started_at=at, now=at, **fields)


def test_a_quiet_day_says_so(world: World) -> None:
    page = world.client("owner").get(HERE, headers={"accept-language": "en"}).content.decode()
    assert "Nothing is missing and nothing is odd." in page


def test_each_line_has_its_way_out_one_tap_away(world: World) -> None:
    logged(world, days_ago=1, employee=None)
    context = world.client("owner").get(HERE, headers={"accept-language": "en"}).context
    (line,) = context["lines"][:1]
    assert (line.said, line.label) == ("One ticket has no employee.", "See the tickets")
    day = yesterday(world)
    assert line.address == f"/utrecht/tickets/?day={day // 10000}-{day // 100 % 100:02}-{day % 100:02}"
    assert world.client("owner").get(line.address).status_code == 200


def test_the_till_is_asked_once_and_counts(world: World) -> None:
    logged(world, days_ago=1)
    client = world.client("manager")
    context = client.get(HERE).context
    assert context["ask_till"]
    client.post("/utrecht/till/", {context["till_field"]: "9"})
    counted = TillCount.objects.get()
    assert (counted.day, counted.receipts) == (yesterday(world), 9)
    assert counted.counted_by == world.members["manager"]
    again = client.get(HERE, headers={"accept-language": "en"})
    assert not again.context["ask_till"]
    assert "Of 9 receipts of the till 1 were logged (11 %)." in again.content.decode()


def test_who_only_reads_is_not_asked_for_the_till(world: World) -> None:
    logged(world, days_ago=1)
    assert not world.client("head_office").get(HERE).context["ask_till"]


def test_till_of_other_days(world: World) -> None:
    client, day = world.client("manager"), yesterday(world)
    assert len(client.get("/utrecht/till/").context["form"].fields) == 14
    assert client.post("/utrecht/till/", {f"day_{day}": "0"}).status_code == 302
    assert client.post("/utrecht/till/", {f"day_{day}": ""}).status_code == 302
    assert TillCount.objects.get().receipts == 0


@pytest.mark.parametrize("receipts", ["-1", "10001", "1.5", "veel"])
def test_what_is_no_number_is_said_at_its_day(world: World, receipts: str) -> None:
    field = f"day_{yesterday(world)}"
    response = world.client("manager").post("/utrecht/till/", {field: receipts})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not TillCount.objects.exists()


def test_today_so_far_next_to_the_usual(world: World) -> None:
    logged(world)
    logged(world, days_ago=7)
    logged(world, days_ago=7)
    figures = world.client("owner").get(HERE, headers={"accept-language": "en"}).context["figures"]
    assert [(one["cell"].metric.title(), one["cell"].said, one["usual"]) for one in figures[:3]] == [
        ("Tickets", "1", "2"),
        ("Offered", "1", "2"),
        ("Bought", "1", "2"),
    ]
