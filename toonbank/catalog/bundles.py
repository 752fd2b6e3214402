"""What a bundle holds from a day on; bundles of the past keep what they held."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, Addon, BundleContents, BundlePart, Kind
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

MOST_PARTS, MOST_PIECES = 12, 99
Part = tuple[Addon, int]


def set_contents(addon: Addon, parts: Iterable[Part], valid_from: int = ALWAYS) -> BundleContents:
    """Add-ons of this shop with how many of each. The same day again replaces what was said of that day."""
    day, named = checked_day(valid_from), list(parts)
    _check(addon, named)
    with changing(addon.shop):
        before = _plain(contents_of(addon, day))
        contents, _created = BundleContents.objects.get_or_create(addon=addon, valid_from=day)
        contents.parts.all().delete()
        for part, quantity in named:
            BundlePart.objects.create(contents=contents, addon=part, quantity=quantity)
        after = {"valid_from": day, "parts": _plain(contents)}
        noted(addon.shop, "bundle_set", addon, before={"parts": before}, after=after)
    return contents


def contents_of(addon: Addon, day: int) -> BundleContents | None:
    """What it held on that day, its parts at hand."""
    found = BundleContents.objects.filter(addon=addon, valid_from__lte=day).order_by("-valid_from")
    return found.prefetch_related("parts__addon").first()


def bundles_of(shop: Shop, day: int) -> dict[int, list[tuple[int, int]]]:
    """Of every bundle of the shop the add-ons and numbers it holds on that day."""
    rows = BundleContents.objects.filter(
        addon__shop=shop, addon__kind=Kind.BUNDLE, valid_from__lte=day
    ).order_by("valid_from")
    found = {row.addon_id: row for row in rows.prefetch_related("parts")}
    return {
        addon: [(part.addon_id, part.quantity) for part in contents.parts.all()]
        for addon, contents in found.items()
    }


def _check(addon: Addon, parts: list[Part]) -> None:
    if addon.kind != Kind.BUNDLE:
        raise Refused("not_a_bundle", _("Only a bundle has parts: change its kind first."), field="parts")
    if not 2 <= len(parts) <= MOST_PARTS or len({part.pk for part, _quantity in parts}) < len(parts):
        message = _("A bundle has two to {most} different add-ons.")
        raise Refused("bundle_parts", message, field="parts", most=MOST_PARTS)
    for part, quantity in parts:
        if part.shop_id != addon.shop_id or part.kind == Kind.BUNDLE:
            message = _("The parts of a bundle are add-ons of this shop, not other bundles.")
            raise Refused("bundle_part_unknown", message, field="parts")
        if isinstance(quantity, bool) or not isinstance(quantity, int) or not 1 <= quantity <= MOST_PIECES:
            message = _("Fill in a number from 1 to {most}.")
            raise Refused("bundle_quantity", message, field="parts", most=MOST_PIECES)


def _plain(contents: BundleContents | None) -> list[str]:
    return [f"{part.quantity} × {part.addon.name}" for part in contents.parts.all()] if contents else []
