"""Two names of one thing: from a merge on the one counts as the other, until it is undone.

The rows of Merge are the facts; Addon.counts_as follows from them. Offers are never touched.
"""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from toonbank.catalog import aliases
from toonbank.catalog.eligibility import write_out_for
from toonbank.catalog.history import noted
from toonbank.catalog.models import Addon, Alias, Merge
from toonbank.lib.errors import Conflict, Missing, Refused
from toonbank.shops.acting import actor
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

Links = dict[int, int]


def merge(addon: Addon, into: Addon, now: datetime) -> Merge:
    """All that was and will be logged on `addon` counts for `into`. Its name becomes a spelling of that."""
    checked(addon, into)
    with changing(addon.shop):
        # Looked at again: somebody else may have merged while this one waited.
        _free(_links(addon.shop), addon, into)
        done = Merge.objects.create(addon=addon, into=into, done_at=now, done_by_id=actor().member)
        aliases.keep(into, addon.name, addon.key, now)
        settle(addon.shop)
        noted(addon.shop, "addon_merged", addon, after={"name": addon.name, "into": into.name})
    _reread(addon, into)
    return done


def unmerge(merged: Merge, now: datetime) -> None:
    """As if it had never been: each gets back exactly what was logged on it, later tickets included."""
    addon, into = merged.addon, merged.into
    with changing(addon.shop):
        active = Merge.objects.filter(pk=merged.pk, undone_at=None)
        if not active.update(undone_at=now, undone_by_id=actor().member):
            raise Conflict("merge_undone", _("This merge was undone before."))
        Alias.objects.filter(addon=into, key=addon.key).delete()
        settle(addon.shop)
        noted(addon.shop, "merge_undone", addon, before={"into": into.name}, after={"name": addon.name})
    merged.refresh_from_db(fields=["undone_at", "undone_by"])
    _reread(addon, into)


def checked(addon: Addon, into: Addon) -> None:
    """Refuses what can never be merged; what is in the way just now is a Conflict."""
    if addon.shop_id != into.shop_id:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field="into")
    if addon.pk == into.pk:
        raise Refused("merge_itself", _("Choose two different add-ons."), field="into")
    root = into.counts_as or into
    if addon.listed and not root.listed:
        message = _("“{name}” is not on the list: keep it as an add-on first, or merge the other way round.")
        raise Refused("into_waits", message, field="into", name=root.name)
    _free(_links(addon.shop), addon, into)


def roots(links: Links) -> Links:
    """Merged add-on → the one at the end of its chain."""
    return {start: _end(links, start) for start in links}


def merge_of(shop: Shop, pk: int) -> Merge:
    found = Merge.objects.filter(addon__shop=shop, pk=pk).select_related("addon__shop", "into__shop").first()
    if found is None:
        raise Missing("not_found", _("There is nothing here."))
    return found


def settle(shop: Shop) -> None:
    """Writes out what every add-on counts as, and the eligible days of each group that changed."""
    wanted = roots(_links(shop))
    before = dict(Addon.objects.filter(shop=shop).values_list("pk", "counts_as"))
    changed = {pk for pk, root in before.items() if wanted.get(pk) != root}
    for pk in changed:
        Addon.objects.filter(pk=pk).update(counts_as=wanted.get(pk))
    groups = changed | {root for pk in changed for root in (before[pk], wanted.get(pk)) if root}
    write_out_for([addon for addon in Addon.objects.filter(shop=shop) if _in(addon, groups)])


def wrongly_counted(shop: Shop) -> list[Addon]:
    """Add-ons whose root does not follow from the merges."""
    wanted = roots(_links(shop))
    return [addon for addon in Addon.objects.filter(shop=shop) if wanted.get(addon.pk) != addon.counts_as_id]


def _free(links: Links, addon: Addon, into: Addon) -> None:
    if addon.pk in links:
        message = _("“{name}” was merged already; undo that first.")
        raise Conflict("already_merged", message, name=addon.name)
    if _end(links, into.pk) == addon.pk:
        message = _("“{into}” already counts as “{name}”; undo that first.")
        raise Conflict("merge_circle", message, name=addon.name, into=into.name)


def _links(shop: Shop) -> Links:
    return dict(Merge.objects.filter(addon__shop=shop, undone_at=None).values_list("addon", "into"))


def _end(links: Links, start: int) -> int:
    # No circle ever gets in, so this comes to an end.
    while start in links:
        start = links[start]
    return start


def _in(addon: Addon, groups: set[int]) -> bool:
    return addon.pk in groups or addon.counts_as_id in groups


def _reread(*addons: Addon) -> None:
    for addon in addons:
        addon.refresh_from_db(fields=["counts_as"])
