import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.stats.coverage import Coverage, coverage
from toonbank.stats.rate import Rate


def test_gaps_come_before_counts() -> None:
    found = coverage([101, 102, 102, 105], first=100, last=106, tickets=9, receipts=9)
    assert found == Coverage(Rate(3, 7), ((100, 100), (103, 104), (106, 106)), "numbers")


def test_without_the_tills_own_ends_the_edges_are_unseen() -> None:
    assert coverage([7, 9]) == Coverage(Rate(2, 3), ((8, 8),), "numbers")


def test_counts_when_there_are_no_numbers() -> None:
    assert coverage([], tickets=18, receipts=24) == Coverage(Rate(18, 24), (), "count")
    assert coverage([], tickets=30, receipts=24) == Coverage(Rate(24, 24), (), "count")
    assert coverage([], tickets=3) == Coverage(Rate(), (), "none")


@given(st.sets(st.integers(1, 300), min_size=1))
def test_logged_and_missing_make_up_the_day(numbers: set[int]) -> None:
    found = coverage(numbers, first=0, last=301)
    missing = {n for a, b in found.missing for n in range(a, b + 1)}
    assert missing | numbers == set(range(302))
    assert not missing & numbers
    assert found.rate == Rate(len(numbers), 302)


@pytest.mark.parametrize(
    "wrong", [{"numbers": [5], "first": 6}, {"numbers": [5], "last": 4}, {"numbers": [], "tickets": -1}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="outside|cannot be"):
        coverage(**wrong)  # type: ignore[arg-type]
