"""One plain form, and the way back to the text."""

import pytest

from toonbank.lib.private_fold import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ay\u015fe Y\u0131lmaz", "Ayse Yilmaz"),
        ("Wi\u015bniewski \u0141ukasz", "Wisniewski Lukasz"),
        ("e\u0301e\u0301n", "een"),
        ("\uff10\uff16 \u0661\u06f2\u2462\U0001d7d8", "06 1230"),
        ("0\u200b6\u00ad1\ufeff2", "0612"),
        ("06\u20111\u20132\u22123", "06-1-2-3"),
        ("a\u00a0\n\t  b", "a b"),
        ("\u4e2d\U0001f600\x00\ud800", "~~~~"),
        ("\ufb01ets \u2460", "fiets 1"),
        ("Fatima\u2019s", "Fatima's"),
    ],
)
def test_fold(text: str, plain: str) -> None:
    assert fold(text)[0] == plain


def test_each_character_knows_where_it_came_from() -> None:
    assert fold("\u200b\u00e9 \u00df  x") == ("e ss x", [1, 2, 3, 3, 4, 6])
