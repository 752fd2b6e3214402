"""`toonbank …`: 0 done, 1 refused with the reason on stderr and nothing changed, 2 wrong usage."""

import os
import sys

from toonbank.lib.errors import ToonbankError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toonbank.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["toonbank", *sys.argv[1:]])
    except ToonbankError as error:
        print(_said(error), file=sys.stderr)
        raise SystemExit(1) from None


def _said(error: ToonbankError) -> str:
    """In the language of the product; in English when it is the settings that are wrong."""
    from django.utils.translation import gettext

    try:
        return f"{error.text(gettext)} {error.hint_text(gettext)}".strip()
    except ToonbankError:
        return str(error)


if __name__ == "__main__":
    main()
