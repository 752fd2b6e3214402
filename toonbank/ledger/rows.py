"""Many rows at once: prepared as plain tuples first, then handed to the database in a single call.

bulk_create() would do the preparing inside the transaction, where everybody else waits for it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = tuple[Any, ...]
Model = type[models.Model]


def row(model: Model, values: dict[str, Any]) -> Row:
    """The values of all columns but the key, as the database takes them; without one, None."""
    here = connections[DEFAULT_DB_ALIAS]
    return tuple(
        [
            field.get_db_prep_save(values.get(name), here) if field else values.get(name)
            for name, field in _columns(model)
        ]
    )


def insert(model: Model, rows: Iterable[Row]) -> None:
    names = _names(model)
    _run(f"INSERT INTO {_table(model)} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})", rows)


def update(model: Model, rows: Iterable[Row]) -> None:
    """Rows with their key added at the end."""
    changes = ", ".join(f"{name} = %s" for name in _names(model))
    _run(f"UPDATE {_table(model)} SET {changes} WHERE id = %s", rows)


@cache
def _columns(model: Model) -> list[tuple[str, Any]]:
    """Every column, with its field when that has to prepare it; numbers and texts, most of them, go as is."""
    plain = (models.IntegerField, models.CharField, models.ForeignKey)
    fields = model._meta.concrete_fields[1:]
    return [(field.attname, None if isinstance(field, plain) else field) for field in fields]


def _names(model: Model) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields[1:]]


def _table(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _run(statement: str, rows: Iterable[Row]) -> None:
    if found := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, found)
