import subprocess
import sys

import pytest

from toonbank.lib import sqlite

# The swap is about what a process loads first, so that each case gets a process of its own.
# `toonbank` swaps when it is imported; the file is loaded here without its package.
LOAD = """
import importlib, importlib.util, sys, types
package = types.ModuleType("leaf"); package.__path__ = [{folder!r}]; sys.modules["leaf"] = package
sqlite = importlib.import_module("leaf.sqlite")
"""


def run(code: str) -> str:
    folder = str(sqlite.__file__).rsplit("/", 1)[0]
    script = LOAD.format(folder=folder) + code
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("before", ["", "import sqlite3, sqlite3.dbapi2"])
def test_everything_after_the_swap_finds_the_bundled_library(before: str) -> None:
    found = run(
        f"""{before}
assert sqlite.use_bundled() and sqlite.use_bundled()
import pysqlite3, sqlite3
from sqlite3 import dbapi2
from django.db.backends.sqlite3.base import Database
assert sqlite3 is pysqlite3 and Database is dbapi2 is pysqlite3.dbapi2
assert sqlite.use_bundled()
connection = sqlite3.connect(":memory:")
assert connection.execute("SELECT sqlite_version()").fetchone()[0] == sqlite.version()
print(sqlite.wal_safe(sqlite.version()))
"""
    )
    assert found == "True"


def test_a_swap_after_djangos_backend_is_refused() -> None:
    assert (
        run(
            """
import django.db.backends.sqlite3.base
try:
    sqlite.use_bundled()
except Exception as error:
    print(type(error).__name__, error.code)
"""
        )
        == "Misconfigured sqlite_too_late"
    )


def test_without_the_bundled_library_nothing_changes() -> None:
    assert (
        run(
            """
import sqlite3
sys.modules["pysqlite3"] = None
print(sqlite.use_bundled(), sys.modules["sqlite3"] is sqlite3)
"""
        )
        == "False True"
    )


@pytest.mark.parametrize(
    ("safe", "versions"),
    [
        (False, ["3.7.0", "3.40.1", "3.44.5", "3.45.0", "3.50.6", "3.51.0", "3.51.2"]),
        (True, ["3.6.23", "3.44.6", "3.50.7", "3.51.3", "3.53.4"]),
    ],
)
def test_versions_whose_write_ahead_log_is_safe(versions: list[str], safe: bool) -> None:
    assert {version: sqlite.wal_safe(version) for version in versions} == dict.fromkeys(versions, safe)
