"""Both languages are complete: nothing untranslated, nothing half translated, nothing out of reach."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from scripts import compile_messages, messages
from tests import visible_text

pytestmark = pytest.mark.one_database
TOONBANK = messages.SOURCE
TEMPLATES = sorted(path for path in TOONBANK.rglob("templates/**/*") if path.suffix in messages.TEMPLATES)
COUNTER = sorted((TOONBANK / "static" / "counter").glob("*.js"))
# Word lists to recognise customer data by: never shown.
NOT_SHOWN = {"private_rules.js"}
# Names of headers and of a key, not words.
CODES = {"Accept", "Authorization", "Enter"}
DUTCH = {"het", "een", "niet", "voor", "wordt", "deze", "geen", "naar", "bij", "ook", "zaak", "bonnen"}
PERCENT_STYLE = re.compile(r"%\((\w+)\)[sd]|%[sd]")
ERRORS = {"ToonbankError", "Refused", "Missing", "Conflict", "Forbidden", "Busy", "Misconfigured"}


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    return messages.read(messages.CATALOGUE)


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def name(path: Path) -> str:
    return path.relative_to(TOONBANK).as_posix()


# The catalogue


def test_every_text_is_in_the_catalogue_and_none_is_left_over(dutch: Catalog) -> None:
    borrowed = {message.id for message in entries(dutch) if messages.BORROWED in message.user_comments}
    said = {found.id for found in messages.found_in(TOONBANK)}
    kept = {message.id for message in entries(dutch)}
    firsts = {forms(found)[0] for found in said}
    assert firsts - {forms(one)[0] for one in kept} == set(), "run `make messages` and translate"
    assert {forms(one)[0] for one in kept - borrowed} - firsts == set(), "run `make messages`"


def test_every_text_is_translated(dutch: Catalog) -> None:
    assert [message.id for message in entries(dutch) if not messages.is_translated(message)] == []


def test_nothing_is_fuzzy_or_wrong(dutch: Catalog) -> None:
    assert compile_messages.problems_of(dutch) == []


def test_placeholders_are_the_same_in_both_languages(dutch: Catalog) -> None:
    differing = [
        (message.id, message.string)
        for message in entries(dutch)
        for translated in forms(message.string)
        if placeholders(forms(message.id)[-1]) != placeholders(translated)
    ]
    assert differing == []


def placeholders(words: str) -> set[str]:
    """{name} where there are any; %(name)s otherwise."""
    percent = {match.group() for match in PERCENT_STYLE.finditer(words)}
    return percent or {field for _, field, _, _ in Formatter().parse(words) if field is not None}


def test_placeholders_are_recognised() -> None:
    assert placeholders("{addon}: {rate} %") == {"addon", "rate"}
    assert placeholders("%(email)s can log in") == {"%(email)s"}
    assert placeholders("50 % of {all}") == {"all"}


def test_english_is_english(dutch: Catalog) -> None:
    spoken = [words for message in entries(dutch) for words in forms(message.id)]
    assert [words for words in spoken if DUTCH & set(re.findall(r"[a-z]+", words.lower()))] == []


def test_nobody_is_called_u(dutch: Catalog) -> None:
    spoken = [words for message in entries(dutch) for words in forms(message.string)]
    assert [words for words in spoken if re.search(r"\b(?:u|uw|U|Uw)\b", words)] == []


def test_what_is_borrowed_still_exists_in_a_library(dutch: Catalog) -> None:
    known = {forms(message.id)[0] for path in library_catalogues() for message in catalogue_at(path)}
    borrowed = [message for message in entries(dutch) if messages.BORROWED in message.user_comments]
    assert [message.id for message in borrowed if forms(message.id)[0] not in known] == []


def library_catalogues() -> Iterator[Path]:
    import allauth
    import django

    for library in (allauth, django):
        yield from Path(str(library.__file__)).parent.rglob("locale/nl/LC_MESSAGES/django.po")


def catalogue_at(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


# What visitors get


def test_dutch_is_the_language_and_english_the_second() -> None:
    assert [settings.LANGUAGE_CODE, *dict(settings.LANGUAGES)] == ["nl", "nl", "en"]
    said = "{addon}: {offered} times offered, {bought} times bought ({rate})."
    with override("nl"):
        filled = gettext(said).format(addon="Protective case", offered=90, bought=18, rate="20 %")
        assert filled == "Protective case: 90 keer voorgesteld, 18 keer gekocht (20 %)."
    with override("en"):
        assert gettext(said) == said


def test_plural_forms_of_both_languages() -> None:
    one, more = "%(number)s archived add-on", "%(number)s archived add-ons"
    with override("nl"):
        assert [ngettext(one, more, number) for number in (0, 1, 2)] == [
            "%(number)s gearchiveerde add-ons",
            "%(number)s gearchiveerde add-on",
            "%(number)s gearchiveerde add-ons",
        ]
    with override("en"):
        assert [ngettext(one, more, number) for number in (0, 1, 2)] == [more, one, more]


# What no translation reaches


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_says_nothing_untranslated(path: Path) -> None:
    assert visible_text.in_template(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", COUNTER, ids=name)
def test_counter_gets_its_words_from_the_server(path: Path) -> None:
    if path.name not in NOT_SHOWN:
        assert set(visible_text.in_script(path.read_text(encoding="utf-8"))) - CODES == set()


def test_every_error_can_be_translated() -> None:
    bare = [
        f"{name(path)}:{node.lineno}"
        for path in sorted(TOONBANK.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and says_it_bare(node)
    ]
    assert bare == []


def says_it_bare(call: ast.Call) -> bool:
    """An error whose message or hint is a plain literal: no translator will ever see it."""
    if not isinstance(call.func, ast.Name) or call.func.id not in ERRORS:
        return False
    spoken = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "hint")]
    return any(isinstance(words, ast.JoinedStr | ast.Constant) for words in spoken)
