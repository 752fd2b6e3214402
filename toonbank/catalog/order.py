"""The order in which a shop lists its things."""

from typing import Any

from django.db.models import Max, QuerySet

LAST_POSITION = 32_767


def next_position(rows: QuerySet[Any]) -> int:
    """Behind the last; past what the column holds the newest share the last place, in order of creation."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(last + 1, LAST_POSITION)
