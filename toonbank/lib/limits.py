"""JSON from outside, refused in linear time when it is too big, too deep or means two things."""

import json
import math
import re

from .errors import Refused, gettext_noop

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
# Possessive, and an unclosed string runs to the end: no input makes it look twice at a sign.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_ALIKE = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(sign for sign in range(256) if sign not in b"[]{}")


def loads_json(body: bytes, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> object:
    if len(body) > max_bytes:
        message = gettext_noop("This is too big: at most {max_bytes} bytes.")
        raise Refused("too_large", message, max_bytes=max_bytes)
    if _deeper(body, max_depth):
        raise _invalid("nested too deep or not closed")
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite
        )
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise _invalid(_reason(error)) from error
    return value


def _deeper(body: bytes, max_depth: int) -> bool:
    """True as well for brackets that do not close, which is no JSON anyway."""
    brackets = _STRING.sub(b"", body).translate(_ALIKE, _NO_BRACKETS)
    for _ in range(max_depth):
        # Each round takes the innermost pairs away, at the speed of C.
        before, brackets = len(brackets), brackets.replace(b"[]", b"")
        if len(brackets) == before:
            break
    return bool(brackets)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError("a number is too big")
    return number


def _reason(error: Exception) -> str:
    return "lone surrogate" if isinstance(error, UnicodeEncodeError) else str(error)


def _invalid(reason: str) -> Refused:
    return Refused("json_invalid", gettext_noop("This JSON cannot be read: {reason}."), reason=reason)
