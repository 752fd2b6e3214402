"""The definitions that fit into one minute: the same words on the card, in the guide and in the training."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

LINES = (
    (
        _("Offered"),
        _("A clear question to the customer, who can say yes or no. A hint, a flyer or a thought is none."),
    ),
    (_("Once"), _("One add-on, one offer, one outcome per visit. Asked twice is still one offer.")),
    (_("Bought"), _("Paid in this visit. Coming back for it next week does not count for today's offer.")),
    (_("Declined"), _("Offered and not bought. Tap every no too, with the reason if you know it.")),
    (_("Still open"), _("The customer decides at pick-up. At the end of the day it counts as not bought.")),
    (_("Customer asked first"), _("The customer brought it up. It counts as sold, not as offered.")),
    (_("Every visit"), _("Also the one without an offer. Else nobody knows how often something is offered.")),
)


def lines() -> list[tuple[str, str]]:
    """Word and meaning, in the active language."""
    return [(gettext(word), gettext(meaning)) for word, meaning in LINES]
