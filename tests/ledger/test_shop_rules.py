"""Notes and receipts by the shop's own rule, by every way a ticket comes in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import NOW, World, uuid
from toonbank.ledger.batch import record_batch
from toonbank.ledger.bulk import plan_many, record_many
from toonbank.ledger.document import Document
from toonbank.ledger.models import Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.lib.errors import Refused
from toonbank.shops.counter_rules import change_counter_rules

KEY = uuid(1)


def rules(world: World, notes: bool = False, pattern: str = "", most: int | None = None) -> None:
    change_counter_rules(world.shop, notes, pattern, most)


def refused(world: World, **fields: Any) -> list[str]:
    """What each of the three ways in says."""
    codes = []
    document = world.document(**fields)
    with pytest.raises(Refused) as error:
        record_ticket(world.seat(), document, Source.COUNTER, NOW)
    codes.append(error.value.code)
    (answer,) = record_batch(world.seat(), [document], Source.COUNTER, NOW)
    assert isinstance(answer, Refused)
    codes.append(answer.code)
    plan = plan_many(world.seat("manager"), [document], Source.IMPORT, NOW)
    return [*codes, *(reason.code for reason in plan.refused.values())]


def test_a_new_shop_takes_no_notes(world: World) -> None:
    rules(world)
    assert refused(world, note="on tape") == ["notes_off"] * 3
    assert Ticket.objects.count() == 0


def test_the_usual_receipt_number(world: World) -> None:
    assert world.log(receipt="2026/A-117").document.receipt == "2026/A-117"
    assert refused(world, receipt="bon van Jan") == ["receipt_form"] * 3
    assert refused(world, receipt="1" * 21) == ["receipt_form"] * 3


def test_the_shops_own_pattern(world: World) -> None:
    rules(world, pattern="#9999")
    assert world.log(receipt="#1001").document.receipt == "#1001"
    assert refused(world, receipt="2026-117") == ["receipt_form"] * 3


def test_what_stood_before_the_rules_may_be_repeated_and_corrected(world: World) -> None:
    rules(world, notes=True)
    world.log(uuid=KEY, note="on tape", receipt="2026-117")
    rules(world, pattern="#9999")
    same = world.log(uuid=KEY, note="on tape", receipt="2026-117")
    void = world.log(uuid=KEY, revision=2, status="void", note="on tape", receipt="2026-117")
    assert (same.result, void.result) == ("same", "corrected")
    for change in ({"note": "another"}, {"receipt": "2026-118"}):
        kept = {"note": "on tape", "receipt": "2026-117", **change}
        with pytest.raises(Refused):
            world.log(uuid=KEY, revision=3, **kept)
    assert world.log(uuid=KEY, revision=3, note="", receipt="#1001").result == "corrected"


def test_the_same_file_again_is_nothing_new_after_the_rules_changed(world: World) -> None:
    def documents() -> list[Document]:
        return [world.document(uuid=KEY, receipt="2026-117")]

    record_many(world.seat("manager"), documents(), Source.IMPORT, NOW)
    rules(world, pattern="#9999")
    assert record_many(world.seat("manager"), documents(), Source.IMPORT, NOW).same == 1


def test_customer_data_stay_out_whatever_the_pattern(world: World) -> None:
    rules(world, notes=True, pattern="99-99999999")
    with pytest.raises(Refused) as error:
        world.log(receipt="06-12345678")
    assert error.value.code == "customer_data"


def test_the_most_offers_are_a_nudge_only(world: World) -> None:
    rules(world, most=1)
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"))
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("pattern", "most", "code", "field"),
    [
        ("**", None, "receipt_pattern", "receipt_pattern"),
        ("9" * 41, None, "text_too_long", "receipt_pattern"),
        ("", 0, "max_offers_invalid", "max_offers"),
        ("", 61, "max_offers_invalid", "max_offers"),
    ],
)
def test_wrong_rules(world: World, pattern: str, most: int | None, code: str, field: str) -> None:
    with pytest.raises(Refused) as error:
        rules(world, pattern=pattern, most=most)
    assert (error.value.code, error.value.field) == (code, field)


def test_every_change_is_heard_by_the_tablets(world: World) -> None:
    before = world.shop.catalog_version
    rules(world, pattern=" R-9999 ")
    world.shop.refresh_from_db()
    assert (world.shop.catalog_version, world.shop.receipt_pattern) == (before + 1, "R-9999")
