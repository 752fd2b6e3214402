"""What would move if two add-ons were merged: the numbers as they are and as they would be."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from toonbank.catalog.merges import checked
from toonbank.catalog.models import Addon
from toonbank.ledger.spellings import tickets_with_both
from toonbank.metrics.answer import Answer, Value
from toonbank.metrics.definitions import BY_KEY as METRIC
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.engine import answer
from toonbank.metrics.question import Question

SHOWN = ("offers", "bought", "attach_rate", "revenue", "profit")
PER_MONTH = ("offers", "bought", "revenue")
Values = dict[str, Value]


@dataclass(frozen=True)
class MergePreview:
    """`into` is the end of the chain; `both` counts tickets on which the two stand side by side."""

    addon: Addon
    into: Addon
    moving: Values
    before: Values
    after: Values
    months: tuple[tuple[str, Values], ...]
    both: int

    def as_json(self) -> dict[str, Any]:
        return {
            "addon": {"id": self.addon.pk, "name": self.addon.name},
            "into": {"id": self.into.pk, "name": self.into.name},
            "moving": _json(self.moving),
            "before": _json(self.before),
            "after": _json(self.after),
            "months": [{"month": month, **_json(values)} for month, values in self.months],
            "tickets_with_both": self.both,
        }


def merge_preview(addon: Addon, into: Addon, today: int) -> MergePreview:
    """Refuses what could not be merged either. `today` is the running business day."""
    checked(addon, into)
    root = into.counts_as or into
    moving, staying = _counting_as(addon), _counting_as(root)
    by_month = _ask(addon, moving, today, PER_MONTH, "month")
    return MergePreview(
        addon,
        root,
        _ask(addon, moving, today).only,
        _ask(addon, staying, today).only,
        _ask(addon, moving | staying, today).only,
        tuple((str(row.labels["month"]), row.values) for row in by_month.rows),
        tickets_with_both(addon.shop, moving, staying),
    )


def _counting_as(addon: Addon) -> set[int]:
    return {addon.pk, *Addon.objects.filter(counts_as=addon).values_list("pk", flat=True)}


def _ask(addon: Addon, ids: Collection[int], today: int, names: tuple[str, ...] = SHOWN, *by: str) -> Answer:
    metrics = tuple(METRIC[name] for name in names)
    where = ((DIMENSION["addon"], tuple(sorted(ids))),)
    split = tuple(DIMENSION[name] for name in by)
    return answer(Question(metrics, (addon.shop_id,), split, where, today=today))


def _json(values: Values) -> dict[str, Any]:
    return {name: value.as_json() for name, value in values.items()}
