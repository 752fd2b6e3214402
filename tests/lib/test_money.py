from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.lib import money
from toonbank.lib.errors import Refused

CENTS = st.integers(-money.MAX_CENTS, money.MAX_CENTS)


def code(parse: object, *arguments: str) -> str:
    assert callable(parse)
    with pytest.raises(Refused) as caught:
        parse(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "cents"),
    [("8", 800), ("8.5", 850), (" 19.99 ", 1999), ("-1.82", -182), ("+1.00", 100), ("0.10000", 10),
     ("007", 700), ("10000000", 1_000_000_000), ("-0", 0)],
)  # fmt: skip
def test_machine_amounts(text: str, cents: int) -> None:
    assert money.parse_decimal(text) == cents
    assert money.parse_decimal(text.replace(".", ","), ",") == cents


@pytest.mark.parametrize(
    "text",
    ["", " ", "NaN", "nan", "Infinity", "-inf", "1e308", "1E2", "12,5,0", "12.5.0", "1,234.56",
     "1.", ".5", "--1",
     "€8", "8 000", "0x10", "1_000", "٣", "１", "8\0", "8\n9", "9" * 5000],
)  # fmt: skip
def test_machine_amounts_are_read_strictly(text: str) -> None:
    assert code(money.parse_decimal, text) == "money_invalid"


def test_more_than_two_decimals_or_ten_million_is_refused() -> None:
    assert code(money.parse_decimal, "1.005") == code(money.parse_local, "1,0051", "nl") == "money_precision"
    assert code(money.parse_decimal, "10000000.01") == "money_too_big"
    assert code(money.parse_local, "-10.000.001", "nl") == "money_too_big"


@pytest.mark.parametrize(
    ("text", "locale", "cents"),
    [
        ("1.234,56", "nl", 123456), ("€ 8,00", "nl", 800), ("€\u00a08,00", "nl", 800),
        ("8", "nl", 800),
        ("8,5", "nl", 850), ("-€ 1,82", "nl", -182), ("€ -1,82", "nl", -182),
        ("(33.62)", "en", -3362),
        ("(33,62)", "nl", -3362), ("8,-", "nl", 800), ("€ 8,--", "nl", 800),
        ("1.234,-", "nl", 123400),
        ("12,50-", "nl", -1250), ("\u22123", "nl", -300), ("8.50", "nl", 850),
        ("1.234", "nl", 123400),
        ("1.234.567", "nl", 123456700), ("1,234.56", "en", 123456), ("1,234", "en", 123400),
        ("$8.5", "en", 850),
        ("8,50", "en", 850), ("1\u202f234,56", "fr", 123456), ("1 234,56 EUR", "fr", 123456),
        ("8,00 €", "de-DE", 800),
        ("1’234.50", "de-CH", 123450), ("1.234,56", "nl_BE", 123456),
        ("1234567,8", "nl", 123456780),
    ],
)  # fmt: skip
def test_amounts_people_type(text: str, locale: str, cents: int) -> None:
    assert money.parse_local(text, locale) == cents


@pytest.mark.parametrize(
    "text",
    ["", "€", "-", "12,5,0", "1.23.456", "12.34,5.6", "1,2.3", "1.2345,6", "NaN", "1e3", "(1",
     "1)", "(-1)", "-1-",
     "8,5,-", "acht", "--8"],
)  # fmt: skip
def test_what_people_type_wrongly(text: str) -> None:
    assert code(money.parse_local, text, "nl") == "money_invalid"


def test_three_decimals_can_mean_a_thousand() -> None:
    assert (
        code(money.parse_local, "1,234", "nl") == code(money.parse_local, "1.234", "en") == "money_ambiguous"
    )


@given(CENTS, st.sampled_from(["nl", "nl-BE", "en", "en-GB", "de", "fr", "de-CH"]))
def test_what_is_shown_can_be_read_back(cents: int, locale: str) -> None:
    assert money.parse_local(money.format_cents(cents, "EUR", locale), locale) == cents


@given(CENTS)
def test_decimal_agrees(cents: int) -> None:
    assert money.parse_decimal(str(Decimal(cents) / 100)) == cents


def test_formats() -> None:
    assert money.format_cents(800, "EUR", "nl") == "€\u00a08,00"
    assert money.format_cents(800, "EUR", "en") == "€8.00"
    assert money.format_cents(-123456, "EUR", "nl") == "€\u00a0-1.234,56"
    assert money.format_cents(10**17 + 1, "EUR", "en") == "€1,000,000,000,000,000.01"
    assert money.format_number(1234, "nl") == "1.234"
    assert money.format_number(2.25, "nl", 1) == "2,3"
    assert money.format_percent(0.375, "nl") == "38%"
    assert money.format_percent(0.125, "en") == "13%"
    assert money.format_percent(29 / 78, "nl", 1) == "37,2%"


def test_vat_over_three_times_19_99_has_no_broken_cents() -> None:
    assert 3 * money.parse_decimal("19.99") == 5997
    assert money.portion(5997, 21, 100) == 1259
    assert money.portion(5997, 21, 121) == 1041
    assert money.parse_decimal("0.1") + money.parse_decimal("0.2") == money.parse_decimal("0.3")


@given(CENTS, st.integers(-10_000, 10_000), st.integers(1, 10_000))
def test_a_portion_is_the_nearest_cent(cents: int, part: int, whole: int) -> None:
    exact = Fraction(cents * part, whole)
    found = money.portion(cents, part, whole)
    assert abs(found - exact) <= Fraction(1, 2)
    assert abs(found) >= abs(exact) or abs(found - exact) < Fraction(1, 2)
    assert money.portion(cents, -part, -whole) == found


@pytest.mark.parametrize(
    ("cents", "nl", "en"),
    [
        (18545, "€ 185", "€185"),
        (18550, "€ 186", "€186"),
        (-250, "€ -3", "-€3"),
        (1234567, "€ 12.346", "€12,346"),
    ],
)
def test_estimates_have_no_cents(cents: int, nl: str, en: str) -> None:
    said = [money.format_about(cents, "EUR", locale).replace("\xa0", " ") for locale in ("nl", "en")]
    assert said == [nl, en]
