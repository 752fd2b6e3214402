"""Every version of a ticket, oldest first."""

from uuid import UUID

from django.db.models import QuerySet

from toonbank.ledger.models import Entry
from toonbank.shops.models import Shop


def versions(shop: Shop, ticket: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(shop=shop, ticket=ticket).order_by("revision")
