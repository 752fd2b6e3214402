"""Whatever order versions come in, and however often: the same state, and it follows from the entries."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import NOW, World, uuid
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.document import Document
from toonbank.ledger.models import Offer, Source, Ticket
from toonbank.ledger.record import record_ticket

LINES = st.lists(
    st.tuples(
        st.sampled_from(["glass", "case", "help", "cable"]),
        st.sampled_from(["bought", "declined", "open"]),
        st.sampled_from(["staff", "customer"]),
        st.integers(1, 3),
    ),
    max_size=4,
)
VERSIONS = st.lists(st.tuples(st.sampled_from(["open", "closed", "void"]), LINES), min_size=1, max_size=4)
# In production every ticket is its own transaction; here each example is rolled back whole.
world_is_shared = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@world_is_shared
@given(VERSIONS, st.data())
def test_any_order_and_any_repetition_gives_the_same_state(world: World, versions: Any, data: Any) -> None:
    documents = [_document(world, at + 1, *version) for at, version in enumerate(versions)]
    shuffled = data.draw(st.permutations(documents * 2))
    assert _state(world, shuffled) == _state(world, documents)


def _document(world: World, revision: int, status: str, lines: Any) -> Document:
    offers = [world.offer(name, outcome, asked_by=by, quantity=n) for name, outcome, by, n in lines]
    return world.document(*offers, uuid=uuid(1), revision=revision, status=status)


def _state(world: World, documents: list[Document]) -> Any:
    with transaction.atomic():
        for document in documents:
            record_ticket(world.seat("manager"), document, Source.COUNTER, NOW)
        assert list(differences(Tally())) == []
        rows = [_without_keys(row) for row in Ticket.objects.values()]
        rows += [_without_keys(row) for row in Offer.objects.order_by("addon").values()]
        transaction.set_rollback(True)
    return rows


def _without_keys(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("id", "ticket_id")}
