"""The list of add-ons as rows of a file: what comes back unchanged changes nothing."""

from collections.abc import Iterator
from datetime import date

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.models import ALWAYS, Addon
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.sheets import Cell, Cents
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop

Row = list[Cell]
COLUMNS = (
    "id", "category", "variant", "detail", "kind", "season", "price", "cost", "estimated", "price_from",
    "script", "service_types", "on_list", "quantity_allowed", "discount_allowed",
)  # fmt: skip


def list_rows(shop: Shop, today: int) -> Iterator[Row]:
    """Every add-on of the list, also what is off it; price, script and rule of today."""
    yield list(COLUMNS)
    known = catalog_of(shop)
    for addon in Addon.objects.filter(shop=shop, listed=True, counts_as=None).prefetch_related("prices"):
        yield _addon(addon, known.addons[addon.pk], known.service_types, today)


def _addon(addon: Addon, facts: AddonFacts, services: dict[int, str], today: int) -> Row:
    price, script, rule = facts.price(today), facts.script(today), facts.rule(today)
    estimated = any(
        row.estimated for row in addon.prices.all() if price and row.valid_from == price.valid_from
    )
    return [
        addon.pk, addon.category, addon.variant, addon.detail, addon.kind, addon.season,
        _cents(price.unit_price if price else None),
        _cents(price.unit_cost if price else None),
        estimated,
        _day(price.valid_from) if price else None,
        script.wording if script else "",
        " | ".join(name for pk, name in services.items() if rule and pk in rule.service_types),
        facts.active(today),
        addon.quantity_allowed,
        addon.discount_allowed,
    ]  # fmt: skip


def _cents(cents: int | None) -> Cents | None:
    return None if cents is None else Cents(cents)


def _day(day: int) -> date | None:
    return None if day == ALWAYS else day_from_int(day)
