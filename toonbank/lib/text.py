"""Text people type: made tidy for showing (`clean`, `name`) and made comparable (`key`, `slug`)."""

import re
import unicodedata
from hashlib import blake2s

from .errors import Refused, gettext_noop
from .homoglyphs import CAPITALS, LETTERS

# Fillers that are letters or symbols to Unicode and empty space to the eye.
_BLANKS = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800), " ")
_VARIATIONS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


def clean(text: str, max_length: int) -> str:
    """One tidy line in NFC; bidi, zero-width and control characters are dropped."""
    # Normalising long runs of accents is quadratic, so the size is looked at first.
    if len(text) > 4 * max_length + 1000:
        raise _too_long(max_length)
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refused("text_invalid", gettext_noop("This text holds characters that cannot be stored."))
    # Plain ASCII, most of what comes in, has nothing to drop or to normalise.
    plain = text.isascii() and text.isprintable()
    tidy = _one_line(text if plain else unicodedata.normalize("NFC", _visible(text)))
    if not tidy:
        raise Refused("text_empty", gettext_noop("Fill in some text."))
    if len(tidy) > max_length:
        raise _too_long(max_length)
    return tidy


def name(text: str, max_length: int) -> str:
    """A clean text that can be told apart by its key: with letters or digits, without emoji."""
    tidy = clean(text, max_length)
    if _EMOJI.search(tidy):
        raise Refused("text_invalid", gettext_noop("Use letters and digits, no emoji."))
    if not key(tidy):
        raise Refused("text_invalid", gettext_noop("Use at least one letter or digit."))
    return tidy


def key(text: str) -> str:
    """Equal for texts a reader takes for the same: case, accents, look-alikes and punctuation are folded."""
    folded = _folded(text)
    # Case folding can undo a normalisation and the other way round; it settles within a few turns.
    while (again := _folded(folded)) != folded:
        folded = again
    return folded


def slug(text: str) -> str:
    """For addresses: a-z, 0-9 and hyphens; a text without any Latin letter gets a stable code."""
    ascii_only = re.sub(r"[^a-z0-9]+", "-", key(text)).strip("-")
    return ascii_only or "n" + blake2s(key(text).encode("utf-8", "replace"), digest_size=4).hexdigest()


def _too_long(max_length: int) -> Refused:
    message = gettext_noop("This is too long: at most {max_length} characters.")
    return Refused("text_too_long", message, max_length=max_length)


def _visible(text: str) -> str:
    text = _NONCHARACTERS.sub("", text.translate(_BLANKS))
    return "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _VARIATIONS.sub("", _visible(text)))
    # Capitals first: a Greek capital Nu looks like N, the small letter like v.
    text = text.translate(CAPITALS).casefold()
    bare = "".join(s for s in unicodedata.normalize("NFKD", text) if not unicodedata.combining(s))
    return _one_line("".join(map(_letter_or_space, bare.translate(LETTERS))))


def _letter_or_space(sign: str) -> str:
    if sign == "+":
        return " plus "  # "iPhone 14+" is another telephone than "iPhone 14"
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    return sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " "
