"""An offer log comes in whole or not at all: what is stored, what a second import does, what is refused."""

import hashlib
import hmac
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from tests.doors.files.conftest import Refuse, Take, log
from tests.world import World
from toonbank.catalog.models import Addon, Eligibility, Price, Script, ServiceType
from toonbank.doors.files.documents import ticket_uuid
from toonbank.doors.files.mapping import Mapping
from toonbank.doors.files.report import Report
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.shops.models import Employee, Shop
from toonbank.shops.people import leave

GLASS = "Screen protector,iPhone 14,glass"
CASE = "Case,iPhone 14,clear"
THREE = log(
    f"1,2026-11-20,10:15,Sam,Repair,{GLASS},bought",
    f"1,2026-11-20,10:15,Sam,Repair,{CASE},declined",
    "2,2026-11-20,11:00,Robin,Pick-up,,,,",
)


def stored() -> tuple[int, int, int]:
    return Entry.objects.count(), Ticket.objects.count(), Offer.objects.count()


def test_what_is_stored(world: World, take: Take) -> None:
    extra = "asked_by,reason,moment,quantity,unit_price,discount,unit_cost,receipt,ticket_total"
    report = take(
        log(
            f"1,2026-11-20,10:15,Sam,Repair,{GLASS},bought,customer,,checkout,2,19.50,1.00,4.10,R-1,89.95",
            f"1,2026-11-20,10:15,Robin,Repair,{CASE},declined,,price,,,,,,,",
            extra=extra,
        )
    )
    assert report == Report(False, 2, 1, 2, 1, "2026-11-20", "2026-11-20", new=1)
    sam, robin = world.employees["sam"].pk, world.employees["robin"].pk
    ticket = Ticket.objects.get()
    assert ticket.uuid == ticket_uuid(world.shop, "1")
    assert ticket.occurred_at == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
    assert (ticket.day, ticket.week, ticket.employee_id, ticket.source) == (20261120, 202647, sam, "import")
    assert (ticket.receipt, ticket.total, ticket.customer) == ("R-1", 8995, "")
    columns = ("addon_id", "employee_id", "offered", "bought", "quantity", "unit_price", "unit_cost")
    more = ("revenue", "profit", "reason", "moment")
    glass, case = world.addons["glass"].pk, world.addons["case"].pk
    assert sorted(Offer.objects.values_list(*columns, *more)) == [
        (glass, sam, 0, 1, 2, 1950, 410, 3800, 2980, "", "checkout"),
        (case, robin, 1, 0, 1, 2500, 900, 0, 0, "price", ""),
    ]


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    assert take(THREE) == Report(False, 3, 2, 2, 1, "2026-11-20", "2026-11-20", new=2)
    before = stored()
    assert take(THREE) == Report(False, 3, 2, 2, 1, "2026-11-20", "2026-11-20", same=2)
    assert (before, stored()) == ((2, 2, 2), (2, 2, 2))


def test_an_overlapping_file_adds_only_what_is_new(take: Take) -> None:
    take(THREE)
    report = take(log("2,2026-11-20,11:00,Robin,Pick-up,,,,", "3,2026-11-21,,Sam,Repair,,,,"))
    assert (report.new, report.same, report.corrected) == (1, 1, 0)


def test_a_changed_line_corrects_its_ticket(take: Take) -> None:
    take(THREE)
    report = take(THREE.replace(b"declined", b"bought"))
    assert (report.new, report.same, report.corrected) == (0, 1, 1)
    assert (stored(), Offer.objects.filter(bought=1).count()) == ((3, 2, 2), 2)


def test_what_somebody_corrected_by_hand_stays(world: World, take: Take) -> None:
    take(THREE)
    first = ticket_uuid(world.shop, "1")
    world.log(uuid=first, revision=2, by="manager", annoyed=True)
    report = take(THREE)
    assert (report.new, report.same, report.corrected) == (0, 1, 0)
    assert report.left_out == {"corrected_by_hand": 1}
    assert Ticket.objects.get(uuid=first).annoyed == 1


