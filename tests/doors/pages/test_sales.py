"""The owner's pages of add-ons, one add-on, service types, the team and the chain."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.metrics.worlds import Place, detail_shop, fortnight, mixed
from toonbank.ledger.models import Offer, Ticket
from toonbank.shops.members import invite
from toonbank.shops.models import Chain, Member, Role, User
from toonbank.shops.setup import open_shop

WHEN = "?from=2026-10-26&to=2026-11-20"
PAGES = ("addons/", "services/", "team/", "numbers/")


@pytest.fixture
def place(db: None) -> Place:
    return mixed()


def owner(place: Place) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(invite(place.shop, "owner@toonbank.example", Role.OWNER)[0].user)
    return client


def rows(table: object) -> dict[str, dict[str, str]]:
    """Name → number → what is said, of a page's `rows` with `cells`."""
    return {
        row["name"]: {cell.metric.key: cell.said for cell in row["cells"]}  # type: ignore[attr-defined]
        for row in table  # type: ignore[attr-defined]
    }


def sums(table: object) -> dict[str, tuple[int, int]]:
    """Name → bought and offered, as they stand beside the attach rate."""
    said = {
        row["name"]: next(cell.sums for cell in row["cells"] if cell.metric.key == "attach_rate")  # type: ignore[attr-defined]
        for row in table  # type: ignore[attr-defined]
    }
    return {name: tuple(map(int, text.split(" / "))) if text else (0, 0) for name, text in said.items()}


def test_addons_show_what_plain_sql_counts(place: Place) -> None:
    context = owner(place).get(f"/noord/addons/{WHEN}").context
    told = sums(context["rows"])
    for addon in place.addons.values():
        offers = Offer.objects.filter(addon=addon, offered=1, day__range=(20261026, 20261120))
        bought = offers.filter(bought=1).count()
        assert told[addon.name] == (bought, offers.count())


def test_every_addon_stands_in_one_corner_and_unknown_margins_are_not_ranked(place: Place) -> None:
    context = owner(place).get(f"/noord/addons/{WHEN}").context
    inside = [row.name for _code, _name, found in context["corners"] for row in found]
    assert sorted(inside) == sorted(row["name"] for row in context["rows"])
    by_name = {row["name"]: row for row in context["rows"]}
    # Nobody knows what a screen protector costs, or the price of cleaning.
    assert [by_name[name]["group"] for name in ("Screen protector", "Reinigen")] == [None, None]
    assert by_name["Opzet-hulp"]["group"] >= 1
    assert {dot.row.name for dot in context["picture"].dots} <= set(by_name)


def test_the_fortnight_is_told_to_the_digit(db: None) -> None:
    seed = fortnight()
    context = owner(seed).get("/veertien-dagen/addons/?from=2026-11-02&to=2026-11-15").context
    told = rows(context["rows"])
    assert {name: (one["suggestion_rate"], one["attach_rate"]) for name, one in told.items()} == {
        "Screen protector": ("93 %", "37 %"),
        "Telefoonhoesje": ("95 %", "15 %"),
        "Opzet-hulp": ("48 %", "45 %"),
    }


def test_filters_stand_in_the_address_and_narrow(place: Place) -> None:
    client = owner(place)
    everything = sums(client.get(f"/noord/addons/{WHEN}").context["rows"])
    one = client.get(f"/noord/addons/{WHEN}&service_type=Accu&employee=Sam").context
    narrowed = sums(one["rows"])
    for name, (_bought, offered) in narrowed.items():
        assert offered <= everything[name][1]
    assert sum(offered for _, offered in narrowed.values()) < sum(
        offered for _, offered in everything.values()
    )
    assert one["query"] == "from=2026-10-26&to=2026-11-20&service_type=Accu&employee=Sam"
    assert client.get("/noord/addons/?service_type=Nergens").status_code == 422
    assert client.get("/noord/addons/?from=2026-11-20&to=2026-10-26").status_code == 422


def test_one_addon_adds_up(place: Place) -> None:
    addon = place.addons["Opzet-hulp"]
    context = owner(place).get(f"/noord/addons/{addon.pk}/{WHEN}").context
    total = {cell.metric.key: cell.said for cell in context["total"]}
    for table in context["tables"]:
        at = [metric.key for metric in table["heads"]].index("offers")
        offers = [int(cells[at].said) for _label, cells in table["rows"]]
        assert sum(offers) == int(total["offers"])
    assert sum(one["times"] for one in context["reasons"]) <= context["refused"]
    titles = [table["title"] for table in context["tables"]]
    assert titles == ["Service type", "Employee", "Script", "Moment"]


def test_price_steps_are_told_apart(place: Place) -> None:
    addon = place.addons["Hoesje · Siliconen"]
    steps = owner(place).get(f"/noord/addons/{addon.pk}/{WHEN}").context["steps"]
    assert [step["price"].replace("\xa0", " ") for step in steps] == ["€ 19,95", "€ 21,95"]


def test_service_types_against_addons(place: Place) -> None:
    context = owner(place).get(f"/noord/services/{WHEN}").context
    assert {service for service, _squares in context["matrix"]} == {"Schermreparatie", "Accu", "Activatie"}
    counted = Offer.objects.filter(shop=place.shop, offered=1, day__range=(20261026, 20261120)).count()
    tries = [
        int(square["sums"].split(" / ")[1])
        for _service, squares in context["matrix"]
        for square in squares
        if square["sums"]
    ]
    assert sum(tries) == counted


