"""Corrections from a page: a next version of what stands, or a conflict when something else stands by now."""

from uuid import UUID

import pytest

from tests.world import NOW, World, uuid
from toonbank.ledger.correct import close, correct, correct_offer, void
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.lib.errors import Conflict, Missing, Refused

KEY = uuid(1)


@pytest.fixture(autouse=True)
def _logged(world: World) -> None:
    world.log(world.offer("glass", "open"), world.offer("case", "declined"), uuid=KEY, status="open")


def test_one_offer(world: World) -> None:
    addon = world.addons["glass"].pk
    correct_offer(world.seat(), KEY, 1, addon, NOW, outcome="bought", quantity=2)
    assert Offer.objects.filter(addon=addon).values_list("bought", "quantity").get() == (1, 2)
    assert (Ticket.objects.get().revision, Offer.objects.count(), Entry.objects.count()) == (2, 2, 2)


def test_close_then_void(world: World) -> None:
    assert close(world.seat(), KEY, 1, NOW).document.status == "closed"
    assert void(world.seat("manager"), KEY, 2, NOW).document.status == "void"
    assert list(Ticket.objects.values_list("revision", "status", "counted")) == [(3, "void", 0)]


def test_the_rest_of_the_ticket_stays(world: World) -> None:
    recorded = correct(world.seat(), KEY, 1, NOW, note="on tape")
    assert recorded.document.note == "on tape"
    assert len(recorded.document.offers) == 2


def test_somebody_else_was_first(world: World) -> None:
    close(world.seat(), KEY, 1, NOW)
    with pytest.raises(Conflict) as conflict:
        void(world.seat("manager"), KEY, 1, NOW)
    assert conflict.value.code == "ticket_changed"
    assert Ticket.objects.get().status == "closed"


def test_an_offer_that_was_never_made(world: World) -> None:
    with pytest.raises(Refused):
        correct_offer(world.seat(), KEY, 1, world.addons["cable"].pk, NOW, outcome="bought")


@pytest.mark.parametrize("key", [uuid(2), UUID(int=0)])
def test_a_ticket_that_is_not_there(world: World, key: UUID) -> None:
    with pytest.raises(Missing):
        close(world.seat(), key, 1, NOW)
    with pytest.raises(Missing):
        close(world.seat("outsider"), KEY, 1, NOW)
