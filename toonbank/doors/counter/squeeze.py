"""Scripts and styles without remarks and blanks: what is read by people, not by tablets. Names stay."""

import re

TEXT_OR_REMARK = re.compile(
    r"""("(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)|/\*\*?.*?\*/|(?:^|(?<=\s))//[^\n]*""", re.DOTALL
)
SIGN = r"[-+*/=<>!?:&|,;{}()\[\]%]"
BLANK = re.compile(rf"(?<=[;,{{(\[])\n|\n(?=[)\]}}])|(?<![+-]) (?={SIGN})|(?<={SIGN}) (?![+-])")


def squeezed(script: str) -> str:
    """Texts stay as they are."""
    pieces = []
    last = 0
    for match in TEXT_OR_REMARK.finditer(script):
        pieces.append(_without_blanks(script[last : match.start()]))
        pieces.append(match[1] or "")
        last = match.end()
    pieces.append(_without_blanks(script[last:]))
    return "".join(pieces)


def squeezed_style(style: str) -> str:
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+|\s+(?=\n)|^\s+", r"\1", bare, flags=re.MULTILINE)


def _without_blanks(code: str) -> str:
    return BLANK.sub("", re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t]+", " ", code)))
