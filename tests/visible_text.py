"""Finds words that a visitor would read and that no translation reaches: in templates and in scripts."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

ATTRIBUTES = {"title", "aria-label", "aria-description", "placeholder", "alt"}
BUTTONS = {"submit", "button", "reset"}
# What is the same in every language.
NAMES = {"Toonbank", "Android", "iPad", "Windows"}
WORD = re.compile(r"[^\W\d_]{2,}")
# `width` is the block of base.html that holds a class.
APART = re.compile(r"(?:blocktrans(?:late)?|comment)\b|block width\b")
FALLBACK = re.compile(r"""\|\s*(?:default|default_if_none|yesno|pluralize|add|join):\s*["']([^"']*)["']""")
SCRIPT_PART = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\bclass: "[^"\n]*\""""
    r"""|(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)""",
    re.DOTALL,
)
FILLED_IN = re.compile(r"\$\{[^{}]*\}")
SENTENCE = re.compile(r"[^\W\d_]{2,},? [^\W\d_]{2,}")
CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+[.…!?]?$")


def in_template(source: str) -> list[str]:
    reader = _Reader()
    reader.feed("".join(_html(source)))
    reader.close()
    return [text for text in reader.found if set(WORD.findall(text)) - NAMES]


def in_script(source: str) -> list[str]:
    """Sentences and words with a capital; keys, selectors and types are neither."""
    found = (match["text"] for match in SCRIPT_PART.finditer(source))
    texts = [FILLED_IN.sub(" ", text[1:-1]).strip() for text in found if text]
    return [text for text in texts if SENTENCE.search(text) or CAPITAL.match(text)]


def _html(source: str) -> list[str]:
    """The template without its tags and what needs no translation."""
    pieces, closing = [], ""
    for token in Lexer(source).tokenize():
        if closing:
            closing = "" if _name(token) == closing else closing
        elif token.token_type is TokenType.BLOCK and APART.match(token.contents):
            closing = f"end{_name(token)}"
        elif token.token_type is TokenType.TEXT:
            pieces.append(token.contents)
        elif token.token_type is TokenType.VAR:
            pieces.append(" ".join(FALLBACK.findall(token.contents)))
    return pieces


def _name(token: Token) -> str:
    return token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""


class _Reader(HTMLParser):
    """Text nodes and spoken attributes, except inside an element that names its own language."""

    VOID = {"img", "input", "link", "meta", "br", "hr", "rect", "path", "source", "wbr", "circle", "line"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        own = tag != "html" and "lang" in named
        spoken = set(ATTRIBUTES)
        if tag == "input" and named.get("type") in BUTTONS:
            spoken.add("value")
        if not own and not self._apart():
            self.found += [text for name, text in attributes if name in spoken and text]
        if tag not in self.VOID:
            self._open.append((tag, own or tag in {"script", "style", "code"}))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._apart():
            self.found.append(data.strip())

    def _apart(self) -> bool:
        return any(own for _, own in self._open)
