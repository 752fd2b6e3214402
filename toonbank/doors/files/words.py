"""The words a file may use for our fixed choices: our codes, and what Dutch and English owners write."""

from django.utils.translation import gettext_noop as _

from toonbank.catalog.kinds import KIND_WORDS
from toonbank.ledger.models import AskedBy, Moment, Outcome, Reason
from toonbank.lib import text
from toonbank.lib.errors import Refused

# For each code: a Dutch word for it, and what else may stand there. docs/offer-log.md shows this table.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "outcome": {
        Outcome.BOUGHT: ("gekocht", "yes", "ja", "verkocht"),
        Outcome.DECLINED: ("geweigerd", "niet gekocht", "no", "nee", "afgewezen"),
        Outcome.OPEN: ("nog open", "still open"),
    },
    "asked_by": {
        AskedBy.STAFF: ("medewerker", "personeel", "winkel"),
        AskedBy.CUSTOMER: ("klant vroeg zelf", "klant"),
    },
    "kind": KIND_WORDS,
    "reason": {
        Reason.PRICE: ("prijs", "te duur", "too expensive"),
        Reason.NOT_NEEDED: ("niet nodig",),
        Reason.HAS_ONE: ("heeft er al één", "heeft al", "already has one"),
        Reason.THINK: ("wil nadenken", "nadenken", "wants to think"),
    },
    "moment": {
        Moment.INTAKE: ("bij binnenkomst", "inname", "aanname"),
        Moment.DURING: ("tijdens het werk", "tijdens", "tijdens de klus", "during the service"),
        Moment.CHECKOUT: ("bij het afrekenen", "afrekenen", "bij afrekenen", "kassa"),
    },
}

_CODES = {
    column: {text.key(word): str(code) for code, words in choices.items() for word in (code, *words)}
    for column, choices in WORDS.items()
}


def spelled(word: str) -> str:
    """How a word is compared; signs alone, such as + and -, are told apart by themselves."""
    return text.key(word) or word.strip()


def code(word: str, column: str) -> str:
    found = _CODES[column].get(text.key(word))
    if found is None:
        allowed = ", ".join(f"{code} ({words[0]})" for code, words in WORDS[column].items())
        message = _("“{word}” is not one of: {allowed}.")
        raise Refused("not_a_choice", message, word=word[:40], allowed=allowed)
    return found
