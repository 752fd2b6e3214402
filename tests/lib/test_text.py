import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toonbank.lib import text
from toonbank.lib.errors import Refused

SAME = [
    "screen guard", "SCREEN GUARD", "  Screen\t Guard ", "Screen\u00a0Guard",
    "Scr\u00e9en Gu\u00e4rd",
    "Scre\u0301en Gua\u0308rd", "Scr\u200been\u200d Gu\u00adard", "\u202eScreen Guard\u202c",
    "Sсrееn Guаrd",
    "Ѕcreen Guard", "Scrееn Guαrd", "Ｓｃｒｅｅｎ　Ｇｕａｒｄ", "𝐒𝐜𝐫𝐞𝐞𝐧 𝐆𝐮𝐚𝐫𝐝", "Screen-Guard",
    "Screen · Guard.", "Screen/Guard!",
]  # fmt: skip
OTHER = ["Screen Guard 2", "Screen Gard", "Screenguard", "Screen Guard+", "Screan Guard"]


def refusal(value: str, max_length: int = 40) -> str:
    with pytest.raises(Refused) as caught:
        text.clean(value, max_length)
    return caught.value.code


@pytest.mark.parametrize("variant", SAME)
def test_variants_of_one_name_share_a_key(variant: str) -> None:
    assert text.key(variant) == text.key("Screen Guard") == "screen guard"


@pytest.mark.parametrize("variant", OTHER)
def test_other_names_have_other_keys(variant: str) -> None:
    assert text.key(variant) != text.key("Screen Guard")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ΝΟΚΙΑ", "nokia"),
        ("ΝOKIA 105", "nokia 105"),
        ("ХВОХ", "xbox"),
        ("Straße", "strasse"),
        ("Ĳsje", "ijsje"),
        ("Smørrebrød", "smorrebrod"),
        ("Œuvre", "oeuvre"),
        ("iPhone 14+", "iphone 14 plus"),
        ("٣ stuks", "3 stuks"),
        ("½ l", "1 2 l"),
        ("हिन्दी", "हिनदी"),
        ("", ""),
        ("🧽", ""),
    ],
)
def test_keys(value: str, expected: str) -> None:
    assert text.key(value) == expected


@given(st.text())
def test_a_key_is_its_own_key_and_blind_to_composition(value: str) -> None:
    key = text.key(value)
    assert text.key(key) == key
    assert text.key(unicodedata.normalize("NFC", value)) == text.key(unicodedata.normalize("NFD", value))
    assert key == " ".join(key.split())


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_a_key_is_blind_to_case_in_latin(value: str) -> None:
    assert text.key(value.casefold()) == text.key(value)


def test_clean_tidies_and_keeps_what_people_see() -> None:
    assert text.clean(" Cafe\u0301 \r\n\t au\u3000lait ", 40) == "Caf\u00e9 au lait"
    assert text.clean("a\u202eb\u2066c\u200bd\ufeffe\x07f\u061cg\ufffeh", 40) == "abcdefgh"
    assert text.clean("Poetsbeurt 🧽", 40) == "Poetsbeurt 🧽"


@pytest.mark.parametrize("value", ["", "   ", "\t\n", "\u200b\u202e", "\u3164\u2800", "\u00a0"])
def test_nothing_to_see_is_empty(value: str) -> None:
    assert refusal(value) == "text_empty"


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "ok \udfff", "é\udc80"])
def test_what_no_database_can_hold_is_invalid(value: str) -> None:
    assert refusal(value) == "text_invalid"


def test_length_counts_what_is_kept() -> None:
    assert text.clean("x" * 40 + "   ", 40) == "x" * 40
    assert refusal("x" * 41) == refusal("x" * 10_000) == "text_too_long"
    assert refusal("🧽" * 41) == "text_too_long"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_clean_is_stable(value: str) -> None:
    try:
        tidy = text.clean(value, 40)
    except Refused:
        assume(False)
    assert text.clean(tidy, 40) == tidy == unicodedata.normalize("NFC", tidy)
    assert len(tidy) <= 40


def test_ten_million_accents_are_refused_at_once() -> None:
    value = "e" + "\u0301\u0316" * 5_000_000
    start = time.perf_counter()
    assert refusal(value) == "text_too_long"
    assert time.perf_counter() - start < 0.2


def test_a_name_needs_letters_or_digits_and_no_emoji() -> None:
    assert text.name(" Screen  protector · iPhone 14 · glass ", 60) == "Screen protector · iPhone 14 · glass"
    assert text.name("Folie 360° ™", 60) == "Folie 360° ™"
    for value in ("Case 🧽", "☀ wax", "...", "🧽"):
        with pytest.raises(Refused) as caught:
            text.name(value, 60)
        assert caught.value.code == "text_invalid"


def test_slugs() -> None:
    assert text.slug("  Fönfix & Zn. Café Mønster! ") == "fonfix-zn-cafe-monster"
    assert text.slug("店") == text.slug(" 店 ") != text.slug("店店")
    assert text.slug("店").isascii()
