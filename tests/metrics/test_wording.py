"""Codes are for machines; people read words, in their language."""

import pytest
from django.utils import translation

from toonbank.metrics.dimensions import BY_KEY
from toonbank.metrics.labels import Label
from toonbank.metrics.wording import said


@pytest.mark.parametrize(
    ("dimension", "label", "dutch", "english"),
    [
        ("reason", "not_needed", "Niet nodig", "Not needed"),
        ("reason", "own reason", "own reason", "own reason"),
        ("reason", None, "niet ingevuld", "not filled in"),
        ("moment", "intake", "Bij binnenkomst", "Intake"),
        ("kind", "up-sell", "Up-sell", "Up-sell"),
        ("weekday", 1, "maandag", "Monday"),
        ("weekday", 7, "zondag", "Sunday"),
        ("addon", "intake", "intake", "intake"),
        ("week", "2026-W46", "2026-W46", "2026-W46"),
    ],
)
def test_said_in_both_languages(dimension: str, label: Label, dutch: str, english: str) -> None:
    found = []
    for language in ("nl", "en"):
        with translation.override(language):
            found.append(said(BY_KEY[dimension], label))
    assert found == [dutch, english]
