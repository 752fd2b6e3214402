"""What a backup says about itself, so that a restore can refuse before anything is replaced."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop as _

from toonbank import __version__
from toonbank.lib.errors import Refused

FORMAT = 1
TABLES = ("shop", "entry", "ticket", "offer")


@dataclass(frozen=True)
class Contents:
    """What a database holds. `installation` tells one from another; it is as old as the first table."""

    installation: str
    migrations: list[str]
    counts: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    engine: str
    made_at: str
    size: int
    sha256: str
    contents: Contents
    key: str
    toonbank: str = __version__
    format: int = FORMAT

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read(found: dict[str, Any]) -> Manifest:
    if isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise _newer(str(found.get("toonbank")))
    return Manifest(**{**found, "contents": Contents(**found["contents"])})


def key_mark() -> str:
    """Tells whether two secret keys are the same, and nothing more about them."""
    return salted_hmac("toonbank.backup", "mark", settings.SECRET_KEY, algorithm="sha256").hexdigest()[:32]


def refuse_unfit(manifest: Manifest, engine: str, here: Contents | None, other_key: bool) -> None:
    """`here`: what the database holds that would be replaced; None when there is nothing to compare with."""
    if manifest.engine != engine:
        message = _("This backup was made of {theirs}; this installation runs on {ours}.")
        hint = _("Set TOONBANK_DATABASE_URL to a database of the same kind.")
        raise Refused("other_engine", message, hint=hint, theirs=manifest.engine, ours=engine)
    if set(manifest.contents.migrations) - _known():
        raise _newer(manifest.toonbank)
    if here is not None and here.installation != manifest.contents.installation:
        hint = _(
            "Move the database that is here out of the way, or give the backup an empty place:"
            " TOONBANK_VAR=other toonbank restore FILE"
        )
        raise Refused("other_installation", _("This backup is of another installation."), hint=hint)
    if manifest.key != key_mark() and not other_key:
        message = _("This backup was made with another secret key.")
        hint = _(
            "Put back the file secret_key (or TOONBANK_SECRET_KEY) that belongs to it. Without it, give"
            " --other-key: customers are then counted as new and locked tablets need their manager."
        )
        raise Refused("other_key", message, hint=hint)


def is_behind(contents: Contents) -> bool:
    return bool(_known() - set(contents.migrations))


def _known() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {old for migration in loader.replacements.values() for old in migration.replaces}
    return {".".join(one) for one in replaced | set(loader.disk_migrations or ())}


def _newer(version: str) -> Refused:
    message = _("This backup was made by a newer version of Toonbank ({version}).")
    return Refused("backup_newer", message, hint=_("Install that version first."), version=version)
