"""Mail and a real mail server: accepted once, refused, absent, back again."""

import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.conftest import MONDAY
from tests.jobs.post_office import PostOffice
from tests.jobs.test_worker import letter
from toonbank.jobs import registry
from toonbank.jobs.claim import MOST_TRIES
from toonbank.jobs.message import message_id
from toonbank.jobs.models import Outbox
from toonbank.jobs.outbox import OLDEST, SERVER_PAUSE, send_due
from toonbank.lib.addresses import email as settings_of

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime]


@pytest.fixture(autouse=True)
def _sent_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "addresses", [])


def later(minutes: float) -> Clock:
    return lambda: MONDAY + timedelta(minutes=minutes)


def test_what_arrives(post_office: PostOffice, clock: Clock, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Toonbank <rapport@zaak.example>"
    letter(
        "sam", subject="Café “Zuid”: € 8,00", html="<p>Hallo</p>", attachment=b"%PDF-1.7",
        attachment_name="week.pdf", unsubscribe="https://zaak.example/mail/stop/x/",
    ).save()  # fmt: skip
    assert send_due(clock).sent == 1
    (message,) = post_office.accepted
    assert (message["Subject"], message["To"]) == ("Café “Zuid”: € 8,00", "sam@example.nl")
    assert message["Message-ID"] == message_id("sam")
    assert message["Message-ID"].endswith("@zaak.example>")
    assert message["List-Unsubscribe"] == "<https://zaak.example/mail/stop/x/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]


def test_a_server_that_is_down_costs_nothing_and_comes_back(settings: Any, clock: Clock) -> None:
    office = PostOffice()
    office.use(settings)
    for key in ("sam", "noor"):
        letter(key).save()
    assert send_due(clock).error.startswith("ConnectionRefusedError")
    assert send_due(later(4)).error == ""
    assert send_due(later(5)).error.startswith("ConnectionRefusedError")
    waiting = Outbox.objects.values_list("tries", "due_at", "sent_at").distinct()
    assert list(waiting) == [(0, MONDAY + 2 * SERVER_PAUSE, None)]
    with office:
        assert send_due(later(10)).sent == 2
        assert send_due(later(60)).sent == 0
    assert office.recipients() == ["noor@example.nl", "sam@example.nl"]
    assert set(Outbox.objects.values_list("error", flat=True)) == {""}


def test_nobody_waits_for_a_mail_of_last_week(post_office: PostOffice) -> None:
    letter("sam").save()
    assert send_due(lambda: MONDAY + OLDEST + timedelta(minutes=1)).sent == 0
    assert Outbox.objects.get().tries == MOST_TRIES


def test_an_address_nobody_has_is_given_up_and_the_others_go_on(
    post_office: PostOffice, clock: Clock
) -> None:
    post_office.refuses["sam@example.nl"] = "550 5.1.1 nobody here"
    for key in ("sam", "noor"):
        letter(key).save()
    assert send_due(clock).sent == 1
    sam = Outbox.objects.get(key="sam")
    assert (sam.tries, sam.sent_at, "550" in sam.error) == (MOST_TRIES, None, True)
    assert post_office.recipients() == ["noor@example.nl"]


@pytest.mark.parametrize("how", ["recipient", "data"])
def test_a_server_that_says_later_is_asked_later(post_office: PostOffice, clock: Clock, how: str) -> None:
    letter("sam").save()
    if how == "data":
        post_office.answers = "451 greylisted"
    else:
        post_office.refuses["sam@example.nl"] = "450 greylisted"
    assert send_due(clock).sent == 0
    assert send_due(later(0.5)).sent == 0
    post_office.answers, post_office.refuses = "250 OK", {}
    assert send_due(later(1)).sent == 1
    assert len(post_office.accepted) == 1


@pytest.mark.parametrize("field", ["subject", "recipient"])
def test_a_newline_in_a_header_never_leaves(post_office: PostOffice, clock: Clock, field: str) -> None:
    letter("sam", **{field: "sam@example.nl\nBcc: everybody@example.nl"}).save()
    assert send_due(clock).sent == 0
    assert (post_office.accepted, Outbox.objects.get().tries) == ([], MOST_TRIES)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_with_a_password(settings: Any, clock: Clock) -> None:
    with PostOffice(password="geheim/1") as office:
        letter("sam").save()
        office.use(settings, **address(f"smtp://post:fout@127.0.0.1:{office.port}"))
        assert "535" in send_due(clock).error
        office.use(settings, **address(f"smtp://post:geheim%2F1@127.0.0.1:{office.port}"))
        assert send_due(later(6)).sent == 1
        assert set(office.logins) == {"post"}


def test_over_tls_with_a_certificate_that_is_checked(
    settings: Any, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = self_signed(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    with PostOffice(tls=tls) as office:
        letter("sam").save()
        office.use(settings, **address(f"smtp+tls://127.0.0.1:{office.port}"))
        assert "CERTIFICATE_VERIFY_FAILED" in send_due(clock).error
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert send_due(later(6)).sent == 1


def address(url: str) -> dict[str, Any]:
    """What TOONBANK_EMAIL_URL becomes."""
    return settings_of(url)


def self_signed(folder: Path) -> tuple[Path, Path]:
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "post")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = (
        builder.not_valid_before(datetime(2020, 1, 1))  # noqa: DTZ001
        .not_valid_after(datetime(2100, 1, 1))  # noqa: DTZ001
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "post.crt", folder / "post.txt"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    paths[1].write_bytes(key.private_bytes(*form))
    return paths
