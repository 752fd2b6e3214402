"""Checksums on published examples, and that one wrong digit is noticed."""

import pytest

from toonbank.lib.private_sums import SUMS

# Published examples; the rijksregisternummers are of people born before and since 2000.
GOOD = {
    "mod97": ["NL91ABNA0417164300", "BE68 5390 0754 7034", "DE89370400440532013000"],
    "eleven": ["111222333", "123456782", "999999990"],
    "rrn": ["93051822361", "00012556777", "85.07.30-033.28"],
    "luhn": ["490154203237518", "356938035643809"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in GOOD for value in GOOD[name]])
def test_good_and_one_digit_off(name: str, value: str) -> None:
    assert SUMS[name](value)
    off = value[:-1] + str((int(value[-1]) + 1) % 10)
    assert not SUMS[name](off)


def test_zeros_are_no_bsn() -> None:
    assert not SUMS["eleven"]("000000000")


@pytest.mark.parametrize("value", ["93131822361", "93053222361"])
def test_rrn_needs_a_month_and_a_day(value: str) -> None:
    number = value[:9]
    assert not SUMS["rrn"](f"{number}{97 - int(number) % 97:02}")
