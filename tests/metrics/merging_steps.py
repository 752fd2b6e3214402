"""A shop in which anything may be merged, parted, renamed, logged and taken off the list, in any order,
beside a plain model of what its numbers must be. The short test and the long simulation share it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.world import NOW, World
from toonbank.catalog.addons import NewAddon, archive, create_many, edit, restore
from toonbank.catalog.eligibility import wrongly_written
from toonbank.catalog.merges import merge, unmerge, wrongly_counted
from toonbank.catalog.models import Addon, Merge
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.ledger.document import Line
from toonbank.lib.errors import Conflict, Refused
from toonbank.metrics.ask import Asked

SUMS = ("offers", "bought", "revenue", "profit")
RATES = ("suggestion_rate", "bought_per_eligible", "attach_rate")
Numbers = dict[str, tuple[int, ...]]


@dataclass
class Steps:
    """`sums` holds what was logged on each add-on by its key, whatever it counts as now."""

    world: World
    addons: list[Addon]
    sums: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    merges: list[Merge] = field(default_factory=list)
    renamed: int = 0
    tickets: int = 0

    def merge(self, one: int, other: int) -> None:
        addon, into = self._addon(one), self._addon(other)
        try:
            self.merges.append(merge(addon, into, NOW))
        except (Conflict, Refused):
            assert addon.pk == into.pk or addon.pk in self._links() or self._root(into.pk) == addon.pk

    def undo(self, which: int) -> None:
        if self.merges:
            unmerge(self.merges.pop(which % len(self.merges)), NOW)

    def rename(self, one: int) -> None:
        addon = self._addon(one)
        if addon.pk not in self._links():
            self.renamed += 1
            edit(addon, f"Thing {self.renamed}", kind=addon.kind)

    def log(self, *lines: tuple[int, str, int, int]) -> None:
        """Each: which add-on, outcome, quantity, discount."""
        self.tickets += 1
        chosen = {self.addons[one % len(self.addons)].pk: rest for one, *rest in lines}
        offers = [
            Line(addon, str(outcome), quantity=int(quantity), discount=int(discount))
            for addon, (outcome, quantity, discount) in chosen.items()
        ]
        service = self.world.services[("repair", "pick-up")[self.tickets % 2]]
        self.world.log(
            *offers, service_type=service.pk, started_at=NOW - timedelta(minutes=self.tickets % 999)
        )
        for line in offers:
            self._count(line)

    def archive(self, one: int) -> None:
        archive(self._addon(one), 2026_11_20)

    def restore(self, one: int) -> None:
        restore(self._addon(one), 2026_11_21)

    def rule(self, one: int, all_services: bool) -> None:
        set_rule(self._addon(one), [] if all_services else [self.world.services["repair"]])

    def check(self) -> None:
        """Every number follows from what was logged and what is merged, and no rate is above 100 %."""
        assert (wrongly_counted(self.world.shop), wrongly_written(self.world.shop)) == ([], [])
        rows = self._ask(*SUMS, *RATES, by=("addon",))
        found = {label: tuple(values[name].hits for name in SUMS) for label, values in rows.items()}
        assert found == self.expected()
        for values in [*rows.values(), self._ask(*RATES)[None]]:
            for name in RATES:
                assert values[name].hits <= (values[name].tries or 0), name

    def expected(self) -> Numbers:
        names = {addon.pk: addon.name for addon in Addon.objects.filter(shop=self.world.shop)}
        together: dict[str, list[int]] = {}
        for pk, sums in self.sums.items():
            so_far = together.setdefault(names[self._root(pk)], [0] * len(SUMS))
            for at, number in enumerate(sums):
                so_far[at] += number
        return {name: tuple(sums) for name, sums in together.items()}

    def part(self) -> None:
        while self.merges:
            self.undo(0)

    def _ask(self, *metrics: str, by: tuple[str, ...] = ()) -> dict[object, dict[str, Any]]:
        answer = Asked(metrics, by).answer([self.world.shop], NOW)
        # Rows without an offer only say how many tickets there were to offer it on.
        return {
            row.labels.get("addon"): row.values for row in answer.rows if not by or row.values["offers"].hits
        }

    def _count(self, line: Line) -> None:
        price = self.world.shop.addons.get(pk=line.addon).prices.get()
        sums, bought = self.sums[line.addon], line.outcome == "bought"
        revenue = line.quantity * price.unit_price - line.discount if bought else 0
        profit = revenue - line.quantity * (price.unit_cost or 0) if bought else 0
        for at, number in enumerate((1, int(bought), revenue, profit)):
            sums[at] += number

    def _links(self) -> dict[int, int]:
        return {row.addon_id: row.into_id for row in self.merges}

    def _root(self, pk: int) -> int:
        links = self._links()
        while pk in links:
            pk = links[pk]
        return pk

    def _addon(self, one: int) -> Addon:
        return Addon.objects.select_related("shop").get(pk=self.addons[one % len(self.addons)].pk)


def begun(world: World, things: int) -> Steps:
    """Add-ons with prices and costs of their own."""
    made = create_many(world.shop, [NewAddon(f"Add-on {number}") for number in range(things)])
    for number, addon in enumerate(made):
        set_price(addon, 1000 + 7 * number, 300 + number)
    return Steps(world, made)
