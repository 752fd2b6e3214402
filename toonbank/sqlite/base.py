"""Django's SQLite backend behind the write gate: no write can go around it, whoever wrote the view."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteDatabaseWrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy
from toonbank.lib.gate import Gate
from toonbank.sqlite.guard import Guard, Identity, guard_for

# For the gate and for SQLite's own lock together, which only programs that are not ours can hold.
GATE_TIMEOUT_SECONDS = 5.0
LEAST_PATIENCE_MS = 50
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
    turn: Callable[[], AbstractContextManager[None]]

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or FREE.match(query):
            return super().execute(query, params)
        if query.lstrip()[:5].upper() == "BEGIN" and not self.gate.held():
            raise TransactionManagementError("begin a transaction with atomic(): only that takes the gate")
        with self.turn():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        with self.turn():
            return super().executemany(query, param_list)


class DatabaseWrapper(SQLiteDatabaseWrapper):
    """Holds the gate from BEGIN IMMEDIATE until commit, rollback or close."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = ExitStack()
        self._log: Identity = None

    @property
    def gate(self) -> Gate:
        return gate_for(str(self.settings_dict["NAME"]))

    @property
    def guard(self) -> Guard:
        return guard_for(str(self.settings_dict["NAME"]))

    def get_new_connection(self, conn_params: Any) -> Any:
        self.guard.before_opening()
        connection = super().get_new_connection(conn_params)
        try:
            # The first thing read is what opens the log.
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            self._log = self.guard.opened()
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate, cursor.turn = self.gate, self._one_turn
        return cursor

    @contextmanager
    def _one_turn(self) -> Iterator[None]:
        """To write in. Inside a turn that was already taken it changes nothing."""
        if self.gate.held():
            yield
            return
        deadline = time.monotonic() + GATE_TIMEOUT_SECONDS
        with self.gate.hold(timeout=GATE_TIMEOUT_SECONDS):
            self.guard.before_write(self.connection, self._log)
            patience = max(LEAST_PATIENCE_MS, int(1000 * (deadline - time.monotonic())))
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")
            with _busy_when_locked():
                yield

    def _start_transaction_under_autocommit(self) -> None:
        # Taken before BEGIN: SQLite's own busy handler starves writers under load.
        self._turn.enter_context(self._one_turn())
        try:
            with _busy_when_locked():
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


@contextmanager
def _busy_when_locked() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if "database is locked" in str(error):
            raise Busy("busy", _("Somebody else is saving; try again in a moment.")) from error
        raise
