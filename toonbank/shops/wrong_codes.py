"""A few wrong codes are typing; more than that in one minute is somebody guessing, whoever sends them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy
from toonbank.shops.models import WrongCodes

MOST = 20
MINUTE = 60


@contextmanager
def guarded(door: str, now: datetime) -> Iterator[None]:
    """Counts the code before it is looked at and gives it back when it was right: whatever goes wrong inside,
    also many at once, no more than MOST are looked at in a minute."""
    minute = int(now.timestamp()) // MINUTE
    here = WrongCodes.objects.filter(door=door, minute=minute)
    # Read before anything is written, so that a flood of guesses does not keep others from saving.
    if here.filter(count__gte=MOST).exists() or not _taken(door, minute):
        message = _("Too many tries. Wait a minute and try again.")
        raise Busy("too_many_tries", message, retry_after=MINUTE)
    yield
    here.update(count=F("count") - 1)


def _taken(door: str, minute: int) -> bool:
    _row, made = WrongCodes.objects.get_or_create(door=door, minute=minute)
    if made:
        WrongCodes.objects.filter(minute__lt=minute).delete()
    return bool(
        WrongCodes.objects.filter(door=door, minute=minute, count__lt=MOST).update(count=F("count") + 1)
    )
