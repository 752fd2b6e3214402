"""The first-run guide of a shop, put away once it has done its work."""

from toonbank.shops.models import Shop
from toonbank.shops.versions import changing


def put_away(shop: Shop) -> Shop:
    """It can still be opened; nobody is sent to it any more."""
    with changing(shop):
        shop.guided = True
        shop.save(update_fields=["guided"])
    return shop
