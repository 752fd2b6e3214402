"""What a receipt number looks like: the shop's pattern, in a language too small to be dangerous."""

from time import perf_counter

import pytest

from toonbank.lib.errors import Refused
from toonbank.lib.receipt_form import checked, fits


@pytest.mark.parametrize(
    ("pattern", "receipt"),
    [
        ("", "2026-0117"),
        ("", "A/17"),
        ("", "x" * 20),
        ("", ""),
        ("2026-9999", ""),
        ("2026-9999", "2026-0117"),
        ("R-AA99", "r-xy07"),
        ("#*", "#1001"),
        ("#*", "#"),
        ("INV.*", "INV.2026-a-7"),
        ("(9)+", "(7)+"),
    ],
)
def test_fits(pattern: str, receipt: str) -> None:
    assert fits(receipt, pattern)


@pytest.mark.parametrize(
    ("pattern", "receipt"),
    [
        ("", "x" * 21),
        ("", "mevrouw Jansen"),
        ("", "#1001"),
        ("", "17\n"),
        ("", "é7"),
        ("", "٤٨"),
        ("2026-9999", "2026-011"),
        ("2026-9999", "2026-01177"),
        ("2026-9999", "x2026-0117"),
        ("R-AA99", "R-1207"),
        ("AAAA", "\u212aaaa"),
        ("#*", "#10 01"),
        ("#*", "#" + "1" * 21),
        ("INV.*", "INVx7"),
        ("(9)+", "77"),
        ("[9-9]", "5"),
    ],
)
def test_does_not_fit(pattern: str, receipt: str) -> None:
    assert not fits(receipt, pattern)


def test_a_pattern_is_kept_tidy() -> None:
    assert [checked(text) for text in ("", "  ", " R-9999 ", "*")] == ["", "", "R-9999", "*"]


@pytest.mark.parametrize(
    ("pattern", "code"), [("**", "receipt_pattern"), ("9" * 41, "text_too_long"), ("9\0", "text_invalid")]
)
def test_a_wrong_pattern_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(pattern)
    assert refused.value.code == code


def test_no_pattern_takes_long_to_refuse() -> None:
    start = perf_counter()
    assert not fits("1" * 39 + "!", "9*" + "9" * 19)
    assert perf_counter() - start < 0.2
