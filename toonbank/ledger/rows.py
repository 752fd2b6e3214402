"""Rows as plain tuples, prepared first and then handed to the database as they are.

save() and bulk_create() do the preparing inside the transaction, where everybody else waits for it.
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = tuple[Any, ...]
Model = type[models.Model]


def row(model: Model, values: dict[str, Any]) -> Row:
    """The values of all columns but the key, as the database takes them."""
    here, (pick, special) = connections[DEFAULT_DB_ALIAS], _columns(model)
    found = list(pick(values))
    for at, field in special:
        found[at] = field.get_db_prep_save(found[at], here)
    return tuple(found)


def exists(model: Model, **columns: Any) -> bool:
    """Every save asks this, and building the query costs Django more than answering it the database."""
    here, known = connections[DEFAULT_DB_ALIAS], cast(Any, model._meta)
    where = " AND ".join(f"{here.ops.quote_name(name)} = %s" for name in columns)
    values = [known.get_field(name).get_db_prep_save(value, here) for name, value in columns.items()]
    with here.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_table(model)} WHERE {where}", values)
        return cursor.fetchone() is not None


def insert(model: Model, rows: Iterable[Row]) -> None:
    _run(_insert(model), rows)


def insert_one(model: Model, row: Row) -> int:
    """Gives the new row's key."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert(model)} RETURNING id", row)
        return int(cursor.fetchone()[0])


def update(model: Model, rows: Iterable[Row]) -> None:
    """Rows with their key added at the end."""
    _run(_update(model), rows)


@cache
def _columns(model: Model) -> tuple[Callable[[dict[str, Any]], Row], list[tuple[int, Any]]]:
    """What picks a row's values, and the place and field of those that have to be prepared: few, for most
    are whole numbers and texts, which go in as they are."""
    plain = (models.IntegerField, models.CharField, models.ForeignKey)
    fields = model._meta.concrete_fields[1:]
    special = [(at, field) for at, field in enumerate(fields) if not isinstance(field, plain)]
    return itemgetter(*[field.attname for field in fields]), special


@cache
def _insert(model: Model) -> str:
    names = _names(model)
    return f"INSERT INTO {_table(model)} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"


@cache
def _update(model: Model) -> str:
    changes = ", ".join(f"{name} = %s" for name in _names(model))
    return f"UPDATE {_table(model)} SET {changes} WHERE id = %s"


def _names(model: Model) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields[1:]]


def _table(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _run(statement: str, rows: Iterable[Row]) -> None:
    if found := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, found)
