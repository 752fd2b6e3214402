"""What this shop lets one write on a ticket. Apart from checked.py, because a shop may change its mind: what
was accepted once is accepted again, in a repeat of it and in a correction."""

from django.utils.translation import gettext_noop as _

from toonbank.ledger.document import Document
from toonbank.ledger.models import Ticket
from toonbank.lib import receipt_form
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop


def allowed(shop: Shop, document: Document, stands: Ticket | None = None) -> None:
    """Refuses a checked document; `stands` is the ticket it would correct."""
    if document.note and not shop.notes_allowed and not (stands and stands.note == document.note):
        message = _("This shop keeps no notes. Leave the note out.")
        raise Refused("notes_off", message, field="note")
    if stands and stands.receipt == document.receipt:
        return
    if not receipt_form.fits(document.receipt, shop.receipt_pattern):
        raise Refused("receipt_form", _form(shop), field="receipt", pattern=shop.receipt_pattern)


def _form(shop: Shop) -> str:
    if shop.receipt_pattern:
        return _("This is no receipt number of this shop: it looks like {pattern}.")
    return _("A receipt number has at most 20 letters, digits, dashes and slashes.")
