"""A queue that was offline: one bad ticket never holds up the others, and replays change nothing."""

from collections import Counter

import pytest

from tests.world import NOW, World
from toonbank.ledger.batch import CHUNK, record_batch
from toonbank.ledger.document import Document
from toonbank.ledger.models import Entry, Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.ledger.writing import Writing
from toonbank.lib.errors import Busy, ToonbankError


def _words(world: World, documents: list[Document]) -> list[str]:
    results = record_batch(world.seat(), documents, Source.COUNTER, NOW)
    return [one.code if isinstance(one, ToonbankError) else one.result for one in results]


def test_one_invalid_among_many(world: World) -> None:
    documents = [world.document(world.offer("glass", "bought")) for _ in range(CHUNK + 20)]
    documents[7] = world.document(total=-1)
    expected = ["created"] * (CHUNK + 20)
    expected[7] = "out_of_range"
    assert _words(world, documents) == expected
    again = ["same"] * (CHUNK + 20)
    again[7] = "out_of_range"
    assert _words(world, documents) == again
    assert (Ticket.objects.count(), Entry.objects.count()) == (CHUNK + 19, CHUNK + 19)


def test_versions_of_one_ticket_in_one_batch(world: World) -> None:
    first = world.document(world.offer("glass", "open"), status="open")
    second = world.document(world.offer("glass", "bought"), uuid=first.uuid, revision=2)
    assert _words(world, [first, second, first]) == ["created", "corrected", "same"]
    assert _words(world, [second, world.document(uuid=first.uuid)]) == ["same", "uuid_conflict"]


def test_a_chunk_that_does_not_go_is_recorded_one_by_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [world.document() for _ in range(5)]
    write = Writing.write

    def late(writing: Writing) -> None:
        record_ticket(world.seat(), documents[2], Source.COUNTER, NOW)
        write(writing)

    monkeypatch.setattr(Writing, "write", late)
    assert Counter(_words(world, documents)) == {"created": 4, "same": 1}
    assert Ticket.objects.count() == 5


def test_a_busy_database_is_said_of_each(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_writing: Writing) -> None:
        raise Busy("busy", "Somebody else is saving.")

    monkeypatch.setattr(Writing, "write", busy)
    assert _words(world, [world.document(), world.document()]) == ["busy", "busy"]
    assert Ticket.objects.count() == 0
