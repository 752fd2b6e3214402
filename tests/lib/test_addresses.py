import pytest

from toonbank.lib.addresses import database, email
from toonbank.lib.errors import Misconfigured

BACKENDS = "django.core.mail.backends."


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///var/toonbank.sqlite3", "var/toonbank.sqlite3"),
        ("sqlite:////srv/my%20shop/t.db", "/srv/my shop/t.db"),
        ("sqlite:///C:/shop/t.db", "C:/shop/t.db"),
        ("sqlite:///:memory:", ":memory:"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_sqlite(url: str, name: str) -> None:
    assert database(url) == {"ENGINE": "django.db.backends.sqlite3", "NAME": name}


def test_postgres() -> None:
    assert database("postgres://bob%40nl:p%2Fw%3A%23@db.example:5433/shop%20one?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop one",
        "USER": "bob@nl",
        "PASSWORD": "p/w:#",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    bare = database("postgresql:///shop?host=/run/postgresql")
    assert (bare["HOST"], bare["PORT"], bare["USER"], bare["OPTIONS"]) == ("/run/postgresql", "", "", {})
    assert database("postgres://u@[::1]:5432/shop")["HOST"] == "::1"


@pytest.mark.parametrize(
    "url",
    ["", "mysql://u:geheim@h/db", "sqlite://", "sqlite:///", "sqlite://host/path",
     "postgres://u:geheim@h",
     "postgres://u:geheim@h/", "postgres://u:geheim@h/a/b", "postgres://u:geheim@h:port/db",
     "postgres://u:geheim@h:99999/db", "postgres://u:geheim#x@h/db",
     "postgres://u:geheim@h/db?pool=1",
     "postgres://u:geheim@[::1/db", "/var/db.sqlite3"],
)  # fmt: skip
def test_wrong_database_addresses_are_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="TOONBANK_DATABASE_URL") as caught:
        database(url)
    assert caught.value.hint
    assert "geheim" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtps", 465, False, True)],
)
def test_smtp(scheme: str, port: int, tls: bool, ssl: bool) -> None:
    expected = {
        "EMAIL_BACKEND": BACKENDS + "smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "shop@example.nl",
        "EMAIL_HOST_PASSWORD": "p w",
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_TIMEOUT": 10,
    }
    assert email(f"{scheme}://shop%40example.nl:p%20w@mail.example") == expected
    assert email(f"{scheme}://shop%40example.nl:p%20w@mail.example:2525/?timeout=3") == expected | {
        "EMAIL_PORT": 2525,
        "EMAIL_TIMEOUT": 3,
    }


def test_console_and_files() -> None:
    assert email("console://") == {"EMAIL_BACKEND": BACKENDS + "console.EmailBackend"}
    files = {"EMAIL_BACKEND": BACKENDS + "filebased.EmailBackend"}
    assert email("file://var/mail") == files | {"EMAIL_FILE_PATH": "var/mail"}
    assert email("file:///var/my%20mail") == files | {"EMAIL_FILE_PATH": "/var/my mail"}


@pytest.mark.parametrize(
    "url",
    ["", "smtp://", "http://u:geheim@h", "smtp://u:geheim@h/path", "smtp://u:geheim@h:x", "file://",
     "smtp://u:geheim@h?timeout=x", "smtp://u:geheim@h?tls=1", "smtp://u:ge#heim@h",
     "mail.example"],
)  # fmt: skip
def test_wrong_mail_addresses_are_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="TOONBANK_EMAIL_URL") as caught:
        email(url)
    assert caught.value.hint
    assert "geheim" not in str(caught.value) + repr(caught.value)
