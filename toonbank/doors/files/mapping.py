"""A shop's own mapping: which of their columns is which of ours, and what their words mean."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.doors.files.words import spelled
from toonbank.lib.errors import Refused
from toonbank.lib.limits import loads_json
from toonbank.lib.table import folded

REQUIRED = ("ticket", "date")
AMOUNTS = ("unit_price", "discount", "unit_cost", "ticket_total")
COLUMNS = (
    *("ticket", "date", "time", "employee", "service_type", "category", "variant", "detail", "addon"),
    *("kind", "outcome", "asked_by", "reason", "moment", "quantity", "unit_price", "discount"),
    *("unit_cost", "receipt", "ticket_total", "customer", "script"),
)
PARTS = ("columns", "values", "constants", "drop")


@dataclass(frozen=True)
class Mapping:
    """`columns` and `drop` hold their names folded; `values` their words folded, by our column."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    drop: frozenset[str] = frozenset()

    def known(self) -> frozenset[str]:
        return frozenset((*COLUMNS, *self.columns.values(), *self.drop))

    def dropped(self, header: list[str]) -> list[str]:
        return [name for name in header if folded(name) in self.drop]


def read_mapping(content: bytes) -> Mapping:
    """JSON: {"columns": {ours: theirs}, "values": {ours: {theirs: ours}}, "constants": {}, "drop": []}."""
    found = loads_json(content)
    if not isinstance(found, dict):
        raise _wrong()
    if unknown := sorted(found.keys() - set(PARTS)):
        message = _("The mapping has a part “{part}”; it may have: {parts}.")
        raise Refused("mapping_part", message, part=unknown[0], parts=", ".join(PARTS))
    columns, constants = _texts(found.get("columns", {})), _texts(found.get("constants", {}))
    values, drop = found.get("values", {}), found.get("drop", [])
    if not isinstance(values, dict) or not isinstance(drop, list):
        raise _wrong()
    if not all(isinstance(name, str) for name in drop):
        raise _wrong()
    _ours([*columns, *constants, *values])
    return Mapping(
        {ours: folded(theirs) for ours, theirs in columns.items()},
        {ours: _words(words) for ours, words in values.items()},
        constants,
        frozenset(map(folded, drop)),
    )


def place(header: list[str], mapping: Mapping) -> dict[str, int]:
    """For each of our columns its place in the row; refuses what is unknown, double or missing."""
    theirs = [folded(name) for name in header]
    for at, name in enumerate(theirs):
        if name in theirs[:at]:
            raise Refused("column_double", _("The column “{name}” is there twice."), name=header[at])
    _refuse_absent(mapping, theirs)
    kept = {name: at for at, name in enumerate(theirs) if name not in mapping.drop}
    wanted = {ours: mapping.columns.get(ours, ours) for ours in COLUMNS}
    places = {ours: kept[name] for ours, name in wanted.items() if name in kept}
    if unknown := [header[at] for at in kept.values() if at not in places.values()]:
        raise _unknown(unknown)
    _refuse_incomplete(mapping, places)
    return places


def _refuse_absent(mapping: Mapping, theirs: list[str]) -> None:
    for ours, name in mapping.columns.items():
        if name not in theirs:
            message = _("The mapping looks for a column “{name}” ({ours}); the file has none.")
            raise Refused("mapping_column", message, name=name, ours=ours)


def _refuse_incomplete(mapping: Mapping, places: dict[str, int]) -> None:
    for ours in REQUIRED:
        if ours not in places and ours not in mapping.constants:
            raise Refused("column_missing", _("The column “{name}” is missing."), name=ours)
    if both := sorted(places.keys() & mapping.constants.keys()):
        message = _("“{name}” is a column of the file and a constant of the mapping; drop one of the two.")
        raise Refused("column_and_constant", message, name=both[0])


def _unknown(names: list[str]) -> Refused:
    message = _("Unknown columns: {names}.")
    hint = _("Known are: {known}. Use --mapping to say which is which or what to leave out.")
    shown = ", ".join(f"“{name[:40]}”" for name in names[:10]) + (" …" if len(names) > 10 else "")
    return Refused("column_unknown", message, hint=hint, names=shown, known=", ".join(COLUMNS))


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise _wrong()
    return found


def _words(words: Any) -> dict[str, str]:
    return {spelled(theirs): meaning for theirs, meaning in _texts(words).items()}


def _ours(names: list[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            message = _("The mapping names a column “{name}” that the offer log does not have.")
            hint = _("Known are: {known}.")
            raise Refused("mapping_name", message, hint=hint, name=name, known=", ".join(COLUMNS))


def _wrong() -> Refused:
    message = _("The mapping must look like the example in docs/offer-log.md.")
    return Refused("mapping_invalid", message)
