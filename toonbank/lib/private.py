"""No customer data: finds what may identify a customer in a text, before it is stored or logged.

The rules are data in static/counter/private_rules.js; private.js beside it reads the same file and gives the
same answer in the browser. Nothing here keeps, logs or returns the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .private_fold import fold
from .private_names import names
from .private_rules import LIMIT, RULES, Rule
from .private_sums import SUMS

Severity = Literal["refuse", "warn"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` count characters (code points) of the text as it was given."""

    kind: str
    start: int
    end: int
    severity: Severity


def check(text: str, reference: bool = False) -> tuple[Finding, ...]:
    """All findings in reading order; empty when the text may be kept.

    `reference`: the text is a receipt or order number, so a bare number is not taken for a BSN, an IMEI or a
    landline by its checksum or length alone.
    """
    if len(text) > LIMIT:
        return (Finding("too_long", 0, LIMIT, "refuse"),)
    plain, origin = fold(text)
    found: list[Finding] = []
    for rule in RULES:
        for start, end in _spans(rule, plain, reference):
            found.append(Finding(rule.kind, origin[start], origin[end - 1] + 1, rule.severity))
            plain = plain[:start] + "~" * (end - start) + plain[end:]
    for start, end in names(plain):
        found.append(Finding("name", origin[start], origin[end - 1] + 1, "warn"))
    return tuple(sorted(found, key=lambda finding: finding.start))


def _spans(rule: Rule, plain: str, reference: bool) -> Iterator[tuple[int, int]]:
    at = 0
    while match := rule.find.search(plain, at):
        start, end = match.start() + len(match[1]), match.end()
        before = plain[max(0, start - 40) : start]
        if _adds_up(rule, plain[start:end]) and not _excused(rule, before, reference):
            yield start, end
            at = end
        else:
            at = start + 1


def _adds_up(rule: Rule, value: str) -> bool:
    return rule.sum is None or SUMS[rule.sum](value)


def _excused(rule: Rule, before: str, reference: bool) -> bool:
    if rule.unless is None:
        return False
    return (reference and rule.bare) or rule.unless.search(before) is not None
