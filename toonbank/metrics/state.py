"""Whether a number carries a decision yet, and if not, why: draft or firm."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.metrics.metric import Metric, Shape

DRAFT, FIRM = "draft", "firm"
WIDEST_RATE = 0.20
# Says a reason in the language that is active when it is read.
Said = Callable[[], str]


@dataclass(frozen=True)
class State:
    """`message` is a template to translate; reason() fills it in the reader's language.

    `doubt`: why the log behind the number can't carry it, whatever the number of tickets.
    """

    name: str
    message: str = ""
    params: dict[str, float | int] = field(default_factory=dict)
    doubt: Said | None = None

    def reason(self) -> str:
        if self.doubt:
            return self.doubt()
        return gettext(self.message).format(**self.params) if self.message else ""


def state_of(
    metric: Metric, hits: int, tries: int | None, low: float | None, high: float | None, unknown: int = 0
) -> State:
    """`unknown` purchases are missing from the number, because nobody filled in their price or cost."""
    if unknown:
        return State(
            DRAFT,
            _("{unknown} purchases are missing: their price or cost is not known."),
            {"unknown": unknown},
        )
    if metric.shape is Shape.COUNT:
        return State(FIRM)
    if not tries:
        return State(DRAFT, _("No data yet."))
    if low is None or high is None:
        return State(DRAFT, _("Too few tickets to say how sure this is."))
    if metric.shape is Shape.RATE:
        return _rate_state(tries, low, high)
    if high - low > (hits / tries if hits > 0 else 0):
        return State(DRAFT, _("Too little data: {tries} tickets can still go either way."), {"tries": tries})
    return State(FIRM)


def _rate_state(tries: int, low: float, high: float) -> State:
    if high - low <= WIDEST_RATE:
        return State(FIRM)
    message = _("Too little data: with {tries} times the real figure lies between {low} % and {high} %.")
    return State(DRAFT, message, {"tries": tries, "low": round(100 * low), "high": round(100 * high)})
