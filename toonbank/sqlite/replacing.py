"""Another file in the place of a database that nobody has open; the old one stays beside it."""

import contextlib
import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from toonbank.sqlite.presence import in_use

sqlite3 = import_module("sqlite3")
LOGS = ("-wal", "-shm", "-journal")


def replace(database: Path, fresh: Path, aside: Path) -> None:
    """There is a whole database under the name at every moment. Hold presence.alone() around it."""
    if database.exists():
        logs = [(Path(f"{database}{end}"), Path(f"{aside}{end}")) for end in LOGS]
        for log, kept in logs:
            _also_called(log, kept)
        if _put_log_in(database):
            _gone(kept for _log, kept in logs)
        # Beside a file it does not belong to, a log would spoil that file.
        _gone(log for log, _kept in logs)
        _also_called(database, aside)
        _same_owner(fresh, database)
    else:
        _same_owner(fresh, database.parent)
    os.replace(fresh, database)


def _put_log_in(database: Path) -> bool:
    """Refuses when another program has it open; False when it is damaged, which is why it is replaced."""
    connection = sqlite3.connect(database, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        return True
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise in_use() from error
        return False
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _gone(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _also_called(database: Path, aside: Path) -> None:
    try:
        os.link(database, aside)
    except FileNotFoundError:
        return
    except OSError:  # a disk without links, such as a USB stick
        os.rename(database, aside)


def _same_owner(fresh: Path, example: Path) -> None:
    """An administrator who restores must not lock the shop's own account out."""
    found = example.stat()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.chown(fresh, found.st_uid, found.st_gid)
    os.chmod(fresh, found.st_mode & 0o666 if example.is_file() else 0o600)
