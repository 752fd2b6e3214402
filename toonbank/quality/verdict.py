"""What a check saw: in words, which numbers it makes doubtful, and where it is put right."""

from dataclasses import dataclass, field
from typing import Any

from toonbank.metrics.sentence import filled
from toonbank.metrics.shown import Shown

# LOOK: worth a minute. DOUBT: the numbers named can't carry a decision until it is put right.
LOOK, DOUBT = "look", "doubt"


@dataclass(frozen=True)
class Fix:
    """Where one tap puts it right: a place the doors know, and what it is about."""

    place: str
    value: str | int = ""


@dataclass(frozen=True)
class Verdict:
    """`message` and `plural` are templates to translate, filled with `params`; `count` chooses which."""

    check: str
    state: str
    message: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    plural: str = ""
    count: int = 1
    numbers: frozenset[str] = frozenset()
    fix: Fix | None = None

    @property
    def doubtful(self) -> bool:
        return self.state == DOUBT

    def sentence(self, shown: Shown) -> str:
        """In the active language, numbers and money the shop's way."""
        return filled(self.plural if self.plural and self.count != 1 else self.message, self.params, shown)
