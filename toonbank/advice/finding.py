"""What to do next: one finding for each thing the data are sure enough of, with its evidence."""

from dataclasses import dataclass, field
from typing import Any

from toonbank.metrics.sentence import filled
from toonbank.metrics.shown import Shown

# Which corner of the picture: offer it more, as it is, less, or look at one thing first.
PUSH, KEEP, LEAVE, MEND = "push", "keep", "leave", "mend"


@dataclass(frozen=True)
class Finding:
    """`advice` says what to do, `evidence` why and how sure; both templates filled with `params`.

    `worth`: cents per week at stake, for the order in which findings are read.
    """

    rule: str
    corner: str
    addon: int
    name: str
    advice: str
    evidence: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    worth: float = 0.0
    service_type: str = ""

    def advises(self, shown: Shown) -> str:
        return filled(self.advice, {"addon": self.name, **self.params}, shown)

    def because(self, shown: Shown) -> str:
        return filled(self.evidence, {"addon": self.name, **self.params}, shown)
