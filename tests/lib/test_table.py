"""Bytes to rows: encodings, signs between cells, line numbers, and what is refused with its line."""

from collections.abc import Callable

import pytest

from toonbank.lib.errors import Refused
from toonbank.lib.problems import FileRefused
from toonbank.lib.table import MAX_BYTES, Row, Table, folded, read_table

KNOWN = {"ticket", "date", "category", "ticket_total"}
PLAIN = Table(["ticket", "date"], [Row(2, ["1", "2026-11-20"]), Row(3, ["2", "2026-11-21"])], 0)
TEXT = "ticket,date\n1,2026-11-20\n2,2026-11-21\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", " , ").encode(),
        TEXT.rstrip().encode(),
        b'"ticket","date"\n"1","2026-11-20"\n"2","2026-11-21"\n',
        TEXT.replace("date\n", "date,,\n").encode(),
    ],
    ids=[
        "plain",
        "bom",
        "semicolon",
        "tab",
        "crlf",
        "cr",
        "spaces",
        "no last end",
        "quotes",
        "empty columns",
    ],
)
def test_the_same_table_written_differently(content: bytes) -> None:
    assert read_table(content, KNOWN) == PLAIN


def test_a_first_line_may_name_the_sign() -> None:
    read = read_table(("sep=;\n" + TEXT.replace(",", ";")).encode(), KNOWN)
    assert read == Table(["ticket", "date"], [Row(3, ["1", "2026-11-20"]), Row(4, ["2", "2026-11-21"])], 0)


def test_commas_in_a_column_name_do_not_win_from_semicolons() -> None:
    read = read_table(b"ticket;date;one, two, three, four\n1;2026-11-20;x\n", KNOWN)
    assert read.header == ["ticket", "date", "one, two, three, four"]


def test_line_numbers_count_the_lines_of_the_file_also_within_quotes() -> None:
    read = read_table(b'ticket,date\n"1\n\n1",a\n2,b\n', KNOWN)
    assert read.rows == [Row(2, ["1\n\n1", "a"]), Row(5, ["2", "b"])]


def test_empty_lines_are_counted_and_left_out() -> None:
    read = read_table(b"ticket,date\n\n1,a\n,\n", KNOWN)
    assert (read.rows, read.empty) == ([Row(3, ["1", "a"])], 2)


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (TEXT.encode("utf-16"), 1, "file_encoding"),
        ("ticket,date\n1,x\n2,café\n".encode("cp1252"), 3, "file_encoding"),
        ("ticket,date\r\n1,x\r\n2,café\r\n".encode("cp1252"), 3, "file_encoding"),
        (b"ticket,date\n1,\x00\n", 2, "file_binary"),
        (b'ticket,date\n1,"x\n2,y\n', 2, "csv_invalid"),
        (b'ticket,date\n1,"x"y\n', 2, "csv_invalid"),
        (b"ticket,date\n1," + b"x" * 1_000_000 + b"\n", 2, "csv_invalid"),
        (b"ticket,date\n1," + b"x" * 2_001 + b"\n", 2, "cell_too_long"),
        (b"ticket,date\n1,x,y\n", 2, "cells"),
        (b"ticket,date\n1,x\n2\n", 3, "cells"),
    ],
    ids=[
        "utf-16",
        "cp1252",
        "cp1252 crlf",
        "nul",
        "open quote",
        "text after quote",
        "1 MB",
        "2 kB",
        "wide",
        "short",
    ],
)
def test_refused_with_its_line(content: bytes, line: int, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_table(content, KNOWN)
    assert [(problem.line, problem.error.code) for problem in refused.value.problems] == [(line, code)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"", "file_empty"),
        (lambda: b"\n\n", "file_empty"),
        (lambda: ",".join(f"c{n}" for n in range(10_000)).encode(), "too_many_columns"),
        (lambda: b"x" * (MAX_BYTES + 1), "too_large"),
    ],
    ids=["nothing", "empty lines", "10,000 columns", "too big"],
)
def test_refused_as_a_whole(content: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(content(), KNOWN)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["ticket_total", "Ticket total", " TICKET-TOTAL ", "Ticket  Total"])
def test_column_names_are_compared_without_capitals_and_spaces(name: str) -> None:
    assert folded(name) == "ticket_total"
