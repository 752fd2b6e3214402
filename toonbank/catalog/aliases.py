"""Other spellings of an add-on: what files and people also call it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_noop as _

from toonbank.catalog.history import noted
from toonbank.catalog.models import Addon, Alias
from toonbank.catalog.names import AddonName, split_name
from toonbank.lib.errors import Refused
from toonbank.shops.acting import actor
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing


def add(addon: Addon, name: str, now: datetime) -> Alias:
    """From now on files that say `name` mean this add-on; nobody else may have it, as name or spelling."""
    wanted = _wanted(name)
    with changing(addon.shop):
        addon.refresh_from_db(fields=["counts_as"])
        if addon.counts_as is not None:
            message = _("This add-on counts as “{name}” now: give that one the spelling.")
            raise Refused("addon_merged", message, field="addon", name=addon.counts_as.name)
        for other in Addon.objects.filter(shop=addon.shop, key=wanted.key):
            message = _("“{name}” is an add-on itself; if the two are one thing, merge them.")
            raise Refused("alias_is_name", message, field="name", name=other.name, addon=other.pk)
        refuse_taken(addon.shop, [wanted.key], field="name")
        alias = keep(addon, str(wanted), wanted.key, now)
        noted(addon.shop, "alias_added", addon, after={"name": alias.name})
    return alias


def remove(alias: Alias) -> None:
    """A file that uses it is refused again; what came in by it stays where it is."""
    with changing(alias.shop):
        if Addon.objects.filter(shop=alias.shop, key=alias.key, counts_as__isnull=False).exists():
            message = _("This spelling came with a merge: undo the merge instead.")
            raise Refused("alias_of_merge", message)
        gone, _by_kind = Alias.objects.filter(pk=alias.pk).delete()
        # Pressed twice at once: the second finds nothing left to do.
        if gone:
            noted(alias.shop, "alias_removed", alias.addon, before={"name": alias.name})


def resolve(shop: Shop) -> dict[str, Addon]:
    """Every key that means an add-on. A name means the add-on that bears it, also when that one was merged:
    its tickets stay its own, and the same file sent again finds the same ones."""
    aliases = Alias.objects.filter(shop=shop).select_related("addon")
    named = {addon.key: addon for addon in Addon.objects.filter(shop=shop)}
    return {alias.key: alias.addon for alias in aliases} | named


def refuse_taken(shop: Shop, keys: Iterable[str], field: str = "category", mine: Addon | None = None) -> None:
    """Names that are another add-on's spelling; `mine` may take up its own."""
    taken = Alias.objects.filter(shop=shop, key__in=set(keys)).select_related("addon")
    for alias in taken.exclude(addon=mine) if mine else taken:
        message = _("“{alias}” is another spelling of “{name}”.")
        named = alias.addon
        raise Refused("alias_exists", message, field=field, alias=alias.name, name=named.name, addon=named.pk)


def renamed(addon: Addon, name: str, key: str, now: datetime) -> None:
    """After a rename: the name it had finds it from now on, the one it has is no spelling any more."""
    Alias.objects.filter(addon=addon, key=addon.key).delete()
    if key != addon.key:
        keep(addon, name, key, now)


def keep(addon: Addon, name: str, key: str, now: datetime) -> Alias:
    """The row itself, inside the frame of a change that looked first."""
    values = {"addon": addon, "name": name, "created_at": now, "created_by_id": actor().member}
    return Alias.objects.update_or_create(shop=addon.shop, key=key, defaults=values)[0]


def _wanted(name: str) -> AddonName:
    try:
        return split_name(name)
    except Refused as error:
        raise error.on("name") from None
