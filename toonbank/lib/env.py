"""Settings from the environment: TOONBANK_NAME, or TOONBANK_NAME_FILE for a secret kept in a file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from .addresses import database, email
from .errors import Misconfigured, gettext_noop
from .secret import kept_secret

__all__ = ["database", "email", "flag", "items", "number", "required", "secret_key", "text"]

_YES, _NO = ("1", "true", "yes", "on", "ja"), ("0", "false", "no", "off", "nee")


@overload
def text(name: str, default: str) -> str: ...
@overload
def text(name: str, default: None = None) -> str | None: ...
def text(name: str, default: str | None = None) -> str | None:
    """An empty value counts as not set: that is how compose files pass what was left out."""
    variable = _variable(name)
    value, path = os.environ.get(variable, ""), os.environ.get(variable + "_FILE", "")
    if value and path:
        raise _wrong(variable, gettext_noop("Set {variable} or {variable}_FILE, not both."))
    return (_from_file(variable, path) if path else value) or default


def required(name: str) -> str:
    value = text(name)
    if value is None:
        hint = gettext_noop("Set {variable}, or {variable}_FILE to a file that holds it.")
        raise _wrong(_variable(name), hint)
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name)
    if value is None:
        return default
    if value.lower() not in _YES + _NO:
        raise _wrong(_variable(name), gettext_noop("Write {variable} as yes or no."))
    return value.lower() in _YES


def number(name: str, default: int, low: int | None = None, high: int | None = None) -> int:
    value = text(name)
    try:
        result = default if value is None else int(value)
    except ValueError as error:
        raise _wrong(_variable(name), gettext_noop("Write {variable} as a whole number.")) from error
    if low is not None and result < low:
        raise _wrong(_variable(name), gettext_noop("Set {variable} to {low} or more."), low=low)
    if high is not None and result > high:
        raise _wrong(_variable(name), gettext_noop("Set {variable} to {high} or less."), high=high)
    return result


def items(name: str, default: Sequence[str] = ()) -> list[str]:
    """Parted by commas; spaces around an item and empty items do not count."""
    value = text(name)
    return list(default) if value is None else [item.strip() for item in value.split(",") if item.strip()]


def secret_key(folder: Path) -> str:
    """TOONBANK_SECRET_KEY; without it a key made at the first start and kept in the folder."""
    path = folder / "secret_key"
    key = text("SECRET_KEY")
    try:
        key = key or kept_secret(path)
    except OSError as error:
        hint = gettext_noop("Set {variable}, or make {path} a file this program may read and write.")
        raise _wrong(_variable("SECRET_KEY"), hint, path=path) from error
    if len(key) < 32:
        hint = gettext_noop("Give {variable} at least 32 characters of chance.")
        raise _wrong(_variable("SECRET_KEY"), hint)
    return key


def _variable(name: str) -> str:
    return "TOONBANK_" + name.removeprefix("TOONBANK_")


def _from_file(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        hint = gettext_noop("Let {variable}_FILE name a text file this program may read; {path} is not.")
        raise _wrong(variable, hint, path=path) from error


def _wrong(variable: str, hint: str, **params: object) -> Misconfigured:
    message = gettext_noop("The setting {variable} is missing or wrong.")
    return Misconfigured("setting_invalid", message, hint=hint, variable=variable, **params)
