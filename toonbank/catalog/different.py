"""Two names that look alike and are two things: said once, not proposed again."""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from toonbank.catalog.history import noted
from toonbank.catalog.models import Addon, NotTheSame
from toonbank.lib.errors import Refused
from toonbank.shops.acting import actor
from toonbank.shops.versions import changing


def tell_apart(addon: Addon, other: Addon, now: datetime) -> NotTheSame:
    if addon.shop_id != other.shop_id:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field="other")
    if addon.pk == other.pk:
        raise Refused("merge_itself", _("Choose two different add-ons."), field="other")
    older, newer = sorted((addon, other), key=lambda one: one.pk)
    with changing(addon.shop):
        said = {"said_at": now, "said_by_id": actor().member}
        row, created = NotTheSame.objects.get_or_create(one=older, other=newer, defaults=said)
        if created:
            noted(addon.shop, "names_told_apart", addon, after={"name": addon.name, "other": other.name})
    return row
