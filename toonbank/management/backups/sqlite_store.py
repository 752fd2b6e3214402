"""Backup and restore where the database is one file."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from toonbank.management.backups.archive import Told, damaged, sync_folder
from toonbank.management.backups.manifest import TABLES, Contents
from toonbank.sqlite import copying, presence, replacing


class SqliteStore:
    engine = "SQLite"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.database = Path(str(settings["NAME"])).resolve()

    @property
    def folder(self) -> Path:
        """Where a restore unpacks: on the same disk, so that the last step is a change of names."""
        self.database.parent.mkdir(parents=True, exist_ok=True)
        return self.database.parent

    def here(self) -> Contents | None:
        """What a restore would replace; None when there is nothing, or nothing that can be read."""
        return _contents(self.database) if self.database.exists() else None

    def copy(self, target: Path, told: Told) -> Contents:
        copying.copy(self.database, target, told)
        return self._looked_at(target)

    def alone(self) -> AbstractContextManager[None]:
        return presence.alone(str(self.database))

    def replace(self, unpacked: Path, stamp: str, statements: list[str]) -> tuple[Contents, str | None]:
        """What is there now, and under which name what was there before still lies."""
        contents, aside = self._looked_at(unpacked), self.database.with_name(f"{self.database.name}.{stamp}")
        copying.change(unpacked, statements)
        there = self.database.exists()
        replacing.replace(self.database, unpacked, aside)
        sync_folder(self.database.parent)
        return contents, str(aside) if there else None

    def _looked_at(self, path: Path) -> Contents:
        contents = _contents(path) if copying.whole(path) else None
        if contents is None:
            raise damaged()
        return contents


def _contents(path: Path) -> Contents | None:
    first = copying.ask(path, "SELECT applied FROM django_migrations ORDER BY id LIMIT 1")
    migrations = copying.ask(path, "SELECT app || '.' || name FROM django_migrations ORDER BY id")
    counts = {name: copying.ask(path, f"SELECT count(*) FROM toonbank_{name}") for name in TABLES}
    if not first or not migrations:
        return None
    found = {name: rows[0][0] for name, rows in counts.items() if rows}
    return Contents(str(first[0][0]), [name for (name,) in migrations], found)
