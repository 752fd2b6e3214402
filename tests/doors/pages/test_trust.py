"""/trust/: the certificate and how to install it, without a log-in and without a secret."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.test import Client

from toonbank.lib import certificates

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "tls"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_the_fingerprint(folder: Path, language: str) -> None:
    made = certificates.make(folder, ["balie.local"], NOW)
    page = Client().get("/trust/", headers={"accept-language": language})
    shown = page.content.decode()
    assert (page.status_code, made.fingerprint in shown) == (200, True)
    assert (f'<html lang="{language}">' in shown, "PRIVATE" in shown) == (True, False)


def test_the_file_is_the_authority_and_nothing_else(folder: Path) -> None:
    certificates.make(folder, ["balie.local"], NOW)
    answer = Client().get("/trust/toonbank.crt")
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    assert answer["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(answer.content) == authority


def test_without_a_certificate(folder: Path) -> None:
    found = [Client().get(address).status_code for address in ("/trust/", "/trust/toonbank.crt")]
    assert found == [200, 404]
    assert Client().post("/trust/").status_code == 405
