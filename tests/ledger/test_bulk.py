"""Many tickets from a file: nothing twice, corrections counted, by-hand work left alone."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World
from toonbank.ledger.bulk import Counts, plan_many, record_many
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Entry, Offer, Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.lib.errors import Refused


def test_twice_the_same_file_is_nothing_the_second_time(world: World) -> None:
    documents = [
        world.document(world.offer("glass", "bought"), world.offer("case", "declined")) for _ in range(3)
    ]
    assert _import(world, documents) == Counts(created=3)
    assert _import(world, documents) == Counts(same=3)
    assert (Ticket.objects.count(), Offer.objects.count(), Entry.objects.count()) == (3, 6, 3)


def test_the_rows_are_those_of_record_ticket(world: World) -> None:
    document = world.document(world.offer("glass", "bought", unit_price=1800), customer="ab" * 32, total=1800)
    _import(world, [document])
    other = replace(document, uuid=world.document().uuid)
    record_ticket(world.seat("manager"), other, Source.IMPORT, NOW)
    skipped = ("id", "uuid", "ticket", "ticket_id", "digest", "document")
    for model in (Ticket, Offer, Entry):
        one, two = (
            {name: value for name, value in row.items() if name not in skipped}
            for row in model.objects.values()
        )
        assert one == two
    one, two = Entry.objects.values_list("document", flat=True)
    assert {**one["ticket"], "uuid": ""} == {**two["ticket"], "uuid": ""}
    assert one["facts"] == two["facts"]


def test_a_changed_line_is_a_correction_and_back_again_another(world: World) -> None:
    before, other = (
        world.document(world.offer("glass", "bought", unit_price=price)) for price in (1800, 1900)
    )
    after = replace(other, uuid=before.uuid, started_at=NOW.replace(day=20))
    assert _import(world, [before]) == Counts(created=1)
    assert _import(world, [after]) == Counts(corrected=1)
    assert list(Offer.objects.values_list("unit_price", "revenue", "day")) == [(1900, 1900, 20261120)]
    assert _import(world, [before]) == Counts(corrected=1)
    assert list(Ticket.objects.values_list("revision", "day")) == [(3, 20261122)]
    assert (Offer.objects.count(), Entry.objects.count()) == (1, 3)
    assert list(differences(Tally())) == []


def test_what_was_logged_by_hand_is_not_overwritten(world: World) -> None:
    document = world.document(world.offer("glass", "bought"))
    record_ticket(world.seat(), document, Source.COUNTER, NOW)
    assert _import(world, [document]) == Counts(same=1)
    with pytest.raises(Refused) as refused:
        _import(world, [world.document(), replace(document, total=1)])
    assert refused.value.code == "ticket_by_hand"
    assert (Ticket.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_plan_names_every_refusal_and_writes_nothing(world: World) -> None:
    good = world.document()
    bad, worse = world.document(world.offer("glass", "maybe")), world.document(employee=987654)
    plan = plan_many(world.seat("manager"), [good, bad, good, worse], Source.IMPORT, NOW)
    assert {at: error.code for at, error in plan.refused.items()} == {
        1: "not_a_choice",
        2: "ticket_twice",
        3: "employee_unknown",
    }
    assert plan.counts == Counts(created=1)
    assert Entry.objects.count() == 0


def test_one_bad_one_and_nothing_goes_in(world: World) -> None:
    with pytest.raises(Refused):
        _import(world, [world.document(), world.document(total=-1)])
    assert (Ticket.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_number_of_writes_does_not_grow_with_the_file(world: World) -> None:
    few, many = (_writes(world, count) for count in (3, 60))
    assert few == many == ["INSERT", "INSERT", "INSERT"]


def _writes(world: World, count: int) -> list[str]:
    documents = [world.document(world.offer("glass", "bought")) for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        _import(world, documents)
    words = [query["sql"].removeprefix(f"{count} times: ").split()[0] for query in queries]
    return [word for word in words if word in ("INSERT", "UPDATE", "DELETE")]


def _import(world: World, documents: object) -> Counts:
    return record_many(world.seat("manager"), documents, Source.IMPORT, NOW)  # type: ignore[arg-type]
