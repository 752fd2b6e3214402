"""From what people type (`addon=Screen protector`, `week=2026-W46`) to stored values to look for."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import Addon, Alias, Kind, Script, ServiceType
from toonbank.ledger.models import Moment, Reason
from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.lib.periods import day_int, parse_day, parse_week
from toonbank.metrics.dimensions import BY_KEY, Dimension, dimension
from toonbank.metrics.question import Where
from toonbank.shops.models import Employee, Shop

Stored = Sequence[int | str | None]


def where(shops: Sequence[int], wanted: Iterable[tuple[str, str]]) -> Where:
    """Values of one dimension are alternatives, dimensions narrow each other down. Empty = not filled in."""
    found: dict[str, list[int | str | None]] = {}
    for name, value in wanted:
        found.setdefault(dimension(name).key, []).extend(_stored(name, value, shops))
    return tuple(_once_each(found).items())


def _once_each(found: dict[str, list[int | str | None]]) -> dict[Dimension, tuple[int | str | None, ...]]:
    """An add-on and its category narrow down the same column: what fits both."""
    narrowed: dict[Dimension, tuple[int | str | None, ...]] = {}
    for name, values in found.items():
        stood = narrowed.get(_column(name), values)
        narrowed[_column(name)] = tuple(value for value in values if value in stood)
    return narrowed


def _column(name: str) -> Dimension:
    # Category, variant and kind belong to add-ons: looked up here, so that the facts need no join.
    return BY_KEY["addon"] if BY_KEY[name].of_addon else BY_KEY[name]


def _stored(name: str, value: str, shops: Sequence[int]) -> Stored:
    if not value and name in _NULLABLE:
        return [None]
    found = _LOOK_UP[name](value, shops)
    if not found:
        message = _("There is no {dimension} “{value}” here.")
        raise Refused("value_unknown", message, field="where", dimension=name, value=value[:60])
    return found


def _addon(value: str, shops: Sequence[int]) -> Stored:
    """By its name, by one that was merged into it, or by another spelling."""
    key = text.key(value)
    found = list(Addon.objects.filter(shop__in=shops))
    named = [addon for addon in found if text.key(addon.name) == key]
    if not named:
        aliases = Alias.objects.filter(shop__in=shops, key=key).select_related("addon")
        named = [alias.addon for alias in aliases]
    return _counting_as({addon.counts_as_id or addon.pk for addon in named}, found)


def _addon_part(part: str) -> Callable[[str, Sequence[int]], Stored]:
    return lambda value, shops: _addon_ids(
        shops, lambda addon: text.key(getattr(addon, part)) == text.key(value)
    )


def _addon_ids(shops: Sequence[int], fits: Callable[[Addon], bool]) -> Stored:
    """What was merged is split under, and found by, what the add-on it counts as is."""
    found = list(Addon.objects.filter(shop__in=shops))
    return _counting_as({addon.pk for addon in found if addon.counts_as_id is None and fits(addon)}, found)


def _counting_as(roots: set[int], addons: Iterable[Addon]) -> Stored:
    return [addon.pk for addon in addons if (addon.counts_as_id or addon.pk) in roots]


def _kind(value: str, shops: Sequence[int]) -> Stored:
    _code(Kind.values)(value, shops)
    # A kind that no add-on has is a good question with an empty answer.
    return _addon_ids(shops, lambda addon: addon.kind == value) or [-1]


def _employee(value: str, shops: Sequence[int]) -> Stored:
    """An alias, or alias (shop) where two shops have the same one."""
    return [
        employee.pk
        for employee in Employee.objects.filter(shop__in=shops).select_related("shop")
        if text.key(value) in (employee.alias_key, text.key(f"{employee.alias} ({employee.shop.slug})"))
    ]


def _service_type(value: str, shops: Sequence[int]) -> Stored:
    return list(ServiceType.objects.filter(shop__in=shops, key=text.key(value)).values_list("pk", flat=True))


def _script(value: str, shops: Sequence[int]) -> Stored:
    found = Script.objects.filter(addon__shop__in=shops, wording_key=text.key(value))
    return list(found.values_list("pk", flat=True))


def _shop(value: str, shops: Sequence[int]) -> Stored:
    return list(Shop.objects.filter(pk__in=shops, slug=value).values_list("pk", flat=True))


def _code(codes: Sequence[str]) -> Callable[[str, Sequence[int]], Stored]:
    return lambda value, shops: [value] if value in codes else []


def _month(value: str, shops: Sequence[int]) -> Stored:
    return [day_int(parse_day(f"{value}-01")) // 100]


def _weekday(value: str, shops: Sequence[int]) -> Stored:
    return [int(value)] if value in list("1234567") else []


_NULLABLE = ("employee", "service_type", "script")
_LOOK_UP: dict[str, Callable[[str, Sequence[int]], Stored]] = {
    "addon": _addon,
    "category": _addon_part("category"),
    "variant": _addon_part("variant"),
    "kind": _kind,
    "employee": _employee,
    "service_type": _service_type,
    "shop": _shop,
    "day": lambda value, shops: [day_int(parse_day(value))],
    "week": lambda value, shops: [parse_week(value)],
    "month": _month,
    "weekday": _weekday,
    "moment": _code(["", *Moment.values]),
    "script": _script,
    "reason": _code(["", *Reason.values]),
}
