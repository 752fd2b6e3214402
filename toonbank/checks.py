"""Start-up checks: what the database really does, read back, with what to do when it is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

from toonbank.lib import sqlite


@register(Tags.database)
def sqlite_is_safe(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite" or not databases:
        return []
    return [*_library(), *_place(), *_settings()]


@register(Tags.security)
def https_is_meant(**kwargs: Any) -> list[CheckMessage]:
    public = [host for host in settings.ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost", "[::1]")]
    if public and not settings.HTTPS:
        hint = "Set TOONBANK_HTTPS=1 once the shop is reached over https; log-ins are readable without it."
        message = "The shop is served beyond this machine without HTTPS."
        return [Warning(message, hint=hint, id="toonbank.W001")]
    return []


def _library() -> list[CheckMessage]:
    if sqlite.wal_safe(sqlite.version()):
        return []
    hint = "Run `make setup` again: the pysqlite3 package brings a sound SQLite."
    return [Error("This SQLite library can corrupt a WAL database.", hint=hint, id="toonbank.E001")]


def _place() -> list[CheckMessage]:
    kind = sqlite.network_filesystem(Path(str(connection.settings_dict["NAME"])))
    if kind is None:
        return []
    hint = "Put the database on a local disk with TOONBANK_DATABASE_URL or TOONBANK_VAR."
    return [Error(f"The database lies on {kind}; SQLite loses data there.", hint=hint, id="toonbank.E002")]


def _settings() -> list[CheckMessage]:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    wrong = {name: value for name, value in found.items() if value != wanted[name]}
    if not wrong:
        return []
    hint = "Do not change the OPTIONS of the database: FULL and WAL keep what the tablet was told is saved."
    return [Error(f"SQLite runs with {wrong} instead of {wanted}.", hint=hint, id="toonbank.E003")]
