"""The counter's scripts as one: small files for who reads them, one request for a tablet on bad Wi-Fi.

Each file becomes a function that runs once and hands out what it exports; only its imports, comments and
blanks are touched. No tool, no step: made at the first request from the files as they are.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

FIRST = "counter"
# Loaded by itself, when somebody types.
APART = {"private"}
IMPORT = re.compile(r'^import (?:\* as )?(\{[^}]*\}|\w+) from "\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
TEXT_OR_REMARK = re.compile(
    r"""("(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)|/\*\*?.*?\*/|(?:^|(?<=\s))//[^\n]*""", re.DOTALL
)
SIGN = r"[-+*/=<>!?:&|,;{}()\[\]%]"
BLANK = re.compile(rf"(?<=[;,{{(\[])\n|\n(?=[)\]}}])|(?<![+-]) (?={SIGN})|(?<={SIGN}) (?![+-])")


@cache
def bundle() -> str:
    return "\n".join(map(_as_function, modules()))


@cache
def style() -> str:
    bare = re.sub(r"/\*.*?\*/", "", source("counter.css"), flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+|\s+(?=\n)|^\s+", r"\1", bare, flags=re.MULTILINE)


def modules() -> list[str]:
    """In the order in which they need each other."""
    found: list[str] = []
    _add(FIRST, found)
    return found


def source(name: str) -> str:
    path = finders.find(f"counter/{name}")
    assert isinstance(path, str)
    return Path(path).read_text(encoding="utf-8")


def squeezed(script: str) -> str:
    """Without remarks and blanks; texts stay as they are."""
    pieces = []
    last = 0
    for match in TEXT_OR_REMARK.finditer(script):
        pieces.append(_without_blanks(script[last : match.start()]))
        pieces.append(match[1] or "")
        last = match.end()
    pieces.append(_without_blanks(script[last:]))
    return "".join(pieces)


def _add(name: str, found: list[str]) -> None:
    for _names, needed in IMPORT.findall(source(f"{name}.js")):
        if needed not in found:
            _add(needed, found)
    found.append(name)


def _as_function(name: str) -> str:
    script = source(f"{name}.js")
    exported = ",".join(EXPORT.findall(script))
    inner = IMPORT.sub(lambda match: f"const {match[1]} = ${match[2]};\n", script)
    inner = squeezed(re.sub(r"^export ", "", inner, flags=re.MULTILINE))
    return f"const ${name}=(()=>{{{inner}return{{{exported}}}}})();"


def _without_blanks(code: str) -> str:
    return BLANK.sub("", re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t]+", " ", code)))
