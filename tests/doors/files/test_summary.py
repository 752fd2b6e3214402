"""The report of an import in words."""

import re

from toonbank.catalog.notices import Notice
from toonbank.doors.files.report import Report
from toonbank.doors.files.summary import summary
from toonbank.lib.errors import gettext_noop


def test_everything_there_is_to_say() -> None:
    report = Report(
        dry_run=True,
        lines=9,
        tickets=5,
        offers=7,
        bought=2,
        first_day="2026-11-01",
        last_day="2026-11-20",
        new=3,
        same=1,
        corrected=1,
        created={"employees": ["Kim"], "addons": [f"Ding {number}" for number in range(12)]},
        left_out={"empty_lines": 2, "corrected_by_hand": 1},
        dropped_columns=["Naam", "Adres"],
        notices=[
            Notice(
                "looks_alike", gettext_noop("“{name}” looks like “{near}”."), {"name": "Samm", "near": "Sam"}
            )
        ]
        * 11,
    )
    lines = summary(report).splitlines()
    assert len(lines) == 20
    assert re.findall(r"\d+", lines[1]) == ["9", "5", "7", "2"]
    assert re.findall(r"\d+", lines[3]) == ["3", "1", "1"]
    assert "2026-11-01" in lines[2]
    assert "2026-11-20" in lines[2]
    assert lines[4].endswith(": Kim")
    assert "Ding 9" in lines[5]
    assert "Ding 10" not in lines[5]
    assert lines[8].endswith(": Naam, Adres")
    assert lines[9].endswith("“Samm” looks like “Sam”.")
    assert lines[18] == lines[9]
    assert "1" in lines[19]


def test_as_little_as_possible() -> None:
    assert len(summary(Report(dry_run=False, lines=0, tickets=0)).splitlines()) == 2
