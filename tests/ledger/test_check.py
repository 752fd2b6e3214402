"""Rebuild and compare finds every way in which rows can have gone astray, and nothing else."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World, uuid
from toonbank.catalog.models import Eligibility
from toonbank.ledger import check
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Entry, Offer, Ticket


@pytest.fixture(autouse=True)
def _logged(world: World) -> None:
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"), uuid=uuid(1))
    world.log(world.offer("glass", "open"), uuid=uuid(2), status="open")
    world.log(world.offer("glass", "bought"), uuid=uuid(2), revision=2)
    world.log(uuid=uuid(3), revision=1, status="void")


def test_nothing_is_wrong() -> None:
    tally = Tally()
    assert (list(differences(tally)), tally) == ([], Tally(tickets=3, entries=4))


@pytest.mark.parametrize(
    ("model", "change", "what"),
    [
        (Ticket, {"day": 20261123}, "ticket day"),
        (Ticket, {"counted": 0}, "ticket counted"),
        (Ticket, {"occurred_at": NOW.replace(second=7)}, "ticket occurred_at"),
        (Offer, {"revenue": 1}, "offer of add-on {addon} revenue"),
        (Offer, {"bought": 0}, "offer of add-on {addon} bought"),
        (Entry, {"digest": "0" * 64}, "entry 1 digest"),
    ],
)
def test_a_changed_row_is_named(world: World, model: Any, change: dict[str, Any], what: str) -> None:
    addon = world.addons["glass"].pk
    where = {
        Ticket: {"uuid": uuid(1)},
        Offer: {"ticket__uuid": uuid(1), "addon": addon},
        Entry: {"ticket": uuid(1)},
    }
    model.objects.filter(**where[model]).update(**change)
    assert [(one.ticket, one.what) for one in differences(Tally())] == [(uuid(1), what.format(addon=addon))]


def test_lost_rows_are_named(world: World) -> None:
    Offer.objects.filter(ticket__uuid=uuid(1), addon=world.addons["case"].pk).delete()
    Ticket.objects.filter(uuid=uuid(2)).delete()
    Entry.objects.filter(ticket=uuid(3)).delete()
    assert {(one.ticket, one.what) for one in differences(Tally())} == {
        (uuid(1), f"offer of add-on {world.addons['case'].pk}"),
        (uuid(2), "no ticket"),
        (uuid(3), "no entry"),
    }


def test_more_tickets_are_read_in_more_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "AT_ONCE", 2)
    with CaptureQueriesContext(connection) as queries:
        assert list(differences(Tally())) == []
    turns = [one["sql"] for one in queries if one["sql"].startswith('SELECT "toonbank_ticket"."id"')]
    assert len(turns) == 3  # two with tickets, and one that finds no more


def test_the_command_counts_what_it_compared() -> None:
    out = StringIO()
    call_command("check", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "tickets": 3, "entries": 4, "shops": 2, "differences": 0, "first": [],
    }  # fmt: skip


def test_the_command_names_differences_and_fails(world: World) -> None:
    Ticket.objects.filter(uuid=uuid(1)).update(total=1)
    Eligibility.objects.filter(addon=world.addons["help"]).delete()
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (stopped.value.code, report["differences"]) == (1, 2)
    assert report["first"] == [
        {"shop": "utrecht", "ticket": str(uuid(1)), "what": "ticket total"},
        {"shop": "utrecht", "ticket": "", "what": f"rules of add-on {world.addons['help'].pk}"},
    ]
