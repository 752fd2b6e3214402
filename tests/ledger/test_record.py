"""One version in: what is stored, what a repetition does, what is refused and who may correct."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World, uuid
from toonbank.catalog.addons import archive, edit
from toonbank.catalog.prices import set_price
from toonbank.ledger.models import Entry, Offer, Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.lib.errors import Conflict, Forbidden, Refused
from toonbank.shops.access import token_seat
from toonbank.shops.models import Shop
from toonbank.shops.people import leave

CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def test_a_ticket_with_offers(world: World) -> None:
    recorded = world.log(
        world.offer("glass", "bought", quantity=2, discount=500),
        world.offer("case", "declined", reason="price", employee=world.employees["robin"].pk),
        receipt="2026-117",
        total=12000,
    )
    assert recorded.result == "created"
    ticket = Ticket.objects.get()
    assert (ticket.day, ticket.week, ticket.month, ticket.weekday) == (20261122, 202647, 202611, 7)
    assert (ticket.counted, ticket.pending, ticket.price_known, ticket.cost_known) == (1, 0, 1, 1)
    assert (ticket.receipt, ticket.total, ticket.source) == ("2026-117", 12000, "counter")
    columns = (
        "addon_id",
        "employee_id",
        "offered",
        "bought",
        "open",
        "unit_price",
        "revenue",
        "profit",
        "reason",
    )
    sam, robin = world.employees["sam"].pk, world.employees["robin"].pk
    assert sorted(Offer.objects.values_list(*columns)) == [
        (world.addons["glass"].pk, sam, 1, 1, 0, 2000, 3500, 2700, ""),
        (world.addons["case"].pk, robin, 1, 0, 0, 2500, 0, 0, "price"),
    ]


def test_a_ticket_without_offers_is_counted(world: World) -> None:
    world.log()
    assert (Ticket.objects.get().counted, Offer.objects.count()) == (1, 0)


def test_the_same_again_is_nothing(world: World) -> None:
    document = world.document(world.offer("glass", "bought"))
    results = [record_ticket(world.seat(), document, Source.COUNTER, NOW).result for _ in range(3)]
    assert results == ["created", "same", "same"]
    assert (Entry.objects.count(), Ticket.objects.count(), Offer.objects.count()) == (1, 1, 1)


def test_sending_it_at_another_time_is_still_the_same(world: World) -> None:
    document = world.document(sent_at=NOW, age_ms=0)
    record_ticket(world.seat(), document, Source.COUNTER, NOW)
    later = replace(document, sent_at=NOW + timedelta(hours=3), age_ms=3 * 3_600_000)
    assert record_ticket(world.seat(), later, Source.COUNTER, NOW + timedelta(hours=3)).result == "same"


def test_the_same_revision_with_other_content_is_a_conflict(world: World) -> None:
    document = world.document(world.offer("glass", "bought"))
    record_ticket(world.seat(), document, Source.COUNTER, NOW)
    with pytest.raises(Conflict) as conflict:
        record_ticket(world.seat(), replace(document, note="on tape"), Source.COUNTER, NOW)
    assert conflict.value.code == "uuid_conflict"
    current: Any = conflict.value.current
    assert current.document.content() == document.content()
    assert Ticket.objects.get().note == ""


def test_two_shops_may_have_the_same_key(world: World) -> None:
    key = uuid(1)
    world.log(uuid=key, note="ours")
    theirs = world.document(uuid=key, employee=None, service_type=None, note="theirs")
    assert record_ticket(world.seat("outsider"), theirs, Source.API, NOW).result == "created"
    assert sorted(Ticket.objects.values_list("shop__slug", "note")) == [
        ("bike-barn", "theirs"),
        ("utrecht", "ours"),
    ]


def test_open_corrected_closed_and_voided(world: World) -> None:
    key = uuid(2)
    world.log(world.offer("glass", "open"), uuid=key, status="open")
    assert list(Offer.objects.values_list("open", "bought", "pending")) == [(1, 0, 1)]
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"), uuid=key, revision=2)
    assert sorted(Offer.objects.values_list("open", "bought", "pending")) == [(0, 0, 0), (0, 1, 0)]
    world.log(uuid=key, revision=3, status="void")
    assert list(Ticket.objects.values_list("revision", "status", "counted")) == [(3, "void", 0)]
    assert (Offer.objects.count(), Entry.objects.count()) == (0, 3)


def test_a_lower_revision_that_comes_late_is_kept_and_changes_nothing(world: World) -> None:
    key = uuid(3)
    world.log(world.offer("glass", "bought"), uuid=key, revision=2)
    late = world.log(world.offer("glass", "open"), uuid=key, revision=1, status="open")
    assert (late.result, late.document.revision) == ("late", 2)
    assert list(Ticket.objects.values_list("revision", "status")) == [(2, "closed")]
    assert sorted(Entry.objects.values_list("revision", flat=True)) == [1, 2]


def test_at_most_six_statements_with_the_token(world: World) -> None:
    secret = world.token("log")
    offers = [world.offer(name, "declined") for name in world.addons]
    record_ticket(world.seat(), world.document(), Source.API, NOW)
    with CaptureQueriesContext(connection) as queries:
        seat = token_seat(secret)
        assert seat is not None
        record_ticket(seat, world.document(*offers), Source.API, NOW)
    asked = [query["sql"] for query in queries if not query["sql"].startswith(CONTROL)]
    assert len(asked) == 5, asked


def test_bought_without_an_offer_is_not_an_offer(world: World) -> None:
    world.log(world.offer("glass", "bought", asked_by="customer"))
    assert list(Offer.objects.values_list("offered", "bought", "revenue")) == [(0, 1, 2000)]


def test_offered_twice_is_offered_once(world: World) -> None:
    world.log(world.offer("glass", "declined"), world.offer("glass", "bought", asked_by="customer"))
    assert list(Offer.objects.values_list("offered", "bought", "quantity")) == [(1, 1, 1)]


def test_bought_twice_adds_up(world: World) -> None:
    world.log(world.offer("glass", "bought", quantity=2), world.offer("glass", "bought"))
    assert list(Offer.objects.values_list("quantity", "revenue")) == [(3, 6000)]


def test_an_unknown_cost_is_no_cost_of_nothing(world: World) -> None:
    world.log(world.offer("cable", "bought"))
    assert list(Offer.objects.values_list("revenue", "profit", "cost_known")) == [(1200, 0, 0)]
    assert Ticket.objects.get().cost_known == 0


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"quantity": 0}, "offers.0.quantity", "out_of_range"),
        ({"quantity": 100}, "offers.0.quantity", "out_of_range"),
        ({"quantity": 10**9}, "offers.0.quantity", "out_of_range"),
        ({"quantity": -1}, "offers.0.quantity", "out_of_range"),
        ({"quantity": 1.5}, "offers.0.quantity", "out_of_range"),
        ({"quantity": True}, "offers.0.quantity", "out_of_range"),
        ({"quantity": "007"}, "offers.0.quantity", "out_of_range"),
        ({"unit_price": -1}, "offers.0.unit_price", "out_of_range"),
        ({"unit_price": 1e308}, "offers.0.unit_price", "out_of_range"),
        ({"unit_price": float("nan")}, "offers.0.unit_price", "out_of_range"),
        ({"unit_price": float("inf")}, "offers.0.unit_price", "out_of_range"),
        ({"unit_cost": -1}, "offers.0.unit_cost", "out_of_range"),
        ({"unit_price": 99_000_000, "quantity": 99}, "offers.0.quantity", "amount_too_high"),
        ({"discount": 2001}, "offers.0.discount", "discount_too_high"),
        ({"discount": -1}, "offers.0.discount", "out_of_range"),
        ({"outcome": "maybe"}, "offers.0.outcome", "not_a_choice"),
        ({"asked_by": "nobody"}, "offers.0.asked_by", "not_a_choice"),
        ({"moment": "never"}, "offers.0.moment", "not_a_choice"),
        ({"reason": "because"}, "offers.0.reason", "not_a_choice"),
        ({"addon": 999_999}, "offers.0.addon", "addon_unknown"),
        ({"script": 999_999}, "offers.0.script", "script_unknown"),
        ({"employee": 999_999}, "offers.0.employee", "employee_unknown"),
    ],
)
def test_an_impossible_offer_is_refused(world: World, fields: dict[str, Any], field: str, code: str) -> None:
    line = replace(world.offer("glass", "bought"), **fields)
    with pytest.raises(Refused) as refused:
        world.log(line)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert (Entry.objects.count(), Ticket.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"revision": 0}, "revision", "out_of_range"),
        ({"status": "lost"}, "status", "not_a_choice"),
        ({"total": -1}, "total", "out_of_range"),
        ({"age_ms": -1}, "age_ms", "out_of_range"),
        ({"employee": 999_999}, "employee", "employee_unknown"),
        ({"service_type": 999_999}, "service_type", "service_type_unknown"),
        ({"started_at": NOW.replace(tzinfo=None)}, "started_at", "time_invalid"),
        ({"started_at": NOW.replace(year=1)}, "started_at", "time_invalid"),
        ({"changed_at": NOW.replace(year=9999)}, "changed_at", "time_invalid"),
        ({"note": "one two three four five six"}, "note", "note_too_long"),
        ({"note": "bel 06 12345678"}, "note", "customer_data"),
        ({"receipt": "jan@example.nl"}, "receipt", "customer_data"),
        ({"note": "a\0b"}, "note", "text_invalid"),
        ({"note": "\ud800"}, "note", "text_invalid"),
        ({"receipt": "x" * 41}, "receipt", "text_too_long"),
        ({"customer": "Jan"}, "customer", "customer_not_hashed"),
    ],
)
def test_an_impossible_ticket_is_refused(world: World, fields: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        world.log(**{"now": NOW, **fields})
    assert (refused.value.field, refused.value.code) == (field, code)
    assert (Entry.objects.count(), Ticket.objects.count()) == (0, 0)


def test_a_refusal_does_not_repeat_the_text(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.log(note="bel 06 12345678")
    assert "12345678" not in repr((refused.value.args, refused.value.__dict__, str(refused.value)))


def test_an_archived_addon_was_offered_all_the_same(world: World) -> None:
    archive(world.addons["glass"], 20261122)
    recorded = world.log(world.offer("glass", "bought"))
    assert [line["archived"] for line in recorded.facts["offers"]] == [1]


def test_a_queue_of_three_days_keeps_the_names_and_prices_of_its_day(world: World) -> None:
    set_price(world.addons["glass"], 3000, 500, valid_from=20261124)
    edit(world.addons["glass"], "Screen guard")
    archive(world.addons["case"], 20261123)
    offers = [world.offer("glass", "bought"), world.offer("case", "bought")]
    world.log(*offers, now=NOW + timedelta(days=3), sent_at=NOW + timedelta(days=3))
    columns = ("addon_id", "unit_price", "day")
    assert sorted(Offer.objects.values_list(*columns)) == [
        (world.addons["glass"].pk, 2000, 20261122),
        (world.addons["case"].pk, 2500, 20261122),
    ]


def test_an_employee_who_left(world: World) -> None:
    leave(world.employees["sam"], NOW)
    assert world.log(started_at=NOW - timedelta(minutes=1), now=NOW).result == "created"
    with pytest.raises(Refused) as refused:
        world.log(started_at=NOW + timedelta(minutes=1))
    assert (refused.value.field, refused.value.code) == ("employee", "employee_left")


def test_an_employee_who_turns_out_to_have_left_does_not_keep_a_ticket_from_being_voided(
    world: World,
) -> None:
    world.log(uuid=uuid(4))
    leave(world.employees["sam"], NOW - timedelta(days=1))
    assert world.log(uuid=uuid(4), revision=2, status="void").result == "corrected"


def test_who_logged_it_may_correct_it_that_day(world: World) -> None:
    world.log(uuid=uuid(5))
    later = NOW + timedelta(hours=5)
    assert world.log(uuid=uuid(5), revision=2, started_at=NOW, now=later).result == "corrected"


def test_the_next_day_only_a_manager_may(world: World) -> None:
    world.log(uuid=uuid(6))
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(Forbidden) as forbidden:
        world.log(uuid=uuid(6), revision=2, now=tomorrow)
    assert forbidden.value.code == "too_late"
    assert world.log(uuid=uuid(6), revision=2, now=tomorrow, by="manager").result == "corrected"


def test_a_correction_of_that_day_that_waited_in_a_queue_is_still_of_that_day(world: World) -> None:
    world.log(uuid=uuid(7))
    tomorrow = NOW + timedelta(days=1)
    changed = NOW + timedelta(hours=1)
    assert world.log(uuid=uuid(7), revision=2, changed_at=changed, now=tomorrow).result == "corrected"


def test_a_correction_on_a_tablet_two_days_ahead_is_of_the_same_day(world: World) -> None:
    ahead = NOW + timedelta(days=2)
    sent = {"started_at": ahead, "sent_at": ahead, "now": NOW}
    world.log(uuid=uuid(8), **sent)
    recorded = world.log(uuid=uuid(8), revision=2, changed_at=ahead + timedelta(hours=1), **sent)
    assert recorded.result == "corrected"


def test_another_hand_may_not_correct_unless_it_is_still_open(world: World) -> None:
    world.log(uuid=uuid(9), by="manager")
    world.log(uuid=uuid(10), by="manager", status="open")
    with pytest.raises(Forbidden):
        world.log(uuid=uuid(9), revision=2)
    assert world.log(uuid=uuid(10), revision=2).result == "corrected"


def test_entries_are_never_deleted(world: World) -> None:
    world.log()
    with pytest.raises(TypeError):
        Entry.objects.get().delete()


def test_no_rate_of_sums_in_floats(world: World) -> None:
    """0.1 + 0.2 cents: three times 19.99 with 21 % VAT in it is 5997 cents, on every database."""
    set_price(world.addons["glass"], 1999, 1001)
    world.log(world.offer("glass", "bought", quantity=3))
    assert list(Offer.objects.values_list("revenue", "profit")) == [(5997, 2994)]


def test_the_shop_is_read_once_per_version_of_its_catalogue(world: World) -> None:
    world.log()
    set_price(world.addons["glass"], 9900, 100)
    world.log(world.offer("glass", "bought"))
    assert Offer.objects.get().unit_price == 9900
    assert Shop.objects.get(pk=world.shop.pk).catalog_version > 1