def test_lines_of_a_ticket_may_stand_anywhere(take: Take) -> None:
    one, two, three = (
        f"1,2026-11-20,,,,{GLASS},bought",
        "2,2026-11-20,11:00,Robin,Pick-up,,,,",
        f"1,2026-11-20,10:15,Sam,Repair,{CASE},declined",
    )
    take(log(one, two, three))
    assert take(log(three, one, two)).new == 0
    assert Ticket.objects.get(source="import", service_type__name="Repair").employee.alias == "Sam"


def test_the_order_of_lines_within_a_ticket_says_nothing(take: Take) -> None:
    take(THREE)
    header, first, second, third, _end = THREE.split(b"\n")
    assert take(b"\n".join([header, third, second, first])).same == 2


def test_without_a_time_it_is_noon_in_the_shop(take: Take) -> None:
    take(log("1,2026-07-01,,,,,,,", "2,2026-11-20,,,,,,,"))
    assert list(Ticket.objects.order_by("day").values_list("occurred_at", flat=True)) == [
        datetime(2026, 7, 1, 10, tzinfo=UTC),
        datetime(2026, 11, 20, 11, tzinfo=UTC),
    ]


def test_the_night_belongs_to_the_day_before(take: Take) -> None:
    take(log("1,2026-11-21,01:30,,,,,,"))
    assert Ticket.objects.get().day == 20261120


def test_an_hour_the_clock_skipped_is_moved_on_and_said(take: Take) -> None:
    report = take(log("1,2026-03-29,02:30,,,,,,", "2,2026-03-29,03:30,,,,,,"))
    assert [(one.code, one.params) for one in report.notices] == [("time_skipped", {"line": 2, "count": 1})]
    assert set(Ticket.objects.values_list("occurred_at", flat=True)) == {
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    }


def test_a_customer_is_only_stored_as_a_keyed_hash(world: World, take: Take) -> None:
    with override_settings(SECRET_KEY="a secret"):
        take(log("1,2026-11-20,,,,,,,,Card 12", extra="customer"))
    expected = hmac.new(b"a secret", f"customer:{world.shop.pk}:card12".encode(), hashlib.sha256).hexdigest()
    assert Ticket.objects.get().customer == expected
    assert "Card" not in str(Entry.objects.get().document)


def test_a_sentence_by_wording_and_by_number(world: World, take: Take) -> None:
    script = Script.objects.get(addon=world.addons["glass"])
    lines = [
        f"{n},2026-11-20,,,,{GLASS},bought,{said}" for n, said in enumerate((script.wording.upper(), "1", ""))
    ]
    take(log(*lines, extra="script"))
    assert list(Offer.objects.values_list("script_id", flat=True)) == [script.pk] * 3


def test_words_of_the_shop_itself(take: Take) -> None:
    content = (
        b"Bon;Dag;Wat;Hoe;Opmerking\n1;2026-11-20;Case \xc2\xb7 iPhone 14 \xc2\xb7 clear;v;mevrouw Jansen\n"
    )
    mapping = Mapping(
        {"ticket": "bon", "date": "dag", "addon": "wat", "outcome": "hoe"},
        {"outcome": {"v": "gekocht"}},
        {"service_type": "Repair", "employee": "sam"},
        frozenset({"opmerking"}),
    )
    report = take(content, mapping)
    assert (report.new, report.bought, report.dropped_columns) == (1, 1, ["Opmerking"])
    ticket = Ticket.objects.get()
    assert (ticket.employee.alias, ticket.service_type.name) == ("Sam", "Repair")


def test_an_add_on_twice_on_a_ticket_counts_once(take: Take) -> None:
    report = take(log(f"1,2026-11-20,,,,{GLASS},declined", f"1,2026-11-20,,,,{GLASS},bought"))
    assert [one.code for one in report.notices] == ["offer_twice"]
    assert list(Offer.objects.values_list("bought", "quantity")) == [(1, 1)]


def test_what_the_catalogue_says_of_a_kind_stays(take: Take) -> None:
    report = take(log(f"1,2026-11-20,,,,{GLASS},bought,up-sell", extra="kind"))
    assert [one.code for one in report.notices] == ["kind_differs"]
    assert Offer.objects.get().kind == "cross-sell"


