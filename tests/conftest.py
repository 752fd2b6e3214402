"""What every test shares: which database, how Hypothesis behaves."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

# No deadline: a busy machine is not a bug. In `make test` the same examples every time.
hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("default")


def pytest_report_header() -> str:
    if not settings.configured:
        return "database: none, settings are not loaded"
    return f"database: {connection.display_name} {database_detail()}"


def database_detail() -> str:
    if connection.vendor == "sqlite":
        return f"{'.'.join(str(part) for part in connection.Database.sqlite_version_info)}, in a file"
    return f"at {connection.settings_dict['HOST']}:{connection.settings_dict['PORT']}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    """A file and not Django's :memory:, because threads, WAL and the write gate only mean something on a file."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    if connection.vendor == "sqlite":
        folder: Path = tmp_path_factory.mktemp("database")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
