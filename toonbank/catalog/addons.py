"""Add-ons: made, edited, taken off the list and put back. None is ever deleted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.catalog import aliases
from toonbank.catalog.days import checked_day, day_before
from toonbank.catalog.eligibility import write_out_for
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Kind, Pause
from toonbank.catalog.names import AddonName, addon_name
from toonbank.catalog.notices import Notice
from toonbank.catalog.order import LAST_POSITION, next_position
from toonbank.catalog.spans import after
from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

MAX_SEASON = 40
COMFORTABLE = 30


@dataclass(frozen=True)
class NewAddon:
    category: str
    variant: str = ""
    detail: str = ""
    kind: str = Kind.CROSS_SELL
    season: str = ""
    active_from: int = ALWAYS
    listed: bool = True


def create_addon(
    shop: Shop,
    category: str,
    variant: str = "",
    detail: str = "",
    kind: str = Kind.CROSS_SELL,
    season: str = "",
    active_from: int = ALWAYS,
) -> Addon:
    return create_many(shop, [NewAddon(category, variant, detail, kind, season, active_from)])[0]


def create_many(shop: Shop, wanted: Iterable[NewAddon]) -> list[Addon]:
    """In the order given; all of them or, when one is taken or wrong, none."""
    rows = [_row(shop, one) for one in wanted]
    with changing(shop):
        taken = {row.key: row for row in Addon.objects.filter(shop=shop).select_related("counts_as")}
        start = next_position(Addon.objects.filter(shop=shop))
        for at, row in enumerate(rows):
            if row.key in taken:
                raise _exists(taken[row.key])
            taken[row.key] = row
            row.position = min(start + at, LAST_POSITION)
            row.save(force_insert=True)
            code = "addon_created" if row.listed else "name_kept"
            noted(shop, code, row, after={"name": row.name, "kind": row.kind})
        aliases.refuse_taken(shop, [row.key for row in rows])
        write_out_for(rows)
    return rows


def edit(
    addon: Addon,
    category: str,
    variant: str = "",
    detail: str = "",
    kind: str = Kind.CROSS_SELL,
    season: str = "",
) -> Addon:
    """A new name for the same thing: its history stays with it, and files may go on using the old one."""
    if addon.shared_id is not None:
        message = _("This add-on is on the list of the chain: only head office can rename it.")
        raise Refused("addon_shared", message, field="category")
    return edit_copy(addon, category, variant, detail, kind, season)


def edit_copy(addon: Addon, category: str, variant: str, detail: str, kind: str, season: str) -> Addon:
    """The same for an add-on of the chain, on behalf of head office."""
    name = addon_name(category, variant, detail)
    fields = checked_fields(name, kind, season)
    with changing(addon.shop):
        _refuse_merged(addon)
        same = Addon.objects.filter(shop=addon.shop, key=name.key).exclude(pk=addon.pk)
        for other in same.select_related("counts_as"):
            raise _exists(other)
        aliases.refuse_taken(addon.shop, [name.key], mine=addon)
        old_name, old_key = addon.name, addon.key
        before = {"name": addon.name, "kind": addon.kind, "season": addon.season}
        for field, value in fields.items():
            setattr(addon, field, value)
        if kind != Kind.UP_SELL:
            addon.upgrade_of_service = addon.upgrade_of_addon = None
        addon.save(update_fields=[*fields, "upgrade_of_service", "upgrade_of_addon"])
        aliases.renamed(addon, old_name, old_key, timezone.now())
        after = {"name": addon.name, "kind": addon.kind, "season": addon.season}
        noted(addon.shop, "addon_edited", addon, before=before, after=after)
    return addon


def archive(addon: Addon, day: int) -> Addon:
    """From this day on it is no longer offered; one that was off the list by then stays as it is."""
    first = checked_day(day, "day")
    if addon.active_until < first:
        return addon
    if addon.active_from >= first:
        # It never had a day on offer: day 0 is in no calendar.
        return _set_period(addon, ALWAYS, ALWAYS, "addon_archived", first)
    return _set_period(addon, addon.active_from, day_before(first), "addon_archived", first)


def restore(addon: Addon, day: int) -> Addon:
    """On offer again from this day on; the days in between stay days on which it was not."""
    first = checked_day(day, "day")
    never = addon.active_until == ALWAYS
    with changing(addon.shop):
        gone, back = after(addon.active_until), day_before(first)
        _end_pauses(addon, first)
        if gone <= back and not never:
            Pause.objects.update_or_create(addon=addon, first_day=gone, defaults={"last_day": back})
        return _set_period(addon, first if never else addon.active_from, FOREVER, "addon_restored", first)


def put_on_list(addon: Addon) -> Addon:
    """A name that came in with a file turns out to be an add-on of its own."""
    with changing(addon.shop):
        _refuse_merged(addon)
        if Addon.objects.filter(pk=addon.pk, listed=False).update(listed=True):
            write_out_for([addon])
            noted(addon.shop, "addon_listed", addon, after={"name": addon.name})
    addon.refresh_from_db(fields=["listed"])
    return addon


def listed(shop: Shop) -> QuerySet[Addon]:
    """What is or was on the list under its own name: no names that wait, none that count as another."""
    return Addon.objects.filter(shop=shop, listed=True, counts_as=None)


def waiting(shop: Shop) -> QuerySet[Addon]:
    """Names that came in with a file; nobody said yet what they are."""
    return Addon.objects.filter(shop=shop, listed=False, counts_as=None)


def active(shop: Shop, day: int) -> list[Addon]:
    """What is on offer on this day, in the shop's own order."""
    off = Pause.objects.filter(addon=OuterRef("pk"), first_day__lte=day, last_day__gte=day)
    return list(listed(shop).filter(~Exists(off), active_from__lte=day, active_until__gte=day))


