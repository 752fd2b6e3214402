"""Codes that people read out and type over: eight capitals and digits, none of which look alike."""

import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8


def fresh() -> str:
    """Forty random bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def from_digest(digest: bytes) -> str:
    """The code that belongs to at least 16 bytes nobody can guess."""
    number, signs = int.from_bytes(digest, "big"), []
    for _sign in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[at])
    return "".join(signs)


def shown(code: str) -> str:
    """ "K7QM-2XPA" """
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str:
    """As it was made, whatever case, spaces and dashes it was typed with; "" when it is no code."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code) else ""
