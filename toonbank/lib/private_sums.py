"""Checksums: what tells a real number from any row of digits."""

import re
from collections.abc import Callable


def mod97(value: str) -> bool:
    """IBAN, ISO 13616: country and check digits to the end, letters as 10 to 35, remainder 1.

    >>> mod97("NL91 ABNA 0417 1643 00")
    True
    """
    bare = re.sub("[^0-9A-Za-z]", "", value)
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1


def eleven(value: str) -> bool:
    """BSN, the eleven test: weights 9 to 2 and -1.

    >>> eleven("111222333")
    True
    """
    digits = _digits(value)
    return any(digits) and (sum((9 - n) * digit for n, digit in enumerate(digits)) - 2 * digits[8]) % 11 == 0


def rrn(value: str) -> bool:
    """Rijksregisternummer: birth date, serial, 97 minus the remainder; born since 2000: with a 2 in front.

    >>> rrn("93.05.18-223.61")
    True
    """
    digits = "".join(map(str, _digits(value)))
    month, day, number, control = int(digits[2:4]), int(digits[4:6]), int(digits[:9]), int(digits[9:])
    # Numbers of people from abroad carry the month plus 20 or 40.
    born = month % 20 < 13 and month < 60 and day < 32
    return born and control in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)


def luhn(value: str) -> bool:
    """IMEI: every second digit from the right doubled; all digits add up to a multiple of ten.

    >>> luhn("490154203237518")
    True
    """
    doubled = [digit * (1 + n % 2) for n, digit in enumerate(reversed(_digits(value)))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _digits(value: str) -> list[int]:
    return [int(char) for char in re.findall("[0-9]", value)]


SUMS: dict[str, Callable[[str], bool]] = {"mod97": mod97, "eleven": eleven, "rrn": rrn, "luhn": luhn}
