"""A refusal names what it saw in the reader's language, and never the text itself."""

import pickle

import pytest
from django.utils.translation import gettext, override

from toonbank.ledger.private_words import WORDS, listed
from toonbank.lib.errors import Refused
from toonbank.lib.private_rules import RULES


def test_every_kind_that_is_refused_has_a_word() -> None:
    assert {rule.kind for rule in RULES} | {"too_long"} == set(WORDS)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            "Dit lijkt op klantgegevens (een e-mailadres, een kenteken). Die bewaart Toonbank niet.",
        ),
        ("en", "This looks like customer data (an e-mail address, a number plate). Toonbank stores none."),
    ],
)
def test_the_reader_chooses_the_language(language: str, said: str) -> None:
    message = "This looks like customer data ({kinds}). Toonbank stores none."
    refused = Refused("customer_data", message, kinds=listed(["email", "plate"]), field="note")
    for error in (refused, pickle.loads(pickle.dumps(refused))):
        with override(language):
            assert error.text(gettext) == said
