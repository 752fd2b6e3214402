import os
import stat
from pathlib import Path

import pytest

from toonbank.lib import env
from toonbank.lib.errors import Misconfigured


def test_text_comes_from_the_variable_or_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (env.text("NAME"), env.text("NAME", "x")) == (None, "x")
    monkeypatch.setenv("TOONBANK_NAME", "here")
    assert env.text("NAME", "x") == env.text("TOONBANK_NAME") == env.required("NAME") == "here"
    monkeypatch.setenv("TOONBANK_NAME", "")
    assert env.text("NAME", "x") == "x"
    (tmp_path / "secret").write_text("s3cret\n")
    monkeypatch.setenv("TOONBANK_NAME_FILE", str(tmp_path / "secret"))
    assert env.text("NAME", "x") == "s3cret"


def test_both_variable_and_file_or_no_readable_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOONBANK_NAME_FILE", str(tmp_path / "missing"))
    with pytest.raises(Misconfigured, match="TOONBANK_NAME_FILE"):
        env.text("NAME")
    monkeypatch.setenv("TOONBANK_NAME", "here")
    with pytest.raises(Misconfigured, match="not both"):
        env.text("NAME")
    with pytest.raises(Misconfigured, match="Set TOONBANK_OTHER, or TOONBANK_OTHER_FILE"):
        env.required("OTHER")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("off", False), ("nee", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    assert env.flag("HTTPS", not expected) is not expected
    monkeypatch.setenv("TOONBANK_HTTPS", value)
    assert env.flag("HTTPS", not expected) is expected


def test_numbers_and_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (env.number("PORT", 8000), env.items("HOSTS", ["a"])) == (8000, ["a"])
    monkeypatch.setenv("TOONBANK_PORT", "80")
    monkeypatch.setenv("TOONBANK_HOSTS", " a.nl, b.nl ,,")
    assert (env.number("PORT", 8000, low=1, high=80), env.items("HOSTS")) == (80, ["a.nl", "b.nl"])


def test_wrong_values_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOONBANK_X", "maybe")
    with pytest.raises(Misconfigured, match=r"TOONBANK_X.*yes or no"):
        env.flag("X")
    with pytest.raises(Misconfigured, match="whole number"):
        env.number("X", 1)
    monkeypatch.setenv("TOONBANK_X", "5")
    with pytest.raises(Misconfigured, match="6 or more"):
        env.number("X", 1, low=6)
    with pytest.raises(Misconfigured, match="4 or less"):
        env.number("X", 1, high=4)


def test_a_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    key = env.secret_key(tmp_path / "var")
    assert env.secret_key(tmp_path / "var") == key
    assert len(key) >= 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert env.secret_key(tmp_path / "other") != key


def test_a_given_secret_key_wins_and_may_not_be_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOONBANK_SECRET_KEY", "k" * 32)
    assert env.secret_key(tmp_path) == "k" * 32
    assert os.listdir(tmp_path) == []
    monkeypatch.setenv("TOONBANK_SECRET_KEY", "changeme")
    with pytest.raises(Misconfigured, match="32") as caught:
        env.secret_key(tmp_path)
    assert "changeme" not in str(caught.value)


def test_an_unusable_folder_for_the_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(Misconfigured, match="secret_key"):
        env.secret_key(tmp_path / "var")
