"""Turns a .po catalogue into the .mo that Django reads, without GNU gettext on the machine."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(source: Path) -> Path:
    with source.open("rb") as file:
        catalogue = read_po(file, domain="django", abort_invalid=True)
    if problems := list(problems_of(catalogue)):
        sys.exit("\n".join(f"{source}: {problem}" for problem in problems))
    target = source.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return target


def problems_of(catalogue: Catalog) -> list[str]:
    # A fuzzy entry is left out of the .mo, so the page would silently fall back to English.
    fuzzy = [f"fuzzy translation of {message.id!r}" for message in catalogue if message.id and message.fuzzy]
    wrong = [f"{error} in {message.id!r}" for message, errors in catalogue.check() for error in errors]
    return fuzzy + wrong


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_catalogue(Path(name))
