"""The address of the tickets behind a number: the question of that number, as a query."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote_plus

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Value
from toonbank.metrics.labels import Label

# A table asks for the same few names and days in every cell.
_quoted = lru_cache(1024)(quote_plus)


def behind_query(value: Value, period: Period, *where: Iterable[tuple[str, Label]]) -> str:
    """Empty where there is no number to look behind. Of two values for one dimension the last counts."""
    if value.value is None or not value.available:
        return ""
    narrowed = {name: "" if label is None else str(label) for part in where for name, label in part}
    asked = {"metric": value.metric.key, "from": str(period.first), "to": str(period.last)}
    return "&".join(f"{_quoted(name)}={_quoted(said)}" for name, said in (asked | narrowed).items())
