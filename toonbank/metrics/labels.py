"""From stored values to what people read: names as they are now, dates in ISO form."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any

from toonbank.catalog.models import Addon, Script, ServiceType
from toonbank.lib import text
from toonbank.lib.periods import day_from_int, week_label
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.question import Question
from toonbank.shops.models import Employee, Shop

Label = str | int | None
Labels = dict[Any, Label]
# A page sorts the same few names again and again.
_key = lru_cache(4096)(text.key)


def labels_of(question: Question, rows: Iterable[dict[str, Any]]) -> dict[str, Labels]:
    """Per dimension of the question: stored value → label. Null stays null."""
    rows = list(rows)
    found = {}
    for dimension in question.by:
        stored = {row[dimension.key] for row in rows} - {None}
        found[dimension.key] = {None: None, **_LABELS[dimension.key](stored)}
    return found


def order(dimension: Dimension, label: Label) -> tuple[bool, str | int, str]:
    """Numbers and dates by value, names by alphabet, nothing last; always the same order."""
    if isinstance(label, int):
        return (False, label, "")
    return (label is None, _key(label or ""), label or "")


def _addons(ids: Collection[int]) -> Labels:
    return _one_per_key({addon.pk: addon.name for addon in Addon.objects.filter(pk__in=ids).order_by("pk")})


def _services(ids: Collection[int]) -> Labels:
    found = ServiceType.objects.filter(pk__in=ids).order_by("pk")
    return _one_per_key({service.pk: service.name for service in found})


def _scripts(ids: Collection[int]) -> Labels:
    return _one_per_key({row.pk: row.wording for row in Script.objects.filter(pk__in=ids).order_by("pk")})


def _employees(ids: Collection[int]) -> Labels:
    """Two people called Sam in two shops stay two people."""
    found = list(Employee.objects.filter(pk__in=ids).select_related("shop"))
    times = Counter(employee.alias for employee in found)
    return {e.pk: e.alias if times[e.alias] == 1 else f"{e.alias} ({e.shop.slug})" for e in found}


def _shops(ids: Collection[int]) -> Labels:
    return dict(Shop.objects.filter(pk__in=ids).values_list("pk", "slug"))


def _texts(stored: Collection[str]) -> Labels:
    return _one_per_key({value: value for value in sorted(stored)})


def _codes(stored: Collection[str]) -> Labels:
    return {value: value or None for value in stored}


def _one_per_key(names: dict[Any, str]) -> Labels:
    """Spellings that a reader takes for the same get one label, the first."""
    first: dict[str, str] = {}
    for name in names.values():
        first.setdefault(_key(name), name)
    return {stored: first[_key(name)] or None for stored, name in names.items()}


def _each(label: Callable[[int], Label]) -> Callable[[Collection[int]], Labels]:
    return lambda stored: {value: label(value) for value in stored}


_LABELS: dict[str, Callable[[Collection[Any]], Labels]] = {
    "addon": _addons,
    "category": _texts,
    "variant": _texts,
    "kind": _codes,
    "employee": _employees,
    "service_type": _services,
    "shop": _shops,
    "day": _each(lambda day: day_from_int(day).isoformat()),
    "week": _each(week_label),
    "month": _each(lambda month: f"{month // 100}-{month % 100:02}"),
    "weekday": _each(lambda weekday: weekday),
    "moment": _codes,
    "script": _scripts,
    "reason": _codes,
}
