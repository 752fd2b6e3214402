"""A certificate authority of the shop's own, for https on its own network.

It is made once and signs the server's certificate, which is renewed every year. Whoever had its key could
only speak for the shop's own names and private addresses: the authority itself says so.
"""

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .certificate_files import keep, keep_key
from .errors import Misconfigured, Refused, gettext_noop

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
SERVER, SERVER_KEY = "server.pem", "server.key"
AUTHORITY_LIFE = timedelta(days=3652)
# The longest that browsers take from anybody.
SERVER_LIFE = timedelta(days=397)
# Clocks of tablets run behind.
EARLIER = timedelta(days=1)
OWN_NAMES = ("localhost", "local", "lan", "home", "internal", "home.arpa")
OWN_NETWORKS = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
    "fc00::/7", "fe80::/10", "::1/128",
)  # fmt: skip
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Host = str | Address


@dataclass(frozen=True)
class Made:
    """`new_authority`: tablets have to be told to trust it."""

    fingerprint: str
    until: datetime
    new_authority: bool


def make(folder: Path, hosts: list[str], now: datetime, anew: bool = False) -> Made:
    """A server certificate for these hosts; an authority only when there is none yet, or `anew`."""
    wanted = [host(name) for name in hosts]
    exists = (folder / AUTHORITY).exists() and not anew
    authority, key = _read(folder) if exists else _authority(wanted, now)
    _covered(authority, wanted, now)
    if not exists:
        keep_key(folder / AUTHORITY_KEY, key)
        keep(folder / AUTHORITY, authority)
    certificate, server_key = _server(wanted, authority, key, now)
    keep_key(folder / SERVER_KEY, server_key)
    keep(folder / SERVER, certificate, authority)
    return Made(fingerprint(authority), certificate.not_valid_after_utc, not exists)


def host(name: str) -> Host:
    try:
        return ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        pass
    plain = name.strip().rstrip(".").lower()
    if not re.fullmatch(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", plain):
        message = gettext_noop("“{host}” is no name or address of a computer.")
        raise Refused("host_invalid", message, field="host", host=name[:60])
    return plain


def fingerprint(authority: x509.Certificate) -> str:
    """SHA-256 in pairs, as phones show it."""
    return authority.fingerprint(hashes.SHA256()).hex(":").upper()


def authority_in(folder: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _read(folder: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    authority = authority_in(folder)
    try:
        key = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    except (OSError, ValueError):
        key = None
    if authority is None or not isinstance(key, ec.EllipticCurvePrivateKey):
        message = gettext_noop("The files of the authority in {folder} cannot be read.")
        hint = gettext_noop("Put them back from a backup, or make new ones with --new-authority.")
        raise Misconfigured("authority_unreadable", message, hint=hint, folder=folder)
    return authority, key


def _authority(hosts: list[Host], now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Toonbank {now:%Y-%m-%d}")])
    builder = _builder(name, name, key, now, AUTHORITY_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs=True), critical=True)
    limits = x509.NameConstraints(permitted_subtrees=_permitted(hosts), excluded_subtrees=None)
    return builder.add_extension(limits, critical=True).sign(key, hashes.SHA256()), key


def _permitted(hosts: list[Host]) -> list[x509.GeneralName]:
    names = dict.fromkeys([*OWN_NAMES, *(one for one in hosts if isinstance(one, str))])
    networks = [ipaddress.ip_network(one) for one in OWN_NETWORKS]
    single = [ipaddress.ip_network(one) for one in hosts if not isinstance(one, str)]
    outside = [one for one in single if not any(_within(one, network) for network in networks)]
    return [*map(x509.DNSName, names), *map(x509.IPAddress, [*networks, *outside])]


def _covered(authority: x509.Certificate, hosts: list[Host], now: datetime) -> None:
    """A certificate the authority may not give would be refused by every tablet, without a reason."""
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    names = [one.value for one in limits if isinstance(one, x509.DNSName)]
    networks = [one.value for one in limits if isinstance(one, x509.IPAddress)]
    hint = gettext_noop("Make a new authority with --new-authority; every tablet then has to trust it anew.")
    for one in hosts:
        inside = (
            any(one == name or one.endswith(f".{name}") for name in names)
            if isinstance(one, str)
            else any(_within(ipaddress.ip_network(one), network) for network in networks)
        )
        if not inside:
            message = gettext_noop("The authority of this shop may not speak for {host}.")
            raise Refused("host_outside", message, field="host", hint=hint, host=one)
    if authority.not_valid_after_utc < now + SERVER_LIFE:
        raise Refused("authority_old", gettext_noop("The authority is nearly ten years old."), hint=hint)


def _within(inner: object, outer: object) -> bool:
    v4, v6 = ipaddress.IPv4Network, ipaddress.IPv6Network
    if isinstance(inner, v4) and isinstance(outer, v4):
        return inner.subnet_of(outer)
    return isinstance(inner, v6) and isinstance(outer, v6) and inner.subnet_of(outer)


def _server(
    hosts: list[Host], authority: x509.Certificate, signer: ec.EllipticCurvePrivateKey, now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(hosts[0])[:64])])
    builder = _builder(name, authority.subject, key, now, SERVER_LIFE - EARLIER)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    names = [x509.DNSName(one) if isinstance(one, str) else x509.IPAddress(one) for one in hosts]
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return builder.add_extension(above, critical=False).sign(signer, hashes.SHA256()), key


def _builder(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