def test_each_square_opens_its_tickets(place: Place) -> None:
    client = owner(place)
    squares = [
        one for _service, row in client.get(f"/noord/services/{WHEN}").context["matrix"] for one in row
    ]
    linked = [one for one in squares if one.get("behind")]
    assert len(linked) == sum(bool(one["sums"]) for one in squares) > 1
    for one in linked:
        assert client.get(f"/noord/behind/?{one['behind']}").context["sums"] == one["sums"]


def test_the_team_is_in_order_of_name_and_nobody_is_crowned_by_chance(place: Place) -> None:
    context = owner(place).get(f"/noord/team/{WHEN}").context
    names = [bar["label"] for bar in context["attach"]["bars"]]
    assert names == sorted(names) == ["Kim", "Noor", "Sam"]
    assert context["attach"]["groups"] == ()
    assert "can't be told apart" in context["attach"]["note"]


def test_one_employee_has_nobody_to_compare_with(db: None) -> None:
    seed = detail_shop()
    page = owner(seed).get("/glans-en-gloria/team/?from=2026-11-09&to=2026-11-15").content.decode()
    assert "There is nobody to compare with." in page


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_shop_says_something_true(db: None, page: str) -> None:
    empty = Place(open_shop("Leeg").shop, {}, {}, {})
    answer = owner(empty).get(f"/leeg/{page}")
    assert answer.status_code == 200
    assert "None" not in re.sub(r"<[^>]+>", " ", answer.content.decode())


def test_ten_years_and_week_53(place: Place) -> None:
    client = owner(place)
    for page in PAGES:
        assert client.get(f"/noord/{page}?from=2016-11-21&to=2026-11-20").status_code == 200
        assert client.get(f"/noord/{page}?week=2026-W53").status_code == 200


def head_office() -> Client:
    user = User.objects.create_user("hq@toonbank.example")
    Member.objects.create(user=user, chain=Chain.objects.get(), role=Role.HEAD_OFFICE)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_the_chain_adds_up_and_opens_its_tickets(place: Place) -> None:
    client = head_office()
    context = client.get(f"/chain/keten/{WHEN}").context
    at = [metric.key for metric in context["heads"]].index("tickets")
    assert [shop.name for shop, _cells in context["rows"]] == ["Noord", "Zuid"]
    assert sum(int(cells[at].said) for _shop, cells in context["rows"]) == int(context["total"][at].said)
    assert context["apart"] == []
    for shop, cells in context["rows"]:
        assert "coverage" in {cell.metric.key for cell in cells}
        for cell in filter(lambda one: one.behind, cells):
            there = client.get(f"/{shop.slug}/behind/?{cell.behind}")
            assert there.context["cell"].said == cell.said
        page = client.get(f"/chain/keten/{WHEN}").content.decode()
        assert f'href="/{shop.slug}/behind/?metric=attach_rate&' in page


def test_a_shop_that_earns_more_on_the_same_work_is_told(place: Place) -> None:
    """Half the costs of this chain are not known; filled in, a sale brings one shop ten times as much."""
    client = head_office()
    assert client.get(f"/chain/keten/{WHEN}").context["earning_bars"] == []
    for offer in Offer.objects.filter(bought=1):
        earns = 5000 if offer.shop_id == place.shop.pk else 500
        Offer.objects.filter(pk=offer.pk).update(profit=earns, unit_cost=0, unit_price=earns, cost_known=1)
    Ticket.objects.update(cost_known=1, price_known=1)
    context = client.get(f"/chain/keten/{WHEN}").context
    assert [bar["label"] for bar in context["earning_bars"]] == ["Noord", "Zuid"]
    assert context["earning_apart"] == [("Noord", "Zuid")]


def everyone(place: Place) -> Iterator[tuple[str, Client]]:
    for role in (Role.MANAGER, Role.COUNTER):
        client = Client()
        client.force_login(invite(place.shop, f"{role}@toonbank.example", role)[0].user)
        yield role, client


def test_counter_staff_may_not_and_managers_may(place: Place) -> None:
    for role, client in everyone(place):
        for page in PAGES:
            assert client.get(f"/noord/{page}").status_code == (200 if role == Role.MANAGER else 403)


DOWNLOADS = (
    ("addons/", "numbers"), ("services/", "numbers"), ("team/", "numbers"), ("numbers/", "addon"),
    ("numbers/", "employee"), ("week/2026-W46/", "service_type"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "table"), DOWNLOADS)
def test_every_table_is_to_be_had_as_a_file(place: Place, page: str, table: str) -> None:
    client = owner(place)
    when = "" if page.startswith("week") else f"{WHEN[1:]}&"
    text = client.get(f"/noord/{page}?{when}file=csv&table={table}")
    assert text.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert text.headers["Content-Disposition"].startswith('attachment; filename="Noord')
    assert text.content.decode().startswith("\ufeff")
    assert len(text.content.decode().splitlines()) > 1
    book = client.get(f"/noord/{page}?{when}file=xlsx&table={table}").content
    assert book.startswith(b"PK")


def test_one_addon_as_a_file(place: Place) -> None:
    addon = place.addons["Opzet-hulp"]
    text = owner(place).get(f"/noord/addons/{addon.pk}/{WHEN}&file=csv&table=employee").content.decode()
    assert text.splitlines()[0].startswith("\ufeffEmployee;")
    assert len(text.splitlines()) == 5
