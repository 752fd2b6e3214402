"""Does the database fit this version of the program? Asked before anything is written."""

import os
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Misconfigured

MISSING, BEHIND, CURRENT = "missing", "behind", "current"


def state() -> str:
    """Missing, behind or current; refuses a database that cannot be used or that is newer than we are."""
    if not _exists():
        return MISSING
    try:
        loader = MigrationLoader(connection)
    except DatabaseError as error:
        hint = _("Check TOONBANK_DATABASE_URL, and that the database runs and lets this program in.")
        raise Misconfigured("database_unreachable", _("The database cannot be opened."), hint=hint) from error
    _refuse_newer(loader)
    if not loader.applied_migrations:
        return MISSING
    return CURRENT if loader.applied_migrations.keys() >= loader.disk_migrations.keys() else BEHIND


def require_current() -> None:
    """For commands that work on an installation that is already there."""
    found = state()
    if found == MISSING:
        hint = _('Run: toonbank setup --shop "Name of the shop"')
        raise Misconfigured("database_missing", _("There is no database yet."), hint=hint)
    if found == BEHIND:
        message = _("The database is older than this version of Toonbank.")
        hint = _("Make a backup, then run: toonbank migrate")
        raise Misconfigured("database_behind", message, hint=hint)


def bring_up_to_date() -> None:
    """Makes or upgrades the tables; does nothing when they are already right."""
    if state() != CURRENT:
        if connection.vendor == "sqlite":
            _file().parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _exists() -> bool:
    if connection.vendor != "sqlite":
        return True
    path = _file()
    if not path.exists():
        return False
    # SQLite writes its log beside the file, so the folder counts as well.
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
        message = _("This program may not write in {path}.")
        hint = _("Make that file and its folder yours, or choose another with TOONBANK_DATABASE_URL.")
        raise Misconfigured("database_read_only", message, hint=hint, path=path)
    return True


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _refuse_newer(loader: MigrationLoader) -> None:
    ours = set(loader.disk_migrations or ())
    replaced = {old for migration in loader.replacements.values() for old in migration.replaces}
    if unknown := set(loader.applied_migrations) - ours - replaced:
        message = _("The database is newer than this version of Toonbank ({last}).")
        hint = _("Install the newer version again, or restore the backup made before the upgrade.")
        raise Misconfigured("database_newer", message, hint=hint, last=".".join(max(unknown)))
