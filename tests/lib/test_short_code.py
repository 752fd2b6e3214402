"""Codes that are read out and typed over."""

import pytest

from toonbank.lib import short_code


def test_codes_differ_and_hold_nothing_that_looks_alike() -> None:
    codes = {short_code.fresh() for _turn in range(1000)}
    assert (len(codes), set("".join(codes)) & set("IL1O0")) == (1000, set())
    assert {len(code) for code in codes} == {8}


@pytest.mark.parametrize("text", ["K7QM2XPA", "K7QM-2XPA", " k7qm 2xpa ", "k7qm-2xpa\n", "K7-QM-2X-PA"])
def test_typed(text: str) -> None:
    assert short_code.typed(text) == "K7QM2XPA"


@pytest.mark.parametrize("text", ["", "K7QM2XP", "K7QM2XPAA", "K7QM2XP0", "K7QM2XPß", "１" * 8, "x" * 500])
def test_no_code(text: str) -> None:
    assert short_code.typed(text) == ""


def test_from_a_digest() -> None:
    # 31 + 2 = 2 + 1·31: the third sign, then the second, then the first over and over.
    assert short_code.from_digest((33).to_bytes(16, "big")) == "CBAAAAAA"
    assert short_code.shown("K7QM2XPA") == "K7QM-2XPA"
