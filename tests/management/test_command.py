"""What all commands share: exit codes, the language of a refusal, text or JSON."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from toonbank.lib.errors import Refused
from toonbank.management.command import ToonbankCommand


class Refusing(ToonbankCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        self.speak("en" if options["json"] else "nl")
        raise Refused(
            "slug_reserved", "“{slug}” is used by Toonbank itself.", hint="“{slug}” it is.", slug="api"
        )


class Telling(ToonbankCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        self.show({"naam": "Café"}, "Het is Café.", options["json"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "“api” gebruikt Toonbank zelf al.\n“api” it is.\n"),
        (["--json"], "“api” is used by Toonbank itself.\n“api” it is.\n"),
    ],
)
def test_a_refusal_is_one_and_says_why_on_stderr(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        Refusing().run_from_argv(["toonbank", "refusing", *arguments])
    assert stopped.value.code == 1
    assert capsys.readouterr() == ("", said)


def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        Refusing().run_from_argv(["toonbank", "refusing", "--nonsense"])
    assert stopped.value.code == 2
    assert "unrecognized arguments: --nonsense" in capsys.readouterr().err


def test_one_answer_for_people_and_for_machines() -> None:
    text, machine = StringIO(), StringIO()
    call_command(Telling(), stdout=text)
    call_command(Telling(), json=True, stdout=machine)
    assert text.getvalue() == "Het is Café.\n"
    assert json.loads(machine.getvalue()) == {"naam": "Café"}


def test_help_is_about_us_and_not_about_the_framework(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Telling().run_from_argv(["toonbank", "telling", "--help"])
    told = capsys.readouterr().out
    assert "--json" in told
    assert "--settings" not in told
    assert "--pythonpath" not in told
