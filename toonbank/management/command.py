"""What our commands share: the user's language, one way to refuse, an answer for people or for machines."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext

from toonbank.lib.errors import ToonbankError


class ToonbankCommand(BaseCommand):
    """0 done, 1 refused with the reason on stderr, 2 wrong usage."""

    suppressed_base_arguments = {  # noqa: RUF012
        "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color",
        "--force-color",
    }  # fmt: skip
    # The settings of a server are checked by `serve`; here they would only cost time.
    requires_system_checks = ()
    language = "nl"

    def add_arguments(self, parser: CommandParser) -> None:
        add_json(parser)

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        self.help = gettext(self.help) if self.help else ""
        return super().create_parser(*args, **options)

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except ToonbankError as error:
            with translation.override(self.language):
                self.refuse(error)
            sys.exit(1)

    def execute(self, *args: Any, **options: Any) -> str | None:
        with translation.override(self.language):
            return super().execute(*args, **options)

    def speak(self, locale: str) -> None:
        """Everything from here on is said in this language, a refusal as well."""
        self.language = locale
        translation.activate(locale)

    def show(self, answer: dict[str, Any], text: str, as_json: bool) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else text)

    def refuse(self, error: ToonbankError) -> None:
        self.stderr.write(error.text(gettext))
        if error.hint:
            self.stderr.write(error.hint_text(gettext))


def add_json(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help=gettext("print the answer as JSON"))
