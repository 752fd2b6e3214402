"""What every test shares: which database, how Hypothesis behaves, one small world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from toonbank.lib import sqlite

if TYPE_CHECKING:
    from tests.world import World

TESTS = Path(__file__).resolve().parent
NO_DATABASE = {TESTS / "lib", TESTS / "stats"}

# No deadline: a busy machine is not a bug. In `make test` the same examples every time.
hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("default")


def pytest_report_header() -> str:
    return f"database: {connection.display_name} {database_detail()}"


def database_detail() -> str:
    if connection.vendor == "sqlite":
        return f"{sqlite.version()}, in a file"
    return f"at {connection.settings_dict['HOST']}:{connection.settings_dict['PORT']}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker("browser")
        elif item.path.parent in NO_DATABASE:
            item.add_marker("one_database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """A file and not Django's :memory:, because threads, WAL and the write gate only mean something there."""
    if connection.vendor == "sqlite":
        folder: Path = tmp_path_factory.mktemp("database")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def _nobody_is_at_work() -> None:
    """A seat taken outside a request, by an earlier test, is given up; its shops are forgotten as well: keys
    come back after a roll-back."""
    from toonbank.catalog import snapshot
    from toonbank.shops import acting

    acting.end()
    snapshot._kept.clear()


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    from tests.world import build
    from toonbank.catalog import snapshot

    # Keys come back after a roll-back: what is kept of an earlier test's shop could pass for this one's.
    monkeypatch.setattr(snapshot, "_kept", {})
    return build()
