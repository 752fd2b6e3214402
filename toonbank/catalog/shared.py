"""The list head office keeps: shops adopt from it, set a price and may switch it off, never rename it."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.catalog.addons import NewAddon, checked_fields, create_many, edit_copy
from toonbank.catalog.history import noted
from toonbank.catalog.models import Addon, Kind, SharedAddon
from toonbank.catalog.names import AddonName, addon_name
from toonbank.catalog.order import next_position
from toonbank.catalog.prices import set_price
from toonbank.lib.errors import Conflict, Refused
from toonbank.shops.models import Chain, Shop
from toonbank.shops.versions import changing


def add_shared(
    chain: Chain,
    category: str,
    variant: str = "",
    detail: str = "",
    kind: str = Kind.CROSS_SELL,
    season: str = "",
) -> SharedAddon:
    """On the chain's list; shops have it when they adopt it."""
    name = addon_name(category, variant, detail)
    fields = checked_fields(name, kind, season)
    with transaction.atomic():
        _hold(chain)
        _refuse_taken(chain, name)
        place = next_position(SharedAddon.objects.filter(chain=chain))
        made = SharedAddon.objects.create(chain=chain, position=place, **fields)
        noted(None, "shared_created", chain=chain, after={"name": made.name, "kind": made.kind})
    return made


def edit_shared(
    shared: SharedAddon, category: str, variant: str, detail: str, kind: str, season: str
) -> SharedAddon:
    """In every shop at once, or in none: the history of each copy stays with it."""
    name = addon_name(category, variant, detail)
    fields = checked_fields(name, kind, season)
    with transaction.atomic():
        _hold(shared.chain)
        _refuse_taken(shared.chain, name, mine=shared)
        before = {"name": shared.name, "kind": shared.kind}
        for copy in shared.copies.select_related("shop").order_by("shop"):
            _edit_copy(copy, name, kind, season)
        for field, value in fields.items():
            setattr(shared, field, value)
        shared.save(update_fields=list(fields))
        after = {"name": shared.name, "kind": shared.kind}
        noted(None, "shared_edited", chain=shared.chain, before=before, after=after)
    return shared


def set_archived(shared: SharedAddon, archived: bool) -> SharedAddon:
    """No longer to be adopted; shops that have it decide for themselves."""
    with transaction.atomic():
        _hold(shared.chain)
        if SharedAddon.objects.filter(pk=shared.pk).exclude(archived=archived).update(archived=archived):
            code = "shared_archived" if archived else "shared_restored"
            noted(None, code, chain=shared.chain, after={"name": shared.name})
    shared.refresh_from_db(fields=["archived"])
    return shared


def adoptable(shop: Shop) -> list[SharedAddon]:
    """What the chain has and this shop has not."""
    if shop.chain_id is None:
        return []
    return list(SharedAddon.objects.filter(chain=shop.chain_id, archived=False).exclude(copies__shop=shop))


def adopt(
    shared: SharedAddon,
    shop: Shop,
    unit_price: int | None = None,
    unit_cost: int | None = None,
    link: bool = False,
) -> Addon:
    """The shop's own copy with its own price. One of that name that is there already is linked when `link`
    says so; until then it is a Conflict, because linking locks its name."""
    if shop.chain_id != shared.chain_id or shared.archived:
        raise Refused("shared_unknown", _("This chain has no such add-on."), field="shared")
    with changing(shop):
        mine = Addon.objects.filter(shop=shop, key=shared.key).first()
        if mine is None:
            wanted = NewAddon(shared.category, shared.variant, shared.detail, shared.kind, shared.season)
            (mine,) = create_many(shop, [wanted])
        elif not link:
            message = _("You already have “{name}”. Link it, and only head office can rename it.")
            raise Conflict("shared_exists", message, name=mine.name, addon=mine.pk)
        else:
            edit_copy(mine, shared.category, shared.variant, shared.detail, shared.kind, shared.season)
        Addon.objects.filter(pk=mine.pk).update(shared=shared)
        noted(shop, "shared_adopted", mine, after={"name": shared.name})
        if unit_price is not None:
            set_price(mine, unit_price, unit_cost)
    mine.refresh_from_db()
    return mine


def _edit_copy(copy: Addon, name: AddonName, kind: str, season: str) -> None:
    try:
        edit_copy(copy, name.category, name.variant, name.detail, kind, season)
    except Refused as error:
        message = _("In {shop} this name is taken: there it has to be merged or renamed first.")
        raise Refused("shared_name_taken", message, field="category", shop=copy.shop.name) from error


def _hold(chain: Chain) -> None:
    """One change of a chain's list at a time."""
    Chain.objects.select_for_update().get(pk=chain.pk)


def _refuse_taken(chain: Chain, name: AddonName, mine: SharedAddon | None = None) -> None:
    same = SharedAddon.objects.filter(chain=chain, key=name.key)
    for other in same.exclude(pk=mine.pk) if mine else same:
        message = _("There is already an add-on “{name}”.")
        raise Refused("addon_exists", message, field="category", name=other.name)
