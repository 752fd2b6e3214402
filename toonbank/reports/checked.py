"""What a check saw and what is advised, for machines."""

from typing import Any

from toonbank.advice.finding import Finding
from toonbank.metrics.shown import Shown
from toonbank.quality.verdict import Verdict


def checked(verdict: Verdict, shown: Shown) -> dict[str, Any]:
    return {
        "check": verdict.check,
        "state": verdict.state,
        "sentence": verdict.sentence(shown),
        "numbers": sorted(verdict.numbers),
    }


def advised(finding: Finding, shown: Shown) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "corner": finding.corner,
        "addon": finding.name,
        "advice": finding.advises(shown),
        "evidence": finding.because(shown),
    }
