"""Backup and restore with PostgreSQL's own programs; a restore fills a new database, then changes names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.utils.translation import gettext_noop as _
from psycopg import sql

from toonbank.lib.errors import Misconfigured, Refused
from toonbank.management.backups.archive import Told
from toonbank.management.backups.manifest import TABLES, Contents
from toonbank.management.backups.postgres_tools import address, run
from toonbank.sqlite.presence import in_use

MAINTENANCE = "postgres"


class PostgresStore:
    engine = "PostgreSQL"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.name = str(settings["NAME"])

    @property
    def folder(self) -> Path | None:
        return None

    def here(self) -> Contents | None:
        return self._contents_of(self.name)

    def copy(self, target: Path, told: Told) -> Contents:
        """The counts are of the very moment of the copy: both read one snapshot."""
        with self._connection(self.name) as database:
            database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            contents = _contents(database)
            (snapshot,) = database.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            run("pg_dump", self.settings, [*options, f"--file={target}", f"--dbname={self._address()}"])
        if contents is None:
            raise Refused("empty", _("There is nothing to back up yet."))
        return contents

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A name cannot be changed under somebody's feet, so this only has to be said early."""
        with self._connection(MAINTENANCE) as server:
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            (others,) = server.execute(query, [self.name]).fetchone() or (0,)
        if others:
            raise in_use()
        yield

    def replace(self, unpacked: Path, stamp: str, statements: list[str]) -> tuple[Contents, str | None]:
        # A name has 63 bytes at most; what is longer PostgreSQL cuts off without a word.
        fresh, aside = f"{self.name[:24]}.new-{stamp}", f"{self.name[:28]}.{stamp}"
        with self._connection(MAINTENANCE) as server:
            _say(server, "CREATE DATABASE {} TEMPLATE template0", fresh)
            try:
                contents = self._filled(fresh, unpacked, statements)
                with server.transaction():
                    _say(server, "ALTER DATABASE {} RENAME TO {}", self.name, aside)
                    _say(server, "ALTER DATABASE {} RENAME TO {}", fresh, self.name)
            except BaseException:
                _say(server, "DROP DATABASE IF EXISTS {}", fresh)
                raise
        return contents, aside

    def _filled(self, name: str, dump: Path, statements: list[str]) -> Contents:
        options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        run("pg_restore", self.settings, [*options, f"--dbname={self._address(name)}", str(dump)])
        contents = self._contents_of(name)
        with self._connection(name) as database:
            for statement in statements:
                database.execute(statement)
        assert contents is not None
        return contents

    def _contents_of(self, name: str) -> Contents | None:
        with self._connection(name) as database:
            return _contents(database)

    def _connection(self, name: str) -> psycopg.Connection[Any]:
        try:
            password = self.settings.get("PASSWORD") or None
            return psycopg.connect(self._address(name), password=password, autocommit=True)
        except psycopg.OperationalError as error:
            hint = _("Check TOONBANK_DATABASE_URL, and that the database runs and lets this program in.")
            message = _("The database cannot be opened.")
            raise Misconfigured("database_unreachable", message, hint=hint) from error

    def _address(self, name: str | None = None) -> str:
        return address(self.settings, name or self.name)


def _contents(database: psycopg.Connection[Any]) -> Contents | None:
    (there,) = database.execute("SELECT to_regclass('django_migrations')").fetchone() or (None,)
    if there is None:
        return None
    asked = "SELECT app || '.' || name, extract(epoch FROM applied)::text FROM django_migrations ORDER BY id"
    rows = database.execute(asked).fetchall()
    counts = {name: _count(database, f"toonbank_{name}") for name in TABLES}
    return Contents(rows[0][1], [name for name, _applied in rows], counts) if rows else None


def _count(database: psycopg.Connection[Any], table: str) -> int:
    (found,) = database.execute(
        sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    ).fetchone() or (0,)
    return found


def _say(server: psycopg.Connection[Any], statement: LiteralString, *names: str) -> None:
    try:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    except psycopg.errors.ObjectInUse as error:
        raise in_use() from error
    except psycopg.errors.InsufficientPrivilege as error:
        hint = _("Let whoever looks after the database do it, or give this login the right CREATEDB.")
        message = _("The account of the database may not make or rename databases.")
        raise Refused("no_createdb", message, hint=hint) from error
