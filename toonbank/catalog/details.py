"""What the counter asks after a yes, and of what an up-sell is the better version."""

from django.utils.translation import gettext_noop as _

from toonbank.catalog.history import noted
from toonbank.catalog.models import Addon, Kind, ServiceType
from toonbank.lib.errors import Refused
from toonbank.shops.versions import changing

FIELDS = ("quantity_allowed", "discount_allowed", "upgrade_of_service", "upgrade_of_addon")


def set_details(
    addon: Addon,
    quantity_allowed: bool = True,
    discount_allowed: bool = True,
    upgrade_of_service: ServiceType | None = None,
    upgrade_of_addon: Addon | None = None,
) -> Addon:
    """Only for what comes: what was logged with a quantity or a discount stays as it was."""
    _check(addon, upgrade_of_service, upgrade_of_addon)
    wanted = (quantity_allowed, discount_allowed, upgrade_of_service, upgrade_of_addon)
    with changing(addon.shop):
        before = _plain(addon)
        for field, value in zip(FIELDS, wanted, strict=True):
            setattr(addon, field, value)
        addon.save(update_fields=list(FIELDS))
        if before != _plain(addon):
            noted(addon.shop, "details_set", addon, before=before, after=_plain(addon))
    return addon


def _check(addon: Addon, service: ServiceType | None, other: Addon | None) -> None:
    if (service or other) and addon.kind != Kind.UP_SELL:
        message = _("Only an up-sell is a better version of something: change its kind first.")
        raise Refused("not_an_up_sell", message, field="upgrade_of_addon")
    if service and other:
        message = _("An up-sell is a better version of one thing: a service or an add-on.")
        raise Refused("upgrade_of_two", message, field="upgrade_of_addon")
    if service and service.shop_id != addon.shop_id:
        message = _("This shop has no such service type.")
        raise Refused("service_type_unknown", message, field="upgrade_of_service")
    if other and other.shop_id != addon.shop_id:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field="upgrade_of_addon")
    if other and addon.pk in _better_than(other):
        message = _("“{other}” is itself a better version of “{name}”.")
        raise Refused("upgrade_circle", message, field="upgrade_of_addon", other=other.name, name=addon.name)


def _better_than(addon: Addon) -> set[int]:
    """Itself and all it is, step by step, the better version of."""
    found: set[int] = set()
    at: Addon | None = addon
    while at is not None and at.pk not in found:
        found.add(at.pk)
        at = at.upgrade_of_addon
    return found


def _plain(addon: Addon) -> dict[str, object]:
    return {
        "quantity_allowed": addon.quantity_allowed,
        "discount_allowed": addon.discount_allowed,
        "upgrade_of_service": addon.upgrade_of_service.name if addon.upgrade_of_service else None,
        "upgrade_of_addon": addon.upgrade_of_addon.name if addon.upgrade_of_addon else None,
    }
