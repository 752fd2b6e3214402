"""A shop's own mapping: columns, words, constants, what is dropped; and where the columns of a file are."""

import json
from typing import Any

import pytest

from toonbank.doors.files.mapping import COLUMNS, Mapping, place, read_mapping
from toonbank.lib.errors import Refused


def mapping(**parts: Any) -> Mapping:
    return read_mapping(json.dumps(parts).encode())


def test_all_parts() -> None:
    read = mapping(
        columns={"ticket": "Bon nr."},
        values={"outcome": {"Ja!": "bought"}},
        constants={"kind": "up-sell"},
        drop=["Opmerking"],
    )
    assert read == Mapping(
        {"ticket": "bon_nr"}, {"outcome": {"ja": "bought"}}, {"kind": "up-sell"}, frozenset({"opmerking"})
    )


def test_columns_are_found_by_name_in_any_order() -> None:
    assert place(["Date", "Service type", "TICKET"], Mapping()) == {"ticket": 2, "date": 0, "service_type": 1}


def test_a_mapped_column_may_serve_two_of_ours() -> None:
    found = place(["Bon", "date"], mapping(columns={"ticket": "Bon", "receipt": "bon"}))
    assert found == {"ticket": 0, "date": 1, "receipt": 0}


def test_dropped_columns_are_not_looked_at() -> None:
    assert place(["ticket", "date", "Note"], mapping(drop=["NOTE"])) == {"ticket": 0, "date": 1}


def test_a_constant_stands_for_a_missing_column() -> None:
    assert place(["ticket"], mapping(constants={"date": "2026-11-20"})) == {"ticket": 0}


@pytest.mark.parametrize(
    ("header", "parts", "code", "told"),
    [
        (["ticket", "date", "Naam klant"], {}, "column_unknown", "“Naam klant”"),
        (["ticket", "date", "Date"], {}, "column_double", "Date"),
        (["date"], {}, "column_missing", "ticket"),
        (["ticket"], {}, "column_missing", "date"),
        (["ticket", "date"], {"columns": {"receipt": "Bon"}}, "mapping_column", "bon"),
        (["ticket", "date"], {"constants": {"date": "2026-11-20"}}, "column_and_constant", "date"),
    ],
)
def test_a_header_is_refused(header: list[str], parts: dict[str, Any], code: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        place(header, mapping(**parts))
    assert refused.value.code == code
    assert told in str(refused.value)


def test_unknown_columns_come_with_what_is_known() -> None:
    with pytest.raises(Refused) as refused:
        place(["ticket", "date", "x"], Mapping())
    assert ", ".join(COLUMNS) in refused.value.hint_text(str)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[]", "mapping_invalid"),
        (b"{", "json_invalid"),
        (b'{"column": {}}', "mapping_part"),
        (b'{"columns": {"tickets": "Bon"}}', "mapping_name"),
        (b'{"values": {"outcom": {}}}', "mapping_name"),
        (b'{"constants": {"quantity": 1}}', "mapping_invalid"),
        (b'{"drop": "x"}', "mapping_invalid"),
        (b'{"drop": [1]}', "mapping_invalid"),
        (b'{"values": {"outcome": ["x"]}}', "mapping_invalid"),
    ],
)
def test_a_mapping_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_mapping(content)
    assert refused.value.code == code
