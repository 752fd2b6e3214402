"""One frame for every change to a shop's employees or catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from toonbank.shops.models import Shop


@contextmanager
def changing(shop: Shop) -> Iterator[Shop]:
    """All or nothing, one at a time per shop; raises the version so that every cache reads anew."""
    with transaction.atomic():
        # The update comes first: on PostgreSQL it makes a second change to this shop wait here.
        Shop.objects.filter(pk=shop.pk).update(catalog_version=F("catalog_version") + 1)
        yield shop
    shop.refresh_from_db(fields=["catalog_version"])
