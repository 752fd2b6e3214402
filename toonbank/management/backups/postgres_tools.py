"""pg_dump and pg_restore: where they are, how they hear the password, what they say when it goes wrong."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _
from psycopg.conninfo import make_conninfo

from toonbank.lib.errors import Refused

DEBIAN = Path("/usr/lib/postgresql")


def run(program: str, settings: dict[str, Any], options: list[str]) -> None:
    # By the environment: the command line of a process can be read by everybody on the machine.
    environment = {**os.environ, "PGPASSWORD": str(settings.get("PASSWORD") or "")}
    done = subprocess.run([path_of(program), *options], env=environment, capture_output=True, text=True)
    if done.returncode:
        message = _("{program} did not finish: {reason}")
        raise Refused("program_failed", message, program=program, reason=done.stderr.strip()[-600:])


def path_of(program: str) -> str:
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        hint = _("Install PostgreSQL's client programs (Debian: postgresql-client), as new as the server.")
        raise Refused("program_missing", _("{program} is not on this machine."), hint=hint, program=program)
    return found


def address(settings: dict[str, Any], name: str) -> str:
    """Without the password."""
    passed = ("sslmode", "sslcert", "sslkey", "sslrootcert", "channel_binding", "target_session_attrs")
    options = {key: settings["OPTIONS"][key] for key in passed if key in settings.get("OPTIONS", {})}
    given = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    known = {key: str(value) for key, value in given.items() if value}
    return make_conninfo("", dbname=name, **known, **options)
