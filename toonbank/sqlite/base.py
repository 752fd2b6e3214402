"""Django's SQLite backend behind the write gate: no write can go around it, whoever wrote the view."""

import re
from contextlib import ExitStack
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteDatabaseWrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.transaction import TransactionManagementError

from toonbank.lib.gate import Gate

GATE_TIMEOUT_SECONDS = 5.0
FREE = re.compile(
    r"\s*(SELECT|PRAGMA|EXPLAIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE"
    r"|WITH\b(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))",
    re.IGNORECASE | re.DOTALL,
)

_gates: dict[str, Gate] = {}


def gate_for(database: str) -> Gate:
    """The one gate of a database file, shared by all threads of this process."""
    if database not in _gates:
        _gates.setdefault(database, Gate(f"{database}.gate"))
    return _gates[database]


class GatedCursor(SQLiteCursorWrapper):
    """A cursor whose single writes outside a transaction wait their turn as well."""

    gate: Gate

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or FREE.match(query):
            return super().execute(query, params)
        if query.lstrip()[:5].upper() == "BEGIN" and not self.gate.held():
            raise TransactionManagementError("begin a transaction with atomic(): only that takes the gate")
        with self.gate.hold(timeout=GATE_TIMEOUT_SECONDS):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        with self.gate.hold(timeout=GATE_TIMEOUT_SECONDS):
            return super().executemany(query, param_list)


class DatabaseWrapper(SQLiteDatabaseWrapper):
    """Holds the gate from BEGIN IMMEDIATE until commit, rollback or close."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = ExitStack()

    @property
    def gate(self) -> Gate:
        return gate_for(str(self.settings_dict["NAME"]))

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        # Taken before BEGIN: SQLite's own busy handler starves writers under load.
        self._turn.enter_context(self.gate.hold(timeout=GATE_TIMEOUT_SECONDS))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._turn.close()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        # A failed commit keeps the turn: Django rolls back next, and that gives it up.
        self._turn.close()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._turn.close()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._turn.close()
