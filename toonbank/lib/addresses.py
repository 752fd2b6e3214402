"""Database and e-mail addresses (URLs) as the settings Django wants. No error repeats the address:
it may hold a password."""

from typing import Any, TypedDict
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from .errors import Misconfigured, gettext_noop

_POSTGRES_OPTIONS = {
    "application_name", "channel_binding", "connect_timeout", "options", "sslcert", "sslkey", "sslmode",
    "sslrootcert", "target_session_attrs",
}  # fmt: skip
_MAIL = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}
_BACKENDS = "django.core.mail.backends."


class _Parts(TypedDict):
    user: str
    password: str
    host: str
    port: int | None


def database(url: str) -> dict[str, Any]:
    """An entry of DATABASES from sqlite:///path or postgres://user:password@host:port/name?sslmode=require."""
    if url in ("sqlite://:memory:", "sqlite:///:memory:"):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    parts = _split("TOONBANK_DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return _sqlite(parts)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(parts)
    raise _wrong_database()


def email(url: str) -> dict[str, Any]:
    """EMAIL_* settings from smtp://, smtp+tls://, smtps://, console:// or file://directory."""
    parts = _split("TOONBANK_EMAIL_URL", url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": _BACKENDS + "console.EmailBackend"}
    if parts.scheme == "file" and (path := unquote(parts.netloc + parts.path)):
        return {"EMAIL_BACKEND": _BACKENDS + "filebased.EmailBackend", "EMAIL_FILE_PATH": path}
    if parts.scheme in _MAIL and parts.hostname and parts.path in ("", "/"):
        return _smtp(parts)
    raise _wrong_email()


def _split(variable: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise _encode(variable) from error
    if parts.fragment:
        raise _encode(variable)
    return parts


def _sqlite(parts: SplitResult) -> dict[str, Any]:
    path = unquote(parts.path.removeprefix("/"))
    if parts.netloc or parts.query or not path:
        raise _wrong_database()
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path}


def _postgres(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    socket = options.pop("host", "")  # a directory, as libpq writes it
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in parts.path[1:] or not options.keys() <= _POSTGRES_OPTIONS:
        raise _wrong_database()
    who = _parts(parts)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": who["user"],
        "PASSWORD": who["password"],
        "HOST": who["host"] or socket,
        "PORT": str(who["port"] or ""),
        "OPTIONS": dict(options),
    }


def _smtp(parts: SplitResult) -> dict[str, Any]:
    port, start_tls, tls = _MAIL[parts.scheme]
    options = dict(parse_qsl(parts.query))
    timeout = options.pop("timeout", "10")
    if options or not timeout.isdecimal():
        raise _wrong_email()
    who = _parts(parts)
    return {
        "EMAIL_BACKEND": _BACKENDS + "smtp.EmailBackend",
        "EMAIL_HOST": who["host"],
        "EMAIL_PORT": who["port"] or port,
        "EMAIL_HOST_USER": who["user"],
        "EMAIL_HOST_PASSWORD": who["password"],
        "EMAIL_USE_TLS": start_tls,
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": int(timeout),
    }


def _parts(parts: SplitResult) -> _Parts:
    return {
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "host": unquote(parts.hostname or ""),
        "port": parts.port,
    }


def _encode(variable: str) -> Misconfigured:
    message = gettext_noop("The address in {variable} cannot be read.")
    hint = gettext_noop("Write the signs # / ? @ : in a name or password as %23 %2F %3F %40 %3A.")
    return Misconfigured("setting_invalid", message, hint=hint, variable=variable)


def _wrong_database() -> Misconfigured:
    message = gettext_noop("The address in {variable} cannot be used.")
    hint = gettext_noop("Write sqlite:///var/toonbank.sqlite3 or postgres://user:password@host:5432/name.")
    return Misconfigured("setting_invalid", message, hint=hint, variable="TOONBANK_DATABASE_URL")


def _wrong_email() -> Misconfigured:
    message = gettext_noop("The address in {variable} cannot be used.")
    hint = gettext_noop(
        "Write smtp+tls://user:password@host:587, smtps://…, smtp://…, console:// or file://directory."
    )
    return Misconfigured("setting_invalid", message, hint=hint, variable="TOONBANK_EMAIL_URL")
