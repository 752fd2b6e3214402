"""The counter's scripts as a few: small files for who reads them, one request for a tablet on bad Wi-Fi.

The files are laid one after the other as one module, each after those it needs; only imports, comments and
blanks go. So no two files name something alike (a test looks). What a file fetches later with
`import("./name.js")` becomes a part of its own, which takes from the first script what that has already. The
words a script says come with it, in the visitor's language. No tool, no step: made at the first request.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import get_language

from toonbank.doors.counter.squeeze import squeezed, squeezed_style
from toonbank.doors.counter.words import words

FIRST = "counter"
ADDRESS = "/counter/app.js"
# Made here: no file of that name exists.
WORDS = "words"
IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./(\w+)\.js";\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("\./(\w+)\.js"\)')
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)


def bundle() -> str:
    return _bundle(get_language())


def part(name: str) -> str:
    return _part(name, get_language())


@cache
def style() -> str:
    return squeezed_style(source("counter.css"))


@cache
def modules(first: str = FIRST) -> list[str]:
    """In the order in which they need each other."""
    found: list[str] = []
    _add(first, found)
    return found


@cache
def parts() -> list[str]:
    """What is fetched when it is needed, in the order of the scripts."""
    return list(dict.fromkeys(name for module in modules() for name in LATER.findall(_text(module))))


def part_modules(name: str) -> list[str]:
    return [module for module in modules(name) if module not in modules()]


def source(name: str) -> str:
    path = finders.find(f"counter/{name}")
    assert isinstance(path, str)
    return Path(path).read_text(encoding="utf-8")


def names(module: str) -> list[str]:
    """Those it hands out."""
    return [WORDS] if module == WORDS else EXPORT.findall(_text(module))


@cache
def _bundle(_language: str | None) -> str:
    lent = sorted({name for one in parts() for name in _borrowed(one)})
    return _laid(modules()) + f"export{{{','.join(lent)}}};"


@cache
def _part(name: str, _language: str | None) -> str:
    head = f'import{{{",".join(_borrowed(name))}}}from"{ADDRESS}";'
    return f"{head}{_laid(part_modules(name))}export{{{','.join(names(name))}}};export {_words(name)}"


def _borrowed(part: str) -> list[str]:
    """What a part takes from the first script."""
    imports = [found for module in part_modules(part) for found in IMPORT.findall(_text(module))]
    return sorted({name for given, module in imports if module in modules() for name in given.split(", ")})


def _add(name: str, found: list[str]) -> None:
    for _names, needed in IMPORT.findall(_text(name)):
        if needed not in found:
            _add(needed, found)
    found.append(name)


def _text(name: str) -> str:
    return "" if name == WORDS else source(f"{name}.js")


def _laid(modules: list[str]) -> str:
    return "".join(_words() if name == WORDS else _bare(_text(name)) for name in modules)


def _bare(script: str) -> str:
    alone = re.sub(r"^export ", "", IMPORT.sub("", script), flags=re.MULTILINE)
    return squeezed(LATER.sub(r'import("/counter/parts/\1.js")', alone)) + "\n"


def _words(script: str = FIRST) -> str:
    return f"const {WORDS}={json.dumps(words(script), ensure_ascii=False, separators=(',', ':'))};\n"