def too_many(shop: Shop, day: int) -> Notice | None:
    count = len(active(shop, day))
    if count <= COMFORTABLE:
        return None
    message = _("{count} add-ons are active, more than {limit} is hard to remember. Archive some.")
    return Notice("too_many_addons", message, {"count": count, "limit": COMFORTABLE})


def _row(shop: Shop, wanted: NewAddon) -> Addon:
    name = addon_name(wanted.category, wanted.variant, wanted.detail)
    first = checked_day(wanted.active_from, "active_from")
    fields = checked_fields(name, wanted.kind, wanted.season)
    return Addon(shop=shop, active_from=first, listed=wanted.listed, **fields)


def checked_fields(name: AddonName, kind: str, season: str) -> dict[str, str]:
    """The columns that say what it is."""
    if kind not in Kind.values:
        raise Refused("kind_unknown", _("Choose cross-sell, up-sell or bundle."), field="kind")
    parts = {"category": name.category, "variant": name.variant, "detail": name.detail, "key": name.key}
    return {**parts, "kind": kind, "season": _season(season)}


def _season(season: str) -> str:
    if not season.strip():
        return ""
    try:
        return text.name(season, MAX_SEASON)
    except Refused as error:
        raise error.on("season") from None


def _exists(addon: Addon) -> Refused:
    message, more = _("There is already an add-on “{name}”."), {}
    if addon.counts_as is not None:
        hint, more = _("It counts as “{root}” since they were merged."), {"root": addon.counts_as.name}
    elif not addon.listed:
        hint = _("It came in with a file and waits under Names.")
    else:
        hint = _("An archived add-on can be put back on the list.")
    return Refused(
        "addon_exists", message, field="category", hint=hint, name=addon.name, addon=addon.pk, **more
    )


def _refuse_merged(addon: Addon) -> None:
    addon.refresh_from_db(fields=["counts_as"])
    if addon.counts_as is not None:
        message = _("This add-on counts as “{name}” since they were merged: undo that first.")
        raise Refused("addon_merged", message, name=addon.counts_as.name)


def _end_pauses(addon: Addon, day: int) -> None:
    """An earlier gap reaches no further than the day on which it is back."""
    Pause.objects.filter(addon=addon, first_day__gte=day).delete()
    Pause.objects.filter(addon=addon, last_day__gte=day).update(last_day=day_before(day))


def _set_period(addon: Addon, first: int, last: int, code: str, day: int) -> Addon:
    with changing(addon.shop):
        addon.active_from, addon.active_until = first, last
        addon.save(update_fields=["active_from", "active_until"])
        write_out_for([addon])
        noted(addon.shop, code, addon, after={"valid_from": day})
    return addon
