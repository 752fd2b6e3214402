"""What a file would change on the list: the exact difference, shown first, then done whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.addons import archive, create_addon, edit, restore
from toonbank.catalog.details import set_details
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.list_rows import Wanted
from toonbank.catalog.models import ALWAYS, Addon, Kind, ServiceType
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.snapshot import catalog_of, forget
from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.lib.problems import Problems
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing


@dataclass(frozen=True)
class Difference:
    """One thing a row changes. `before` and `after` are plain values: texts, cents, days, names."""

    line: int
    addon: str
    what: str
    before: Any
    after: Any


@dataclass
class Plan:
    """`same`: rows that change nothing."""

    differences: list[Difference] = field(default_factory=list)
    same: int = 0


Step = tuple[Difference, Callable[[Addon], object]]


def plan(shop: Shop, rows: Sequence[Wanted], today: int, problems: Problems) -> Plan:
    """Looks only. A row the file lacks is left alone."""
    found, state = Plan(), _State(shop, today)
    for row in rows:
        try:
            steps = [difference for difference, _act in state.steps(row)]
        except Refused as error:
            problems.add(row.line, error.field or "", error)
            continue
        found.differences += steps
        found.same += not steps
    return found


def apply(shop: Shop, rows: Sequence[Wanted], today: int, problems: Problems) -> Plan:
    """The same, done with the functions of the pages, so that history and rules hold. All or nothing."""
    found = Plan()
    try:
        with changing(shop):
            for row in rows:
                _apply(shop, row, today, found, problems)
            problems.stop()
    except Refused:
        # What was read meanwhile belongs to versions that never came to be.
        forget(shop)
        shop.refresh_from_db(fields=["catalog_version"])
        raise
    return found


def _apply(shop: Shop, row: Wanted, today: int, found: Plan, problems: Problems) -> None:
    """Each row sees the list as the rows before it left it."""
    state = _State(shop, today)
    try:
        addon, steps = state.addon_of(row), list(state.steps(row))
        for difference, act in steps:
            made = act(addon)  # type: ignore[arg-type]
            addon = made if isinstance(made, Addon) and difference.what == "new" else addon
    except Refused as error:
        problems.add(row.line, error.field or "", error)
        return
    found.differences += [difference for difference, _act in steps]
    found.same += not steps


class _State:
    """The list as it is while a row is looked at."""

    def __init__(self, shop: Shop, today: int) -> None:
        self.shop, self.today = shop, today
        shop.refresh_from_db(fields=["catalog_version"])
        self.catalog = catalog_of(shop)
        self.by_key = {addon.key: addon for addon in Addon.objects.filter(shop=shop)}
        self.by_id = {addon.pk: addon for addon in self.by_key.values()}
        self.services = {text.key(one.name): one for one in ServiceType.objects.filter(shop=shop)}

    def addon_of(self, row: Wanted) -> Addon | None:
        """By its number, else by its name; a number of nobody here is a mistake."""
        number = row.given.get("id")
        if number is None:
            return self.by_key.get(row.name.key)
        if number not in self.by_id:
            raise Refused("addon_unknown", _("This shop has no such add-on."), field="id")
        return self.by_id[number]

    def steps(self, row: Wanted) -> Iterator[Step]:
        addon = self.addon_of(row)
        facts = self.catalog.addons.get(addon.pk) if addon else None
        yield from self._name(row, addon)
        yield from self._price(row, addon, facts)
        yield from self._script(row, addon, facts)
        yield from self._services(row, addon, facts)
        yield from self._details(row, addon)
        yield from self._on_list(row, addon, facts)

    def _name(self, row: Wanted, addon: Addon | None) -> Iterator[Step]:
        name, given = row.name, row.given
        kind = given.get("kind", addon.kind if addon else Kind.CROSS_SELL)
        season = given.get("season", addon.season if addon else "")
        parts = (name.category, name.variant, name.detail)
        if addon is None:
            new = Difference(row.line, str(name), "new", None, str(name))
            yield new, lambda _none: create_addon(self.shop, *parts, kind=kind, season=season)
            return
        twin = self.by_key.get(name.key)
        if twin is not None and twin.pk != addon.pk:
            message = _("There is already an add-on “{name}”.")
            raise Refused("addon_exists", message, field="category", name=twin.name)
        before, after = (addon.name, addon.kind, addon.season), (str(name), str(kind), season)
        for what, old, new_ in zip(("name", "kind", "season"), before, after, strict=True):
            if old != new_:
                # One act for all three: the first that differs does it.
                yield Difference(row.line, addon.name, what, old, new_), _once(addon, parts, kind, season)

    def _price(self, row: Wanted, addon: Addon | None, facts: AddonFacts | None) -> Iterator[Step]:
        given, now = row.given, facts.price(self.today) if facts else None
        if "price" not in given:
            return
        price, cost = given["price"], given.get("cost", now.unit_cost if now else None)
        if now and (now.unit_price, now.unit_cost) == (price, cost):
            return
        asked = given.get("price_from")
        # The day the export wrote is the old price's; a new price then starts today.
        starts = asked if asked is not None and (now is None or asked != now.valid_from) else None
        day = starts if starts is not None else ALWAYS if now is None else self.today
        before = (now.unit_price, now.unit_cost) if now else None
        difference = Difference(row.line, str(row.name), "price", before, (price, cost, day))
        estimated, free = bool(given.get("estimated")), price == 0
        yield difference, lambda addon: set_price(addon, price, cost, day, free, estimated)

    def _script(self, row: Wanted, addon: Addon | None, facts: AddonFacts | None) -> Iterator[Step]:
        wording, now = row.given.get("script"), facts.script(self.today) if facts else None
        if wording and (now is None or now.wording != wording):
            day = self.today if now else ALWAYS
            difference = Difference(row.line, str(row.name), "script", now.wording if now else None, wording)
            yield difference, lambda addon: set_script(addon, wording, day)

    def _services(self, row: Wanted, addon: Addon | None, facts: AddonFacts | None) -> Iterator[Step]:
        if "service_types" not in row.given:
            return
        wanted = []
        for name in row.given["service_types"]:
            if text.key(name) not in self.services:
                message = _("This shop has no service type “{name}”.")
                raise Refused("service_type_unknown", message, field="service_types", name=name[:60])
            wanted.append(self.services[text.key(name)])
        rule = facts.rule(self.today) if facts else None
        now = rule.service_types if rule else frozenset()
        if now == {service.pk for service in wanted}:
            return
        names = sorted(name for pk, name in self.catalog.service_types.items() if pk in now)
        after = sorted(service.name for service in wanted)
        day = self.today if rule else ALWAYS
        others = Addon.objects.filter(pk__in=rule.not_with) if rule else ()
        kept = {"moments": rule.moments, "season": rule.season, "headroom": rule.headroom} if rule else {}
        difference = Difference(row.line, str(row.name), "service_types", names, after)
        yield difference, lambda addon: set_rule(addon, wanted, day, not_with=others, **kept)  # type: ignore[arg-type]

    def _details(self, row: Wanted, addon: Addon | None) -> Iterator[Step]:
        asks = ("quantity_allowed", "discount_allowed")
        before = [getattr(addon, name) if addon else True for name in asks]
        after = [row.given.get(name, old) for name, old in zip(asks, before, strict=True)]

        quantity, discount = after

        def act(addon: Addon) -> object:
            upgrades = (addon.upgrade_of_service, addon.upgrade_of_addon)
            return set_details(addon, quantity, discount, *upgrades)

        for name, old, new in zip(asks, before, after, strict=True):
            if old != new:
                yield Difference(row.line, str(row.name), name, old, new), act

    def _on_list(self, row: Wanted, addon: Addon | None, facts: AddonFacts | None) -> Iterator[Step]:
        wanted, now = row.given.get("on_list"), facts.active(self.today) if facts else True
        if wanted is None or wanted == now:
            return
        act = restore if wanted else archive
        difference = Difference(row.line, str(row.name), "on_list", now, wanted)
        yield difference, lambda addon: act(addon, self.today)


def _once(addon: Addon, parts: tuple[str, str, str], kind: str, season: str) -> Callable[[Addon], object]:
    def act(row: Addon) -> object:
        row.refresh_from_db()
        if (row.category, row.variant, row.detail, row.kind, row.season) == (*parts, kind, season):
            return None
        return edit(row, *parts, kind=kind, season=season)

    return act