def test_an_unknown_cost_is_not_nothing(take: Take) -> None:
    take(log("1,2026-11-20,,,,Cable,USB-C,1 m,bought"))
    offer = Offer.objects.get()
    assert (offer.unit_price, offer.unit_cost, offer.revenue, offer.profit, offer.cost_known) == (
        1200,
        None,
        1200,
        0,
        0,
    )


def test_a_cost_above_the_price_is_said(take: Take) -> None:
    report = take(log(f"1,2026-11-20,,,,{GLASS},bought,5.00,6.00", extra="unit_price,unit_cost"))
    assert [(one.code, one.params) for one in report.notices] == [
        ("cost_above_price", {"line": 2, "count": 1})
    ]


def test_unknown_names_are_refused_with_what_they_look_like(take: Take, refuse: Refuse) -> None:
    content = log(
        "1,2026-11-20,,Samm,Repairs,Screen protector,iPhone 14,glas,bought",
        "2,2026-11-20,,Samm,Repairs,Zonnebril,,,declined",
    )
    assert refuse(content) == [
        (2, "employee", "employee_unknown"),
        (2, "service_type", "service_type_unknown"),
        (2, "addon", "addon_unknown"),
        (3, "addon", "addon_unknown"),
    ]
    assert stored() == (0, 0, 0)


def test_what_is_missing_is_made_when_asked(world: World, take: Take) -> None:
    content = log(
        "1,2026-11-19,,Kim,Wash,Zonnebril,,,bought,up-sell,,,Zonnetje?",
        "2,2026-11-20,,Kim,Wash,Zonnebril,,,bought,,25.00,11.00,",
        "3,2026-11-21,,Kim,Repair,Zonnebril,,,bought,,30.00,,",
        extra="kind,unit_price,unit_cost,script",
    )
    report = take(content, create_missing=True)
    made = {
        "employees": ["Kim"],
        "service_types": ["Wash"],
        "addons": ["Zonnebril"],
        "scripts": ["Zonnetje?"],
    }
    assert (report.created, report.new) == (made, 3)
    addon = Addon.objects.get(category="Zonnebril")
    assert (addon.kind, addon.active_from) == ("up-sell", 0)
    prices = Price.objects.filter(addon=addon).values_list(
        "valid_from", "unit_price", "unit_cost", "estimated"
    )
    assert list(prices) == [(20261120, 2500, 1100, True)]
    assert Script.objects.get(addon=addon).valid_from is None
    assert Eligibility.objects.filter(addon=addon).count() == 1
    bought = (
        Offer.objects.filter(addon=addon)
        .order_by("day")
        .values_list("unit_price", "unit_cost", "script__wording")
    )
    assert list(bought) == [(None, None, "Zonnetje?"), (2500, 1100, None), (3000, 1100, None)]
    assert take(content).same == 3


def test_a_try_out_says_the_same_and_stores_nothing(world: World, take: Take) -> None:
    content = log(
        "1,2026-11-20,,Kim,Wash,Zonnebril,,,bought,25.00", "2,2026-11-20,,,,,,,,", extra="unit_price"
    )
    version = Shop.objects.get(pk=world.shop.pk).catalog_version
    tried = take(content, create_missing=True, dry_run=True)
    assert (stored(), Employee.objects.filter(alias="Kim").exists(), Addon.objects.count()) == (
        (0, 0, 0),
        False,
        4,
    )
    assert Shop.objects.get(pk=world.shop.pk).catalog_version == version
    done = take(content, create_missing=True)
    assert (tried.dry_run, done.dry_run) == (True, False)
    assert {**vars(tried), "dry_run": False} == vars(done)


def test_a_try_out_of_a_changed_file(take: Take) -> None:
    take(THREE)
    report = take(THREE.replace(b"declined", b"bought") + b"3,2026-11-21,,,,,,,\n", dry_run=True)
    assert (report.new, report.same, report.corrected, stored()) == (1, 1, 1, (2, 2, 2))


