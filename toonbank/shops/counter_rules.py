"""What the counter of a shop lets one write, and when it warns."""

from django.utils.translation import gettext_noop as _

from toonbank.lib import receipt_form
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

MOST_OFFERS = 60


def change_counter_rules(
    shop: Shop, notes_allowed: bool, receipt_pattern: str, max_offers: int | None
) -> Shop:
    """For tickets from now on. The pattern is as in lib/receipt_form.py; `max_offers` None is no limit."""
    if max_offers is not None and not 1 <= max_offers <= MOST_OFFERS:
        message = _("Fill in a number from 1 to {most}, or leave it empty.")
        raise Refused("max_offers_invalid", message, field="max_offers", most=MOST_OFFERS)
    try:
        pattern = receipt_form.checked(receipt_pattern)
    except Refused as error:
        raise error.on("receipt_pattern") from None
    with changing(shop):
        shop.notes_allowed, shop.receipt_pattern, shop.max_offers = notes_allowed, pattern, max_offers
        shop.save(update_fields=["notes_allowed", "receipt_pattern", "max_offers"])
    return shop
