"""Whether the database fits this version: missing, older, current, newer, not to be written in."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from toonbank.lib.errors import Misconfigured
from toonbank.management import schema


def test_current(db: None) -> None:
    assert schema.state() == "current"
    schema.require_current()


def test_older(db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="toonbank").delete()
    assert schema.state() == "behind"
    with pytest.raises(Misconfigured) as refused:
        schema.require_current()
    assert refused.value.code == "database_behind"


def test_newer_is_refused_by_name(db: None) -> None:
    MigrationRecorder(connection).record_applied("toonbank", "9999_from_the_future")
    with pytest.raises(Misconfigured) as refused:
        schema.state()
    assert refused.value.code == "database_newer"
    assert "toonbank.9999_from_the_future" in str(refused.value)


@pytest.mark.one_database
def test_missing_and_not_made_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none" / "toonbank.sqlite3"))
    assert schema.state() == "missing"
    with pytest.raises(Misconfigured) as refused:
        schema.require_current()
    assert (refused.value.code, list(tmp_path.iterdir())) == ("database_missing", [])


@pytest.mark.one_database
def test_a_file_we_may_not_write_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "toonbank.sqlite3"
    file.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != file)
    with pytest.raises(Misconfigured) as refused:
        schema.state()
    assert refused.value.code == "database_read_only"
    assert str(file) in str(refused.value)
