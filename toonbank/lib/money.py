"""Money is integer cents from the first parse to the last format; no float comes near it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, numbers

from .errors import Refused, gettext_noop

Cents = int
MAX_CENTS: Cents = 10_000_000_00
_LONGEST = 40
_NOISE = re.compile(r"[\s\u00a0\u202f]|€|£|\$|EUR|USD|GBP|CHF", re.IGNORECASE)
_MINUS = str.maketrans("\u2212\u2013\ufe63\uff0d", "----")


def parse_decimal(text: str, decimal_mark: str = ".") -> Cents:
    """Strict, for files made by machines: digits, one mark, no grouping, no currency sign."""
    match = re.fullmatch(rf"([+-]?)([0-9]+)(?:{re.escape(decimal_mark)}([0-9]+))?", _short(text))
    if not match:
        raise _invalid(text)
    sign, whole, decimals = match.groups(default="")
    return _cents(text, sign == "-", whole, decimals)


def parse_local(text: str, locale: str) -> Cents:
    """For what people type or copy: "1.234,56", "€ 8,00", "8", "8,-", "-€ 1,82", "(33.62)"."""
    amount, negative = _unsigned(_NOISE.sub("", _short(text).translate(_MINUS)))
    whole, decimals = _split(text, amount, *_marks(locale))
    return _cents(text, negative, whole, decimals)


def portion(cents: Cents, part: int, whole: int) -> Cents:
    """cents × part ÷ whole, half a cent rounded away from zero: VAT in a gross price is (gross, 21, 121)."""
    size = (2 * abs(cents * part) + abs(whole)) // (2 * abs(whole))
    return size if cents * part * whole >= 0 else -size


@lru_cache(maxsize=4096)
def format_cents(cents: Cents, currency: str, locale: str) -> str:
    return str(numbers.format_currency(_euros(cents), currency, locale=_locale(locale)))


def format_about(cents: float, currency: str, locale: str) -> str:
    """Whole units, for estimates: "€ 185"."""
    where = _locale(locale)
    pattern = str(where.currency_formats["standard"].pattern).replace("0.00", "0")
    euros = _rounded(Decimal(round(cents)) / 100, 0)
    return str(numbers.format_currency(euros, currency, pattern, locale=where, currency_digits=False))


@lru_cache(maxsize=4096, typed=True)
def format_number(value: int | float | Decimal, locale: str, digits: int | None = None) -> str:
    """`digits` fixes the decimals; None shows what there is, at most three."""
    if digits is None:
        return str(numbers.format_decimal(value, locale=_locale(locale)))
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(numbers.format_decimal(_rounded(value, digits), pattern, locale=_locale(locale)))


def format_percent(value: float | Decimal, locale: str, digits: int = 0) -> str:
    """0.375 → "38%": half is rounded up, as people do, not to even."""
    rounded = _rounded(Decimal(str(value)) * 100, digits) / 100
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    return str(numbers.format_percent(rounded, pattern, locale=_locale(locale)))


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise _invalid(text[:_LONGEST])
    return text.strip()


def _cents(text: str, negative: bool, whole: str, decimals: str) -> Cents:
    if decimals[2:].strip("0"):
        message = gettext_noop("“{text}” has more than two decimals.")
        raise Refused("money_precision", message, text=text)
    cents = int(whole) * 100 + int(decimals[:2].ljust(2, "0"))
    if cents > MAX_CENTS:
        raise Refused("money_too_big", gettext_noop("“{text}” is more than 10 million."), text=text)
    return -cents if negative else cents


def _unsigned(amount: str) -> tuple[str, bool]:
    if re.fullmatch(r"\([^()+-]*\)", amount):
        return amount[1:-1], True
    amount = re.sub(r"(?<=[.,])-{1,2}$", "00", amount)  # "8,-" is how Dutch price tags write 8,00
    signs = re.fullmatch(r"([+-]?)([^+-]*)(-?)", amount)
    if not signs or signs[1] and signs[3]:
        return "", False
    return signs[2], "-" in (signs[1], signs[3])


def _split(text: str, amount: str, decimal_mark: str, group_mark: str) -> tuple[str, str]:
    """Whole part and decimals; the other locale's decimal mark counts where it can mean nothing else."""
    mark, group = re.escape(decimal_mark), re.escape(group_mark)
    if match := re.fullmatch(rf"([0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)(?:{mark}([0-9]+))?", amount):
        decimals = match[2] or ""
        if len(decimals) == 3 and len(match[1]) <= 3:
            message = gettext_noop("“{text}” can be read in two ways.")
            raise Refused("money_ambiguous", message, text=text)
        return re.sub(group, "", match[1]), decimals
    if match := re.fullmatch(r"([0-9]+)[.,]([0-9]{1,2})", amount):
        return match[1], match[2]
    raise _invalid(text)


def _invalid(text: str) -> Refused:
    return Refused("money_invalid", gettext_noop("“{text}” is not an amount."), text=text)


def _euros(cents: Cents) -> Decimal:
    return Decimal(cents) / 100


def _rounded(value: int | float | Decimal, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@lru_cache(maxsize=64)
def _marks(locale: str) -> tuple[str, str]:
    """The decimal and the group mark; groups parted by a space are joined before we look."""
    where = _locale(locale)
    group = numbers.get_group_symbol(where)
    decimal_mark = numbers.get_decimal_symbol(where)
    return decimal_mark, group if group in ".,’'" else {",": ".", ".": ","}[decimal_mark]


@lru_cache(maxsize=64)
def _locale(locale: str) -> Locale:
    return Locale.parse(locale.replace("-", "_"))
