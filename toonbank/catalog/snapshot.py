"""The catalogue of one shop as plain values, read once per version; recording a ticket reads none."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Lock

from toonbank.catalog.explain import fits
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

    @cached_property
    def groups(self) -> dict[int, list[AddonFacts]]:
        """What counts as one add-on, by that add-on, which comes first."""
        found: dict[int, list[AddonFacts]] = {}
        for one in sorted(self.addons.values(), key=lambda one: (one.id != one.root, one.id)):
            found.setdefault(one.root, []).append(one)
        return found

    def fits(self, root: int, service_type: int | None, day: int) -> bool:
        """What is merged fits wherever one of its names does, as in the eligible tickets."""
        return any(fits(one, service_type, day) for one in self.groups.get(root, ()))

    def rivals(self, day: int) -> dict[int, set[int]]:
        """What does not go together on one ticket that day: said of one of the two, it holds for both."""
        found: dict[int, set[int]] = {}
        for facts in self.addons.values():
            rule = facts.rule(day)
            named = {self.addons[pk].root for pk in rule.not_with} if rule else set()
            for other in named - {facts.root}:
                found.setdefault(facts.root, set()).add(other)
                found.setdefault(other, set()).add(facts.root)
        return found


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
