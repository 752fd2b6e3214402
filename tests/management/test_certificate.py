"""`toonbank certificate`: made, renewed, refused, and then really served and trusted."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography import x509

from tests.browser.server import TOONBANK, Server, prepared
from tests.processes import end, following, free_port

pytestmark = pytest.mark.one_database
HOSTS = ("--host", "localhost", "--host", "127.0.0.1")


def run(server: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(TOONBANK), "certificate", *arguments]
    return subprocess.run(command, env=server.environment, capture_output=True, text=True)


def made(server: Server, *arguments: str) -> dict[str, str]:
    done = run(server, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return prepared(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def served(shop: Server) -> Iterator[tuple[Server, dict[str, str]]]:
    running, answer = replace(shop, port=free_port()), made(shop, *HOSTS)
    keys = ["--certificate", answer["certificate"], "--key", answer["key"]]
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            [*running.serve_command, *keys],
            env=running.environment,
            stdout=log,
            stderr=log,
            preexec_fn=following(signal.SIGTERM),
        )
    try:
        yield running, answer
    finally:
        end(process, signal.SIGTERM)


def test_a_tablet_that_trusts_the_authority_connects(served: tuple[Server, dict[str, str]]) -> None:
    running, answer = served
    only = ssl.create_default_context(cafile=answer["authority"])
    assert len(only.get_ca_certs()) == 1
    for host in ("localhost", "127.0.0.1"):
        health = patiently(f"https://{host}:{running.port}/health", only)
        assert health == (200, b'{"status": "ok"}')
    status, page = patiently(f"https://localhost:{running.port}/trust/", only)
    assert (status, answer["fingerprint"] in page.decode()) == (200, True)
    with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urlopen(f"https://localhost:{running.port}/health", context=ssl.create_default_context())
    line = socket.create_connection(("127.0.0.1", running.port))
    with line, pytest.raises(ssl.SSLCertVerificationError, match="not valid for 'bank.example'"):
        only.wrap_socket(line, server_hostname="bank.example")


def patiently(address: str, context: ssl.SSLContext) -> tuple[int, bytes]:
    for _turn in range(300):
        try:
            with urlopen(address, context=context, timeout=60) as response:
                return response.status, response.read()
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_again_renews_and_keeps_the_authority(shop: Server) -> None:
    first = made(shop, *HOSTS)
    before = [Path(first[name]).read_bytes() for name in ("authority", "certificate", "key")]
    again = made(shop, "--host", "192.168.1.10", "--host", "balie.local")
    after = [Path(first[name]).read_bytes() for name in ("authority", "certificate", "key")]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]
    assert (again["new_authority"], again["fingerprint"]) == (False, first["fingerprint"])
    anew = made(shop, *HOSTS, "--new-authority")
    assert (anew["new_authority"], anew["fingerprint"] == first["fingerprint"]) == (True, False)


def test_keys_are_for_their_owners_eyes(shop: Server) -> None:
    folder = Path(made(shop, *HOSTS)["key"]).parent
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {
        "authority.key": 0o600,
        "authority.pem": 0o644,
        "server.key": 0o600,
        "server.pem": 0o644,
    }


@pytest.mark.parametrize("host", ["example.com", "8.8.8.8", "no host", "-", "", "a..b"])
def test_what_is_refused_changes_nothing(shop: Server, host: str) -> None:
    certificate = Path(made(shop, *HOSTS)["certificate"])
    before = certificate.read_bytes()
    done = run(shop, "--host", host)
    assert (done.returncode, bool(done.stderr), "Traceback" in done.stderr) == (1, True, False)
    assert certificate.read_bytes() == before


def test_a_shop_with_a_name_of_its_own_may_speak_for_it(shop: Server) -> None:
    answer = made(shop, "--host", "tablets.fixandgo.example", "--new-authority")
    authority = x509.load_pem_x509_certificate(Path(answer["authority"]).read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)
    named = limits.value.permitted_subtrees or []
    assert limits.critical
    assert x509.DNSName("tablets.fixandgo.example") in named
    assert x509.DNSName("example") not in named
