"""Our codes and what owners write for them; the documents list every word."""

from pathlib import Path

import pytest

from toonbank.doors.files.words import WORDS, code
from toonbank.lib import text
from toonbank.lib.errors import Refused

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize(
    ("column", "word", "expected"),
    [
        ("outcome", "bought", "bought"),
        ("outcome", "Gekocht", "bought"),
        ("outcome", "JA", "bought"),
        ("outcome", "nee", "declined"),
        ("outcome", "nog open", "open"),
        ("asked_by", "klant", "customer"),
        ("kind", "Up sell", "up-sell"),
        ("kind", "cross-sell", "cross-sell"),
        ("reason", "heeft er al een", "has_one"),
        ("reason", "Te duur", "price"),
        ("reason", "not needed", "not_needed"),
        ("moment", "tijdens", "during"),
    ],
)
def test_word(column: str, word: str, expected: str) -> None:
    assert code(word, column) == expected


def test_an_unknown_word_is_refused_with_what_there_is() -> None:
    with pytest.raises(Refused) as refused:
        code("misschien", "outcome")
    assert str(refused.value) == (
        "“misschien” is not one of: bought (gekocht), declined (geweigerd), open (nog open)."
    )


def test_no_word_means_two_things() -> None:
    for column, choices in WORDS.items():
        every = [
            text.key(word)
            for code, words in choices.items()
            for word in {text.key(code), *map(text.key, words)}
        ]
        assert len(every) == len(set(every)), column


@pytest.mark.parametrize("page", ["offer-log.md", "nl/aanbodlog.md"])
def test_every_word_is_documented(page: str) -> None:
    told = (DOCS / page).read_text(encoding="utf-8")
    missing = [
        word
        for choices in WORDS.values()
        for code, words in choices.items()
        for word in (code, *words)
        if f"`{word}`" not in told
    ]
    assert missing == []
