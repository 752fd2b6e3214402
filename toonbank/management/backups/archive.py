"""A backup is one zip file: manifest.json and the database. It appears whole under its name or not at all."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.management.backups.manifest import Manifest, read

MANIFEST, DATABASE = "manifest.json", "database"
MAX_MANIFEST = 1_000_000
BLOCK = 1 << 20
# How far: bytes done of all bytes.
Told = Callable[[int, int], None]
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, RuntimeError)


def write(target: Path, draft: Path, manifest: Manifest, database: Path, told: Told) -> None:
    """`draft` lies in the folder of `target`."""
    with open(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest.as_json(), indent=2))
            with archive.open(DATABASE, "w", force_zip64=True) as goal, database.open("rb") as source:
                _pour(source, goal.write, manifest.size, told)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, target)
    sync_folder(target.parent)


def unpack(path: Path, target: Path, told: Told) -> None:
    """Raises Refused when what comes out is not what went in; then `target` is not to be used."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        with archive.open(DATABASE) as source, target.open("wb") as goal:
            seen = _pour(source, goal.write, manifest.size, told)
            goal.flush()
            os.fsync(goal.fileno())
        if seen != manifest.sha256:
            raise damaged()


def manifest_of(path: Path) -> Manifest:
    with _opened(path) as archive:
        return _manifest(archive)


def digest(path: Path, told: Told) -> str:
    with path.open("rb") as source:
        return _pour(source, lambda _block: None, path.stat().st_size, told)


def sync_folder(folder: Path) -> None:
    """A new name is only safe when its folder has reached the disk; Windows has no way to ask for it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def damaged() -> Refused:
    message = _("This backup is damaged or cut off.")
    return Refused("backup_damaged", message, hint=_("Copy it again, or take an older one."))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file:
            _refuse_strangers(file.read(4 + 26 + len(MANIFEST)))
            with zipfile.ZipFile(file) as archive:
                yield archive
    except OSError as error:
        message = _("The file {path} cannot be read: {reason}.")
        raise Refused(
            "file_unreadable", message, path=error.filename or path, reason=error.strerror
        ) from error
    except DAMAGED as error:
        raise damaged() from error


def _refuse_strangers(start: bytes) -> None:
    ours = start[:2] == b"PK" and start[30:] == MANIFEST.encode()
    if ours and not start[6] & 1:
        return
    message = _("This is no backup of Toonbank.")
    hint = _("When it was encrypted or packed after it was made, undo that first.")
    raise Refused("not_a_backup", message, hint=hint)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    with archive.open(MANIFEST) as file:
        return read(json.loads(file.read(MAX_MANIFEST)))


def _pour(source: IO[bytes], sink: Callable[[bytes], object], size: int, told: Told) -> str:
    """Gives the SHA-256 of what went through; more than was announced is a lie and stops it."""
    seen, done = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        done += len(block)
        if done > size:
            raise damaged()
        seen.update(block)
        sink(block)
        told(done, size)
    return seen.hexdigest()
