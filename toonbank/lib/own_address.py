"""Where people reach this installation, for links in mail."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from .errors import Misconfigured, gettext_noop

HERE = "http://127.0.0.1:8000"
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1", "0.0.0.0", "[::]", "*")


def own_address(
    given: str | None, origins: Sequence[str], hosts: Sequence[str], https: bool, served: str | None
) -> str:
    """What was said; otherwise the origin or host that visitors use; otherwise where the server listens.
    Without a slash at the end."""
    if given:
        return _checked(given)
    public = [host.lstrip(".") for host in hosts if host not in LOCAL and not host.startswith("*")]
    named = [*origins[:1], *(f"{'https' if https else 'http'}://{host}" for host in public[:1])]
    listening = [served] if served and urlsplit(served).hostname not in ("0.0.0.0", "::") else []
    return _checked([*named, *listening, HERE][0])


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        usable = False
    if not usable or any(sign.isspace() or sign in '<>"' for sign in address.strip()):
        message = gettext_noop("The address in {variable} cannot be used.")
        hint = gettext_noop("Write it as people type it: https://shop.example")
        raise Misconfigured("setting_invalid", message, hint=hint, variable="TOONBANK_ADDRESS")
    return address.strip().rstrip("/")
