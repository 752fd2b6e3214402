"""`toonbank …`: 0 done, 1 refused with the reason on stderr and nothing changed, 2 wrong usage."""

import os
import sys
from pathlib import Path

from toonbank.lib.errors import ToonbankError

COMMANDS = Path(__file__).parent / "management" / "commands"
ASKS_FOR_HELP: tuple[list[str], ...] = ([], ["help"], ["-h"], ["--help"])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toonbank.settings")
    try:
        raise SystemExit(_run(sys.argv[1:]))
    except ToonbankError as error:
        print(_said(error), file=sys.stderr)
        raise SystemExit(1) from None


def _run(arguments: list[str]) -> int:
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    if arguments in ASKS_FOR_HELP:
        print(_overview())
        return 0
    if arguments[0] != "help" and arguments[0] not in get_commands():
        print(_overview(), file=sys.stderr)
        return 2
    execute_from_command_line(["toonbank", *arguments])
    return 0


def _overview() -> str:
    """Our own commands; those of the framework work as well, but are nobody's daily bread."""
    from django.core.management import load_command_class
    from django.utils.translation import gettext

    names = sorted(file.stem for file in COMMANDS.glob("[a-z]*.py"))
    lines = [f"  {name:<13}{gettext(load_command_class('toonbank', name).help)}" for name in names]
    return "\n".join(["toonbank COMMAND …", *lines, "toonbank COMMAND --help"])


def _said(error: ToonbankError) -> str:
    """In the language of the product; in English when it is the settings that are wrong."""
    from django.utils.translation import gettext

    try:
        return f"{error.text(gettext)} {error.hint_text(gettext)}".strip()
    except ToonbankError:
        return str(error)


if __name__ == "__main__":
    main()
