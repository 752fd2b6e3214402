"""What a list would make in this shop, before anything is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toonbank.catalog import aliases
from toonbank.catalog.pasted import Pasted
from toonbank.catalog.starting import FirstAddon
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.stats.names import Named, same_thing

# What looks this much alike to the letter deserves a second look; most pairs that are two things stay below.
ALIKE = 0.88


@dataclass(frozen=True)
class Foreseen:
    """`fresh` will be made; `known` is there already, or was named above; numbers are lines of the list.

    `alike`: of a line of `fresh` the names that look much like it.
    """

    fresh: list[tuple[int, FirstAddon]] = field(default_factory=list)
    known: list[tuple[int, str]] = field(default_factory=list)
    alike: dict[int, list[str]] = field(default_factory=dict)
    troubles: list[tuple[int, Refused]] = field(default_factory=list)


def foresee(shop: Shop, pasted: Pasted) -> Foreseen:
    there = {key: addon.name for key, addon in aliases.resolve(shop).items()}
    found, taken = Foreseen(troubles=pasted.troubles), dict(there)
    for line, addon in pasted.lines:
        if addon.name.key in taken:
            found.known.append((line, taken[addon.name.key]))
        else:
            taken[addon.name.key] = str(addon.name)
            found.fresh.append((line, addon))
    lines = {addon.name.key: line for line, addon in found.fresh}
    for first, second in _pairs(taken):
        for one, other in ((first, second), (second, first)):
            if one in lines:
                found.alike.setdefault(lines[one], []).append(taken[other])
    return found


def _pairs(names: dict[str, str]) -> Iterable[tuple[str, str]]:
    proposals = same_thing([Named(key, name, {}) for key, name in names.items()], {}, {}, least=0.0)
    return [(one.first, one.second) for one in proposals if one.text >= ALIKE]
