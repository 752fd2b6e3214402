"""Handing this process over to the web server, so that nothing of the command stays in memory."""

import os
import socket
import sys
from argparse import ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from django.core.management.base import CommandParser
from django.db import connections
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused

HOST, PORT, WORKERS, THREADS = "127.0.0.1", 8000, 1, 4
# Memory of an old laptop: what a page has used goes back to the system (docs/why/0025).
SPARING = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Place:
    """Where and how to serve; a certificate and its key make it https."""

    host: str = HOST
    port: int = PORT
    workers: int = WORKERS
    threads: int = THREADS
    certificate: str | None = None
    key: str | None = None

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}/"


def add_place(parser: CommandParser) -> None:
    parser.add_argument("--host", default=HOST, help=gettext("address to listen on (default %(default)s)"))
    parser.add_argument(
        "--port", default=PORT, type=port, help=gettext("port to listen on (default %(default)s)")
    )


def port(given: str) -> int:
    return _number(given, 65_535)


def count(given: str) -> int:
    return _number(given, 64)


def checked(place: Place) -> Place:
    """Refuses what the web server would only report in its own words."""
    if (place.certificate is None) != (place.key is None):
        raise Refused("certificate_alone", _("Give --certificate and --key together."))
    for path in filter(None, (place.certificate, place.key)):
        if not os.access(path, os.R_OK):
            raise Refused("file_unreadable", _("The file {path} cannot be read."), path=path)
    if place.key and "BEGIN PRIVATE KEY" not in Path(place.key).read_text("utf-8", "replace"):
        hint = _("Convert it: openssl pkcs8 -topk8 -nocrypt -in {path} -out key.pem")
        message = _("The key in {path} is not in PKCS#8 form.")
        raise Refused("key_form", message, hint=hint, path=place.key)
    _refuse_taken(place)
    return place


def hand_over(place: Place) -> NoReturn:
    if place.certificate:
        os.environ.setdefault("TOONBANK_HTTPS", "1")
    for name, value in SPARING.items():
        os.environ.setdefault(name, value)
    os.environ["TOONBANK_SERVED_AT"] = place.address
    connections.close_all()
    sys.stdout.flush()
    os.execv(sys.executable, command(place))


def command(place: Place) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": place.host,
        "--port": place.port,
        "--workers": place.workers,
        "--blocking-threads": place.threads,
        # A thread that stays keeps its database connection.
        "--blocking-threads-idle-timeout": 600,
        "--workers-kill-timeout": 10,
        "--log-level": "warning",
    }
    if place.certificate:
        options |= {"--ssl-certificate": place.certificate, "--ssl-keyfile": place.key}
        # Tablets of ten years old stop at 1.2.
        options["--ssl-protocol-min"] = "tls1.2"
    words = [str(word) for pair in options.items() for word in pair]
    return [sys.executable, "-m", "granian", *words, "--respawn-failed-workers", "toonbank.wsgi:application"]


def _number(given: str, most: int) -> int:
    if not given.isdecimal() or not 1 <= int(given[:6]) <= most:
        raise ArgumentTypeError(f"must be a whole number from 1 to {most}")
    return int(given)


def _refuse_taken(place: Place) -> None:
    try:
        (family, kind, *_rest, where), *_others = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        message = _("{address} cannot be used: {reason}.")
        hint = _("Choose another with --host or --port.")
        raise Refused(
            "address_taken", message, hint=hint, address=place.address, reason=error.strerror
        ) from error
