"""A backup from begin to end, and back again."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.management.backups import archive
from toonbank.management.backups.archive import Told
from toonbank.management.backups.manifest import Manifest, key_mark, refuse_unfit
from toonbank.management.backups.store import Store

# Who logged out since the backup would be in again. And tablets keep the version of the list they have:
# the numbers that were given out since must not come back with another list behind them.
AFTERWARDS = [
    "DELETE FROM django_session",
    "UPDATE toonbank_shop SET catalog_version = catalog_version + 1000",
]


class Restored(NamedTuple):
    manifest: Manifest
    kept: str | None


def make(target: Path, store: Store, now: datetime, told: Told) -> Manifest:
    """Whatever goes wrong, a backup that was already there stays as it was."""
    _refuse_something_else(target)
    with _workplace(target.parent) as folder:
        copy = folder / "database"
        contents = store.copy(copy, told)
        manifest = Manifest(
            engine=store.engine,
            made_at=now.isoformat(timespec="seconds"),
            size=copy.stat().st_size,
            sha256=archive.digest(copy, told),
            contents=contents,
            key=key_mark(),
        )
        archive.write(target, folder / "archive", manifest, copy, told)
    return manifest


def put_back(path: Path, store: Store, now: datetime, other_key: bool, told: Told) -> Restored:
    manifest = archive.manifest_of(path)
    # Read here and not inside: a look at the database is a use of it as well.
    refuse_unfit(manifest, store.engine, store.here(), other_key)
    with store.alone(), _workplace(store.folder or Path(tempfile.gettempdir())) as folder:
        archive.unpack(path, folder / "database", told)
        stamp = f"before-restore-{now:%Y%m%d-%H%M%S}"
        contents, kept = store.replace(folder / "database", stamp, AFTERWARDS)
    if contents.counts != manifest.contents.counts:
        raise archive.damaged()
    return Restored(manifest, kept)


def _refuse_something_else(target: Path) -> None:
    if not target.exists():
        return
    try:
        archive.manifest_of(target)
    except Refused as refused:
        if refused.code == "backup_damaged":
            return
        message = _("{path} is there already and is no backup of Toonbank.")
        raise Refused("file_taken", message, hint=_("Choose another name."), path=target) from refused


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix=".toonbank-", dir=parent) as folder:
            yield Path(folder)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        message = (
            _("The disk is full; nothing was changed.") if full else _("{path} cannot be used: {reason}.")
        )
        code = "disk_full" if full else "place_unusable"
        raise Refused(code, message, path=parent, reason=error.strerror) from error
