"""Rows as plain tuples, prepared first and then handed to the database as they are.

save() and bulk_create() do the preparing inside the transaction, where everybody else waits for it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Model = type[models.Model]


def row(model: Model, values: dict[str, Any]) -> Row:
    """The values of all columns but the key, as the database takes them; without one, None."""
    here = connections[DEFAULT_DB_ALIAS]
    return tuple([_prepared(field, values.get(name), here) for name, field in _columns(model)])


def exists(model: Model, **columns: Any) -> bool:
    """Every save asks this, and building the query costs Django more than answering it the database."""
    here, fields = connections[DEFAULT_DB_ALIAS], dict(_columns(model))
    where = " AND ".join(f"{here.ops.quote_name(name)} = %s" for name in columns)
    values = [_prepared(fields[name], value, here) for name, value in columns.items()]
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
def _columns(model: Model) -> list[tuple[str, Any]]:
    """Every column, with its field when that has to prepare it; numbers and texts, most of them, go as is."""
    plain = (models.IntegerField, models.CharField, models.ForeignKey)
    fields = model._meta.concrete_fields[1:]
    return [(field.attname, None if isinstance(field, plain) else field) for field in fields]


def _prepared(field: Any, value: Any, here: BaseDatabaseWrapper) -> Any:
    return field.get_db_prep_save(value, here) if field else value


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