def test_a_refusal_after_something_was_made_leaves_nothing(world: World, refuse: Refuse) -> None:
    content = log("1,2026-11-20,,Kim,Wash,Zonnebril,,,bought,5.00,", "2,2026-11-20,,,,,,,,,06-12345678",
                  extra="unit_price,receipt")  # fmt: skip
    assert refuse(content, create_missing=True) == [(3, "receipt", "customer_data")]
    assert (stored(), ServiceType.objects.filter(name="Wash").exists(), Addon.objects.count()) == (
        (0, 0, 0),
        False,
        4,
    )


def test_new_names_that_look_like_old_ones_are_said(take: Take) -> None:
    report = take(
        log("1,2026-11-20,,Sammy,Repair,,,,", "2,2026-11-20,,Jan de Vries,,,,,"), create_missing=True
    )
    assert [(one.code, one.params) for one in report.notices] == [
        ("looks_alike", {"name": "Sammy", "near": "Sam"}),
        ("full_name", {"name": "Jan de Vries"}),
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (f",2026-11-20,,,,{GLASS},bought,,,,,,,", "ticket", "empty"),
        (f"1,,,,,{GLASS},bought,,,,,,,", "date", "empty"),
        (f"1,2026-11-20,,,,{GLASS},,,,,,,,", "outcome", "empty"),
        (f"1,20-11-2026,,,,{GLASS},bought,,,,,,,", "date", "day_invalid"),
        (f"1,2026-02-31,,,,{GLASS},bought,,,,,,,", "date", "day_invalid"),
        (f"1,26-11-20,,,,{GLASS},bought,,,,,,,", "date", "day_invalid"),
        (f"1,45000,,,,{GLASS},bought,,,,,,,", "date", "day_invalid"),
        (f"1,1999-11-20,,,,{GLASS},bought,,,,,,,", "date", "day_too_old"),
        (f"1,2026-11-24,,,,{GLASS},bought,,,,,,,", "date", "day_in_future"),
        (f"1,2026-11-20,25:00,,,{GLASS},bought,,,,,,,", "time", "time_invalid"),
        (f"1,2026-11-20,9:30,,,{GLASS},bought,,,,,,,", "time", "time_invalid"),
        (f"1,2026-11-20,,,,{GLASS},maybe,,,,,,,", "outcome", "not_a_choice"),
        (f"1,2026-11-20,,,,{GLASS},bought,0,,,,,,", "quantity", "quantity"),
        (f"1,2026-11-20,,,,{GLASS},bought,1.5,,,,,,", "quantity", "quantity"),
        (f"1,2026-11-20,,,,{GLASS},bought,007,,,,,,", "quantity", "quantity"),
        (f"1,2026-11-20,,,,{GLASS},bought,-1,,,,,,", "quantity", "quantity"),
        (f"1,2026-11-20,,,,{GLASS},bought,1000000000,,,,,,", "quantity", "quantity"),
        (f"1,2026-11-20,,,,{GLASS},bought,,-5.00,,,,,", "unit_price", "amount"),
        (f"1,2026-11-20,,,,{GLASS},bought,,0,,,,,", "unit_price", "price_zero"),
        (f"1,2026-11-20,,,,{GLASS},bought,,1e308,,,,,", "unit_price", "money_invalid"),
        (f"1,2026-11-20,,,,{GLASS},bought,,2000000.00,,,,,", "unit_price", "amount"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,20.01,,,,", "discount", "discount_too_high"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,101%,,,,", "discount", "money_invalid"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,,,,,9", "script", "script_unknown"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,,,,,Niet bekend", "script", "script_unknown"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,,06-12345678,,,", "receipt", "customer_data"),
        (f"1,2026-11-20,,sam@example.com,,{GLASS},bought,,,,,,,", "employee", "customer_data"),
        (f"1,2026-11-20,,,,{'x' * 61},,,bought,,,,,,,", "addon", "text_too_long"),
        (f"1,2026-11-20,,,,{GLASS},bought,,,,,,Case,", "addon", "addon_contradicts"),
        ("1,2026-11-20,,,,,,,bought,,,,,,,", "outcome", "no_addon"),
        ("1,2026-11-20,,,,,,,,2,,,,,,", "quantity", "no_addon"),
    ],
)
def test_a_wrong_line(refuse: Refuse, line: str, column: str, code: str) -> None:
    extra = "quantity,unit_price,discount,receipt,ticket_total,addon,script"
    good = f"0,2026-11-20,,,,{GLASS},bought,,,,,,,"
    assert refuse(log(good, line, extra=extra)) == [(3, column, code)]
    assert stored() == (0, 0, 0)


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (f"1,2026-11-21,10:00,Sam,Repair,{CASE},bought,R-1,5.00,c1", "date"),
        (f"1,2026-11-20,10:01,Sam,Repair,{CASE},bought,R-1,5.00,c1", "time"),
        (f"1,2026-11-20,10:00,Sam,Pick-up,{CASE},bought,R-1,5.00,c1", "service_type"),
        (f"1,2026-11-20,10:00,Sam,Repair,{CASE},bought,R-2,5.00,c1", "receipt"),
        (f"1,2026-11-20,10:00,Sam,Repair,{CASE},bought,R-1,5.01,c1", "ticket_total"),
        (f"1,2026-11-20,10:00,Sam,Repair,{CASE},bought,R-1,5.00,c2", "customer"),
    ],
)
def test_lines_of_one_ticket_must_agree(refuse: Refuse, second: str, column: str) -> None:
    first = f"1,2026-11-20,10:00,Sam,Repair,{GLASS},bought,R-1,5.00,c1"
    found = refuse(log(first, second, extra="receipt,ticket_total,customer"))
    assert found == [(3, column, "ticket_contradicts")]


