"""What the command answers before any of ours has the word."""

import subprocess
import sys
from pathlib import Path

import pytest

from toonbank.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["toonbank", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return stopped.value.code


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_our_commands_and_not_the_framework_s(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *arguments) == 0
    told = {line.split()[0] for line in capsys.readouterr().out.splitlines()[1:-1]}
    assert {"ask", "check", "demo", "import", "report", "serve", "setup"} <= told
    assert not {"sendtestemail", "shell", "flush"} & told


def test_an_unknown_command_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "verkoop") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "setup" in told.err


def test_from_a_shell(tmp_path: Path) -> None:
    """In a process of its own nothing is set up beforehand."""
    started = [sys.executable, "-m", "toonbank.cli"]
    place = {"TOONBANK_VAR": str(tmp_path), "PATH": ""}
    known = subprocess.run(
        [*started, "ask", "--help"], env=place, capture_output=True, text=True, check=False
    )
    unknown = subprocess.run([*started, "verkoop"], env=place, capture_output=True, text=True, check=False)
    assert (known.returncode, known.stderr, "--chain SLUG" in known.stdout) == (0, "", True)
    assert (unknown.returncode, unknown.stdout) == (2, "")
