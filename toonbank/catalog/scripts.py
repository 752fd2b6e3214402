"""The sentence an add-on is offered with, in numbered versions."""

from toonbank.catalog.days import checked_day
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, Addon, Script
from toonbank.shops.names import named
from toonbank.shops.versions import changing

MAX_WORDING = 240


def set_script(addon: Addon, wording: str, valid_from: int | None = ALWAYS) -> Script:
    """In force from a day on; None keeps it known without using it. The same wording is the same version.

    The same day again replaces that day's script, which stays known because offers refer to it.
    """
    wanted = named(wording, MAX_WORDING, "wording")
    day = None if valid_from is None else checked_day(valid_from)
    with changing(addon.shop):
        known = list(Script.objects.filter(addon=addon))
        mine = next((script for script in known if script.wording_key == wanted.key), None)
        if mine is None:
            version = 1 + max((script.version for script in known), default=0)
            mine = Script(addon=addon, version=version, wording_key=wanted.key)
        stood = _in_force(known, day) if day is not None else None
        mine.wording = wanted.name
        if day is not None and _in_force(known, day) != mine:
            _clear(known, day)
            mine.valid_from = day
        mine.save()
        before = {"wording": stood.wording} if stood and stood != mine else {}
        after = {"valid_from": day, "wording": wanted.name}
        noted(addon.shop, "script_set", addon, before=before, after=after)
    return mine


def _in_force(known: list[Script], day: int) -> Script | None:
    """The script of that day: said again, it keeps the day it began."""
    begun = [script for script in known if script.valid_from is not None and script.valid_from <= day]
    return max(begun, key=lambda script: script.valid_from or ALWAYS, default=None)


def _clear(known: list[Script], day: int) -> None:
    for script in known:
        if script.valid_from == day:
            script.valid_from = None
            script.save(update_fields=["valid_from"])
