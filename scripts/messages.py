"""Collects every text to translate and merges it into the Dutch catalogue, without GNU gettext."""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "toonbank"
CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
TEMPLATES = {".html", ".txt"}
# An entry with this comment has its msgid in a library; our catalogue comes first, so our words win.
BORROWED = "Said by a library, in our words."
HEADER = r"""# Dutch, the language of the product. `make messages` keeps this file in step with the code.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: nl\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
SINGULAR, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": SINGULAR,
    "gettext": SINGULAR,
    "gettext_lazy": SINGULAR,
    "gettext_noop": SINGULAR,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": PLURAL_IN_CONTEXT,
    "npgettext_lazy": PLURAL_IN_CONTEXT,
}
Id = str | tuple[str, ...]


class Found(NamedTuple):
    file: str
    id: Id
    context: str | None


def main() -> int:
    catalogue = merged(found_in(SOURCE), read(CATALOGUE))
    write(CATALOGUE, catalogue)
    missing = [message for message in catalogue if message.id and not is_translated(message)]
    for message in missing:
        print(f"untranslated: {message.id!r}", file=sys.stderr)
    print(f"{len(catalogue)} texts, {len(missing)} of them untranslated")
    return int(bool(missing))


def found_in(folder: Path) -> list[Found]:
    """Every marked text of the Python files and templates below `folder`."""
    return [found for path in sorted(folder.rglob("*")) if path.is_file() for found in found_in_file(path)]


def found_in_file(path: Path) -> Iterator[Found]:
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    for _line, message, _comments, context in extract("python", BytesIO(python_of(path)), keywords=KEYWORDS):
        yield Found(name, message, context)


def python_of(path: Path) -> bytes:
    """A template as Python calls; nothing for a file that holds no texts."""
    if path.suffix == ".py":
        return path.read_bytes()
    if path.suffix not in TEMPLATES:
        return b""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # The indentation of HTML is none of Python's.
    return "\n".join(line.lstrip() for line in calls.splitlines()).encode()


def merged(found: Iterable[Found], before: Catalog) -> Catalog:
    """What the code says now, with the translations there were, and what is borrowed from libraries."""
    after = Catalog(locale="nl", charset="utf-8")
    for file, message_id, context in found:
        after.add(message_id, context=context, locations=[(file, 0)])
    for old in before:
        if BORROWED in old.user_comments and after.get(old.id, old.context) is None:
            after.add(old.id, context=old.context, user_comments=old.user_comments)
    for message in after:
        kept = before.get(message.id, message.context) if message.id else None
        if kept is not None and isinstance(kept.id, str) == isinstance(message.id, str):
            message.string = kept.string
            message.flags |= kept.flags & {"fuzzy"}
    return after


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="nl")
    with path.open("rb") as file:
        return read_po(file, locale="nl", domain="django")


def write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = BytesIO()
    write_po(body, catalogue, width=110, omit_header=True, sort_output=True, include_lineno=False)
    path.write_text(HEADER + body.getvalue().decode().strip() + "\n", encoding="utf-8")


def is_translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    return bool(strings) and all(strings)


if __name__ == "__main__":
    sys.exit(main())
