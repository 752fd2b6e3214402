"""One word for each thing: the glossary, the screens and the list of numbers agree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import messages
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.dimensions import DIMENSIONS

pytestmark = pytest.mark.one_database
# The name of the product, and of its command and settings.
PRODUCT = re.compile(r"toonbank", re.IGNORECASE)
GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "words.md"


@dataclass(frozen=True)
class Word:
    english: str
    not_english: tuple[str, ...]
    dutch: str
    not_dutch: tuple[str, ...]
    meaning: str


def glossary() -> list[Word]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [
        Word(english, several(not_english), dutch, several(not_dutch), meaning)
        for english, not_english, dutch, not_dutch, meaning in rows
        if english not in {"English", "---"}
    ]


def several(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    return messages.read(messages.CATALOGUE)


def ours(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Every text in English and Dutch, without what is borrowed from libraries."""
    for message in catalogue:
        if message.id and messages.BORROWED not in message.user_comments:
            yield from zip(forms(message.id), forms(message.string), strict=True)


def forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def test_each_word_has_a_meaning_and_stands_once() -> None:
    words = glossary()
    assert [word.english for word in words if not (word.dutch and word.meaning.endswith("."))] == []
    assert len({word.english for word in words}) == len({word.dutch for word in words}) == len(words)


@pytest.mark.parametrize("name", [*(metric.name for metric in METRICS), *(one.name for one in DIMENSIONS)])
def test_every_number_and_every_split_is_explained(name: str, dutch: Catalog) -> None:
    translated = {word.english: word.dutch for word in glossary()}
    assert translated.get(name.lower()) == str(dutch[name].string).lower()


def test_screens_and_glossary_say_the_same(dutch: Catalog) -> None:
    said = {english.lower(): translated.lower() for english, translated in ours(dutch)}
    differing = {
        word.english: (word.dutch, said[word.english])
        for word in glossary()
        if said.get(word.english, word.dutch) != word.dutch
    }
    assert differing == {}


def test_screens_avoid_the_other_words(dutch: Catalog) -> None:
    english, translated = zip(*ours(dutch), strict=True)
    assert with_one_of([word for row in glossary() for word in row.not_english], english) == []
    assert with_one_of([word for row in glossary() for word in row.not_dutch], translated) == []


def with_one_of(words: list[str], texts: Iterable[str]) -> list[str]:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    return [text for text in texts if pattern.search(PRODUCT.sub("", text))]


def test_other_words_are_found() -> None:
    assert with_one_of(["winkel", "toonbank"], ["De winkels", "De winkel.", "Start toonbank"]) == [
        "De winkel."
    ]
