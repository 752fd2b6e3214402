"""Notes about days unlike others."""

from datetime import date

import pytest

from tests.world import NOW, World
from toonbank.ledger.models import ContextNote
from toonbank.ledger.notes import add_note, all_notes, noted_days, notes_in, personal_days, remove_note
from toonbank.lib.errors import Refused
from toonbank.lib.periods import Period

WEEK = Period.week("2026-W47")


def test_a_note_counts_in_every_period_it_touches(world: World) -> None:
    note = add_note(world.seat("manager"), "weather", Period.day(date(2026, 11, 18)), text="storm", now=NOW)
    assert notes_in([world.shop], WEEK) == [note]
    assert notes_in([world.shop], Period.week("2026-W48")) == []
    assert notes_in([world.neighbour], WEEK) == []
    row = ContextNote.objects.values("kind", "first_day", "last_day", "employee", "text", "created_by").get()
    assert row == {
        "kind": "weather",
        "first_day": 20261118,
        "last_day": 20261118,
        "employee": None,
        "text": "storm",
        "created_by": world.members["manager"].pk,
    }


def test_a_removed_note_no_longer_counts_and_is_kept(world: World) -> None:
    note = add_note(world.seat("manager"), "holiday", WEEK, now=NOW)
    remove_note(note, NOW)
    remove_note(note)
    assert (notes_in([world.shop], WEEK), all_notes(world.shop)) == ([], [])
    assert ContextNote.objects.get().removed_at == NOW


def test_days_of_notes_are_cut_to_the_period(world: World) -> None:
    sam = world.employees["sam"]
    long = Period.between(date(2026, 11, 10), date(2026, 11, 17))
    add_note(world.seat("manager"), "trainee", long, sam, now=NOW)
    late = Period.between(date(2026, 11, 22), date(2026, 11, 24))
    add_note(world.seat("manager"), "promotion", late, now=NOW)
    add_note(world.seat("manager"), "holiday", Period.day(date(2026, 11, 22)), now=NOW)
    notes = notes_in([world.shop], WEEK)
    assert personal_days(notes, WEEK) == {sam.pk: {20261116, 20261117}}
    assert noted_days(notes, WEEK) == {20261122: "holiday+promotion"}


def test_what_is_refused(world: World) -> None:
    seat = world.seat("manager")
    stranger = world.employees["sam"]
    stranger.shop = world.neighbour
    for code, arguments in (
        ("note_kind_unknown", ("gossip", WEEK)),
        ("note_who", ("trainee", WEEK)),
        ("employee_unknown", ("trainee", WEEK, stranger)),
        ("note_too_long", ("weather", Period.between(date(2025, 1, 1), date(2026, 11, 1)))),
        ("customer_data", ("other", WEEK, None, "bel 06 12345678")),
    ):
        with pytest.raises(Refused) as refused:
            add_note(seat, *arguments)
        assert refused.value.code == code
    assert not ContextNote.objects.exists()
