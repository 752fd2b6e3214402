"""The database as something that can be copied and put back, whichever it is."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from django.db import connection

from toonbank.management.backups.archive import Told
from toonbank.management.backups.manifest import Contents
from toonbank.management.backups.postgres_store import PostgresStore
from toonbank.management.backups.sqlite_store import SqliteStore


class Store(Protocol):
    @property
    def engine(self) -> str: ...
    @property
    def folder(self) -> Path | None: ...
    def here(self) -> Contents | None: ...
    def copy(self, target: Path, told: Told) -> Contents: ...
    def alone(self) -> AbstractContextManager[None]: ...
    def replace(self, unpacked: Path, stamp: str, statements: list[str]) -> tuple[Contents, str | None]: ...


def store() -> Store:
    settings = connection.settings_dict
    return SqliteStore(settings) if connection.vendor == "sqlite" else PostgresStore(settings)
