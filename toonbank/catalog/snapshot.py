"""The catalogue of one shop as plain values, read once per version; recording a ticket reads none."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from toonbank.catalog.facts import AddonFacts, facts_of
from toonbank.catalog.models import ServiceType
from toonbank.shops.models import Employee, Shop

KEEP = 64


@dataclass(frozen=True)
class Catalog:
    """Everything a ticket may refer to. `employees` maps id to the moment they left."""

    version: int
    addons: dict[int, AddonFacts]
    service_types: dict[int, str]
    employees: dict[int, datetime | None]
    names: dict[int, str] = field(default_factory=dict)


_lock = Lock()
_kept: dict[int, Catalog] = {}


def catalog_of(shop: Shop) -> Catalog:
    """The snapshot for `shop.catalog_version`; a shop row read just now gives the current one."""
    kept = _kept.get(shop.pk)
    if kept is not None and kept.version == shop.catalog_version:
        return kept
    fresh = _read(shop)
    with _lock:
        if len(_kept) >= KEEP:
            _kept.pop(next(iter(_kept)))
        _kept[shop.pk] = fresh
    return fresh


def forget(shop: Shop) -> None:
    """After a change that was rolled back: its version number comes again, with other content."""
    with _lock:
        _kept.pop(shop.pk, None)


def _read(shop: Shop) -> Catalog:
    employees = list(Employee.objects.filter(shop=shop))
    return Catalog(
        version=shop.catalog_version,
        addons={addon.id: addon for addon in facts_of(shop)},
        service_types={row.pk: row.name for row in ServiceType.objects.filter(shop=shop)},
        employees={row.pk: row.left_at for row in employees},
        names={row.pk: row.alias for row in employees},
    )
