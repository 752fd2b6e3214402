"""Mistakes by line, the first fifty of them, in the reader's language."""

import pytest

from toonbank.lib.errors import Refused
from toonbank.lib.problems import FileRefused, Problems

DUTCH = {
    "Nothing was imported: the file has one mistake.": "Niets ingelezen: één fout.",
    "Line {line}, {column}:": "Regel {line}, {column}:",
    "No {what} here.": "Geen {what} hier.",
}


def refused(problems: Problems) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        problems.stop()
    return caught.value


def test_no_mistakes_is_no_refusal() -> None:
    Problems().stop()


def test_one_mistake_in_two_languages() -> None:
    problems = Problems()
    problems.add(7, "employee", Refused("x", "No {what} here.", what="{Sam}"))
    found = refused(problems)
    assert str(found) == "Nothing was imported: the file has one mistake.\nLine 7, employee: No {Sam} here."
    assert (
        found.text(lambda message: DUTCH[message])
        == "Niets ingelezen: één fout.\nRegel 7, employee: Geen {Sam} hier."
    )


def test_hint_and_number_of_lines() -> None:
    problems = Problems()
    problems.add(2, "", Refused("x", "Wrong.", hint="Try {other}.", other="that"), times=3)
    assert str(refused(problems)).splitlines()[1] == "Line 2: Wrong. Try that. (3×)"


def test_fifty_are_shown_in_the_order_of_the_file_and_all_are_counted() -> None:
    problems = Problems()
    for line in range(120, 0, -1):
        problems.add(line, "", Refused("x", "Wrong."))
    found = refused(problems)
    lines = str(found).splitlines()
    assert lines[0] == "Nothing was imported: the file has 120 mistakes."
    assert lines[1:51] == [f"Line {line}: Wrong." for line in range(71, 121)]
    assert lines[51:] == ["… and 70 more mistakes."]