def test_someone_who_had_left(world: World, refuse: Refuse) -> None:
    leave(world.employees["robin"], datetime(2026, 11, 1, tzinfo=UTC))
    content = log(
        "1,2026-10-31,,Robin,,,,,",
        f"2,2026-11-20,,Sam,,{GLASS},bought",
        f"2,2026-11-20,,Robin,,{CASE},bought",
    )
    assert refuse(content) == [(4, "employee", "employee_left")]


def test_too_many_offers_on_a_ticket(refuse: Refuse) -> None:
    lines = [f"1,2026-11-20,,,,Thing {number},,,declined" for number in range(61)]
    assert (62, "ticket", "too_many_offers") in refuse(log(*lines), create_missing=True)


def test_two_prices_for_the_same_purchase(refuse: Refuse) -> None:
    lines = [f"1,2026-11-20,,,,{GLASS},bought,{price}" for price in ("5.00", "6.00")]
    assert [(line, code) for line, _column, code in refuse(log(*lines, extra="unit_price"))] == [
        (2, "two_prices")
    ]


def test_free_is_free_all_through_the_file(take: Take, refuse: Refuse) -> None:
    free = [f"{n},2026-11-20,,,,Gift wrap,,,bought,0.00" for n in (1, 2)]
    mixed = [*free, "3,2026-11-20,,,,Gift wrap,,,bought,1.50"]
    assert {
        line for line, _column, _code in refuse(log(*mixed, extra="unit_price"), create_missing=True)
    } == {2, 3}
    take(log(*free, extra="unit_price"), create_missing=True)
    assert Price.objects.get(addon__category="Gift wrap").free is True
    assert take(log("9,2026-11-21,,,,Gift wrap,,,bought,0", extra="unit_price")).new == 1


def test_a_new_add_on_of_two_kinds(refuse: Refuse) -> None:
    lines = [f"{n},2026-11-20,,,,Belt,,,bought,{kind}" for n, kind in enumerate(("bundle", "", "up-sell"))]
    assert refuse(log(*lines, extra="kind"), create_missing=True) == [(4, "kind", "kind_contradicts")]


def test_shops_do_not_share_keys(world: World) -> None:
    assert ticket_uuid(world.shop, "1") != ticket_uuid(world.neighbour, "1")


def test_nothing_is_nothing(take: Take) -> None:
    assert take(log()) == Report(False, 0, 0)
