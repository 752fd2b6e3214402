"""Reads the rules that Python and the browser share, and makes them ready for use."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

_FILE = Path(__file__).resolve().parents[1] / "static" / "counter" / "private_rules.js"


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    find: re.Pattern[str]
    sum: str | None
    unless: re.Pattern[str] | None
    bare: bool
    severity: Literal["refuse", "warn"]


def _load() -> dict[str, Any]:
    """The file is JSON but for its first words, which make it a module a browser can import."""
    source = _FILE.read_text(encoding="ascii")
    data: dict[str, Any] = json.loads(source.removeprefix("export default "))
    return data


def _pattern(find: str, exact: bool = False) -> re.Pattern[str]:
    whole = re.sub("<([a-z]+)>", lambda part: str(_DATA["parts"][part[1]]), find)
    return re.compile(whole, re.ASCII if exact else re.ASCII | re.IGNORECASE)


def _rule(row: dict[str, Any]) -> Rule:
    edge = "[0-9]" if row.get("loose") else "[0-9A-Za-z]"
    lead = edge.replace("[", "[^", 1)
    find = f"((?:^|{lead}){row.get('after', '')})(?:{row['find']})(?!{edge})"
    unless = row.get("unless", "")
    return Rule(
        row["kind"],
        _pattern(find, "exact" in row),
        row.get("sum"),
        _pattern(_DATA["unless"][unless]) if unless else None,
        unless == "number",
        "warn" if "warn" in row else "refuse",
    )


_DATA = _load()
LIMIT: int = _DATA["limit"]
RULES = tuple(_rule(row) for row in _DATA["rules"])

# Folding: what vanishes, what is a dash, where each script's digits begin, letters that NFKD leaves alone.
GONE = re.compile(_DATA["fold"]["gone"])
DASH = re.compile(_DATA["fold"]["dash"])
ZEROS: tuple[int, ...] = tuple(_DATA["fold"]["zeros"])
LETTERS: dict[str, str] = _DATA["fold"]["letters"]

# Names: words by class, patterns over the classes.
WORDS: dict[str, frozenset[str]] = {key: frozenset(words.split()) for key, words in _DATA["words"].items()}
SURNAME = _pattern(_DATA["surname"], exact=True)
NAMES = _pattern(_DATA["names"], exact=True)
BRANDS = frozenset(_DATA["brands"].split(","))
