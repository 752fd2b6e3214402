"""The shop's own authority: what it signs, for how long, and for whom it may speak."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from toonbank.lib import certificates
from toonbank.lib.errors import Misconfigured, Refused

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
HOSTS = ["balie.local", "192.168.1.10", "fd00::10"]


def load(folder: Path, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / name).read_bytes())


def test_how_long_and_for_which_hosts(tmp_path: Path) -> None:
    made = certificates.make(tmp_path, HOSTS, NOW)
    authority, server = load(tmp_path, "authority.pem"), load(tmp_path, "server.pem")
    life = server.not_valid_after_utc - server.not_valid_before_utc
    assert (life, made.until) == (timedelta(days=397), NOW + timedelta(days=396))
    assert authority.not_valid_after_utc == NOW + timedelta(days=3652)
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["balie.local"]
    assert names.get_values_for_type(x509.IPAddress) == [ip_address("192.168.1.10"), ip_address("fd00::10")]


def test_somebody_elses_implementation_trusts_it(tmp_path: Path) -> None:
    certificates.make(tmp_path, HOSTS, NOW)
    store = Store([load(tmp_path, "authority.pem")])
    policy = PolicyBuilder().store(store).time(NOW + timedelta(days=300))
    server = load(tmp_path, "server.pem")
    for subject in (x509.DNSName("balie.local"), x509.IPAddress(ip_address("192.168.1.10"))):
        chain = policy.build_server_verifier(subject).verify(server, [])
        assert chain[0] == server
    with pytest.raises(VerificationError):
        policy.build_server_verifier(x509.DNSName("kassa.local")).verify(server, [])


def test_a_stolen_authority_cannot_speak_for_a_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificates.make(tmp_path, HOSTS, NOW)
    monkeypatch.setattr(certificates, "_covered", lambda *_: None)
    certificates.make(tmp_path, ["bank.example"], NOW)
    policy = PolicyBuilder().store(Store([load(tmp_path, "authority.pem")])).time(NOW)
    with pytest.raises(VerificationError):
        policy.build_server_verifier(x509.DNSName("bank.example")).verify(load(tmp_path, "server.pem"), [])


@pytest.mark.parametrize("host", ["bank.example", "1.1.1.1", "2001:db8::1", "xlocal"])
def test_outside_its_limits(tmp_path: Path, host: str) -> None:
    certificates.make(tmp_path, HOSTS, NOW)
    with pytest.raises(Refused) as refused:
        certificates.make(tmp_path, [host], NOW)
    assert refused.value.code == "host_outside"


def test_in_its_last_year_an_authority_signs_nothing(tmp_path: Path) -> None:
    certificates.make(tmp_path, HOSTS, NOW)
    certificates.make(tmp_path, HOSTS, NOW + timedelta(days=3652 - 397))
    with pytest.raises(Refused) as refused:
        certificates.make(tmp_path, HOSTS, NOW + timedelta(days=3652 - 396))
    assert refused.value.code == "authority_old"


def test_a_lost_key_is_said(tmp_path: Path) -> None:
    certificates.make(tmp_path, HOSTS, NOW)
    (tmp_path / "authority.key").write_text("")
    with pytest.raises(Misconfigured) as lost:
        certificates.make(tmp_path, HOSTS, NOW)
    assert lost.value.code == "authority_unreadable"
    assert certificates.make(tmp_path, HOSTS, NOW, anew=True).new_authority


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Balie.Local.", "balie.local"),
        ("[::1]", ip_address("::1")),
        ("10.0.0.1", ip_address("10.0.0.1")),
    ],
)
def test_hosts_as_people_write_them(text: str, host: object) -> None:
    assert certificates.host(text) == host
