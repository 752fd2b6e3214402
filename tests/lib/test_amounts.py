"""The decimal mark of a whole file, and amounts read with it."""

import pytest

from toonbank.lib.amounts import cents, decimal_mark
from toonbank.lib.errors import Refused


@pytest.mark.parametrize(
    ("amounts", "mark", "read"),
    [
        (["8", "19.95", "1,234.56"], ".", [800, 1995, 123456]),
        (["8", "19,95", "1.234,56"], ",", [800, 1995, 123456]),
        (["1.234", "8,50"], ",", [123400, 850]),
        (["1,234", "8.50"], ".", [123400, 850]),
        (["1.234.567", "2"], ",", [123456700, 200]),
        (["8", "12"], ".", [800, 1200]),
        (["8.5"], ".", [850]),
        ([], ".", []),
    ],
)
def test_one_mark_for_the_file(amounts: list[str], mark: str, read: list[int]) -> None:
    assert decimal_mark(dict.fromkeys(amounts, 2)) == mark
    assert [cents(amount, mark) for amount in amounts] == read


def test_point_and_comma_mixed_are_refused_with_both_lines() -> None:
    with pytest.raises(Refused) as refused:
        decimal_mark({"8.50": 2, "3": 3, "7,25": 4})
    assert (refused.value.code, refused.value.params) == ("amounts_mixed", {"dot": 2, "comma": 4})


@pytest.mark.parametrize("amount", ["1.234", "12,345", "999.000"])
def test_an_amount_that_can_be_two_is_refused(amount: str) -> None:
    with pytest.raises(Refused) as refused:
        decimal_mark({"5": 2, amount: 3})
    assert (refused.value.code, refused.value.params) == ("amount_ambiguous", {"line": 3, "text": amount})


@pytest.mark.parametrize(
    "amount", ["12,5,0", "1e308", "NaN", "Infinity", "8.", ".5", "€ 8.00", "10%", "--1", "1.23.456", ""]
)
def test_what_is_no_amount_is_refused(amount: str) -> None:
    for mark in ".,":
        with pytest.raises(Refused):
            cents(amount, mark)
