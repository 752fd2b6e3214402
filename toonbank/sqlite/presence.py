"""Who has a database file open: every process of ours shows that it is there, so that a restore never
takes the file from under one of them. Windows has no flock: there only SQLite's own locks say so."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy, Refused

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def show(database: str) -> int | None:
    """Until this process ends. Raises Busy while somebody puts another file in its place."""
    try:
        handle = _open(database)
    except OSError:
        # No place for a file of ours: what can be read is still read, and a write says why it cannot be.
        return None
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise Busy("restoring", _("A backup is being put back; try again in a moment.")) from None
    return handle


@contextmanager
def alone(database: str) -> Iterator[None]:
    """Nobody else of ours has it open, or opens it meanwhile."""
    handle = _open(database)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise in_use() from None
    finally:
        os.close(handle)


def in_use() -> Refused:
    hint = _("Stop Toonbank first, and close every other program that has the database open.")
    return Refused("in_use", _("The database is in use."), hint=hint)


def _open(database: str) -> int:
    path = Path(f"{database}.open")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Made by an administrator, it must not keep the shop's own account out.
        with contextlib.suppress(OSError):
            folder = path.parent.stat()
            os.fchown(handle, folder.st_uid, folder.st_gid)
    return handle
