"""Merged add-ons count as one. What that costs in SQL is only paid where something was merged."""

from collections.abc import Iterable
from dataclasses import replace

from toonbank.catalog.models import Addon
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.measures import OFFERS, SUGGESTED
from toonbank.metrics.question import Question

# The add-on an offer counts for, where `r` is the row of the add-on it was logged on.
ROOT = "COALESCE(r.counts_as_id, r.id)"


def told(question: Question, sources: Iterable[str]) -> Question:
    """The question with whether its shops have merges, where the answer could depend on it."""
    if SUGGESTED not in sources and not any(_of_addon(dimension) for dimension in question.by):
        return question
    found = Addon.objects.filter(shop__in=question.shops, counts_as__isnull=False)
    return replace(question, merged=found.exists())


def _of_addon(dimension: Dimension) -> bool:
    return dimension.of_addon or dimension.columns.get(OFFERS) == "addon_id"
