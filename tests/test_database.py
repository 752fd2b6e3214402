"""The databases that the tests run on are like the ones that shops run on."""

from pathlib import Path

import pytest
from django.db import connection

from toonbank.lib import sqlite


def fetch(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_safe_file_or_local_server() -> None:
    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["NAME"]).stat().st_size > 0
        assert (fetch("PRAGMA journal_mode"), fetch("PRAGMA synchronous")) == ("wal", 2)
        assert sqlite.wal_safe(str(fetch("SELECT sqlite_version()")))
    else:
        assert (fetch("SHOW server_encoding"), fetch("SHOW listen_addresses")) == ("UTF8", "127.0.0.1")
