"""Situations at the counter with one right answer each, so that everybody logs the same way."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

NO_OFFER, DECLINED, BOUGHT, ASKED, OPEN = "no_offer", "declined", "bought", "asked", "open"
ONCE, TWICE, EMPTY, NOTHING, BOTH, ONLY_YES = "once", "twice", "empty", "nothing", "both", "only_yes"
CHOICES = {
    NO_OFFER: _("No offer"),
    DECLINED: _("Offered, not bought"),
    BOUGHT: _("Offered and bought"),
    ASKED: _("Customer asked first"),
    OPEN: _("Still open"),
    ONCE: _("Log it once"),
    TWICE: _("Log it twice"),
    EMPTY: _("Log the visit without an offer"),
    NOTHING: _("Log nothing"),
    BOTH: _("Log both, each with its own outcome"),
    ONLY_YES: _("Log the yes only"),
}


@dataclass(frozen=True)
class Card:
    """`situation` and `why` are texts to translate; `right` is one of `choices`."""

    key: str
    situation: str
    choices: tuple[str, ...]
    right: str
    why: str


CARDS = (
    Card(
        "question",
        _("“Shall I put a screen protector on it for € 20?” “No thanks.”"),
        (DECLINED, NO_OFFER),
        DECLINED,
        _("A clear question and a clear no: offered, not bought. The no counts as much as a yes."),
    ),
    Card(
        "passing",
        _("In passing you say: “We have cases as well, by the way”, and you go on with the repair."),
        (DECLINED, NO_OFFER),
        NO_OFFER,
        _("The customer could not say yes or no. A hint is no offer."),
    ),
    Card(
        "flyer",
        _("A flyer about cleaning lies on the counter. The customer reads it and says nothing."),
        (DECLINED, NO_OFFER),
        NO_OFFER,
        _("A flyer or a poster asks nothing. Only what you say counts."),
    ),
    Card(
        "thought",
        _("You wanted to offer a charger, but the customer was in a hurry and you left it."),
        (DECLINED, NO_OFFER),
        NO_OFFER,
        _("A thought is no offer. Log the visit without it."),
    ),
    Card(
        "asked",
        _("The customer asks: “Can you move my data to the new phone too?” You do, for € 29."),
        (BOUGHT, ASKED),
        ASKED,
        _("The customer spoke first. It counts as sold, never as offered."),
    ),
    Card(
        "next_week",
        _("Today the customer says no to a case. Next week he comes back and buys it. What is it today?"),
        (BOUGHT, DECLINED),
        DECLINED,
        _("Bought means paid in the same visit. Next week is another visit."),
    ),
    Card(
        "twice",
        _("You offer a protector at the start: no. When she pays you offer it again: no."),
        (ONCE, TWICE),
        ONCE,
        _("One add-on, one offer, one outcome per visit."),
    ),
    Card(
        "two",
        _("You offer a case and a protector. She takes the protector and not the case."),
        (BOTH, ONLY_YES),
        BOTH,
        _("Two add-ons are two offers. Who only logs the yes makes the rate look better than it is."),
    ),
    Card(
        "silent",
        _("A colleague puts a cleaning cloth on the receipt without a word. The customer pays."),
        (BOUGHT, NO_OFFER),
        NO_OFFER,
        _("A line nobody talked about is no offer."),
    ),
    Card(
        "pick_up",
        _("“Shall we replace the battery too?” “I'll tell you this afternoon when I pick it up.”"),
        (DECLINED, OPEN),
        OPEN,
        _("The customer still decides. At the end of the day an open offer counts as not bought."),
    ),
    Card(
        "empty",
        _("The customer picks up a repair and leaves at once. You offered nothing."),
        (EMPTY, NOTHING),
        EMPTY,
        _("Visits without an offer count too: without them nobody knows how often you do offer."),
    ),
)
BY_KEY = {card.key: card for card in CARDS}
