from tests.world import World
from toonbank.ledger.models import Entry, Offer, Ticket


def test_a_ticket_with_offers(world: World) -> None:
    recorded = world.log(world.offer("glass", "bought"), world.offer("case", "declined", reason="price"))
    assert recorded.result == "created"
    ticket = Ticket.objects.get()
    assert (ticket.day, ticket.week, ticket.month, ticket.weekday) == (20261122, 202647, 202611, 7)
