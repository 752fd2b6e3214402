import pickle

import pytest

from toonbank.lib.errors import Busy, Conflict, Forbidden, Misconfigured, Missing, Refused, ToonbankError

DUTCH = {"At most {most} signs.": "Hoogstens {most} tekens.", "Cut it.": "Kort het in.", "{x} off": "{y} weg"}


def dutch(message: str) -> str:
    return DUTCH[message]


def test_a_message_is_translated_before_it_is_filled_in() -> None:
    error = Refused("too_long", "At most {most} signs.", field="name", hint="Cut it.", most=40)
    assert (error.code, error.field, error.params) == ("too_long", "name", {"most": 40})
    assert (str(error), error.text(dutch), error.hint_text(dutch)) == (
        "At most 40 signs.",
        "Hoogstens 40 tekens.",
        "Kort het in.",
    )


def test_input_with_braces_is_text_and_never_a_template() -> None:
    assert str(Refused("bad", "Not “{text}”.", text="{text.__class__}")) == "Not “{text.__class__}”."
    assert str(Refused("bad", "Write {} here.")) == "Write {} here."


def test_a_misspelled_placeholder_in_a_translation_shows_itself() -> None:
    assert Refused("bad", "{x} off", x=1).text(dutch) == "{y} weg"


@pytest.mark.parametrize("kind", [Refused, Missing, Conflict, Forbidden, Busy, Misconfigured])
def test_each_kind_is_of_the_family_and_travels_between_processes(kind: type[ToonbankError]) -> None:
    error = kind("code", "Number {n}.", hint="Look.", n=3)
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, ToonbankError)
    assert (type(copy), vars(copy), str(copy)) == (kind, vars(error), str(error))


def test_what_each_kind_carries() -> None:
    assert Conflict("taken", "Taken.", current={"revision": 2}).current == {"revision": 2}
    assert Busy("busy", "Busy.").retry_after == 1
    assert Refused("bad", "Bad.").on("name").field == "name"
    assert str(Misconfigured("wrong", "{n} is wrong.", hint="Set {n}.", n="X")) == "X is wrong. Set X."
