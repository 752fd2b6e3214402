"""What a check saw, for machines."""

from typing import Any

from toonbank.metrics.shown import Shown
from toonbank.quality.verdict import Verdict


def checked(verdict: Verdict, shown: Shown) -> dict[str, Any]:
    return {
        "check": verdict.check,
        "state": verdict.state,
        "sentence": verdict.sentence(shown),
        "numbers": sorted(verdict.numbers),
    }
