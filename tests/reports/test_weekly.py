"""The weekly report is right to the digit, in both languages, also when there is nothing to report."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from tests.metrics.worlds import NOW, Place, detail_shop, fortnight
from toonbank.lib.periods import parse_week
from toonbank.reports.weekly import Weekly, last_full_week, weekly

# Week 45 of the fortnight holds tickets 0-6, 12-18, 24-30, …: counted by hand from worlds.fortnight().
IN_WEEK_45 = [number for number in range(84) if number % 12 < 7]


def report(place: Place, week: str) -> Weekly:
    return weekly(place.shop, parse_week(week), NOW)


@pytest.mark.django_db
def test_numbers_of_a_week_by_hand() -> None:
    found = report(fortnight(), "2026-W45").overview
    known = {
        "Telefoonhoesje": (80, 12, 2495),
        "Screen protector": (78, 29, 1995),
        "Opzet-hulp": (40, 18, 2900),
    }
    lines = {line.label: line.now for line in found.table("addon").lines}
    assert {
        name: (now["offers"].hits, now["bought"].hits, now["revenue"].hits) for name, now in lines.items()
    } == {
        name: (
            sum(number < offered for number in IN_WEEK_45),
            sum(number < bought for number in IN_WEEK_45),
            sum(number < bought for number in IN_WEEK_45) * price,
        )
        for name, (offered, bought, price) in known.items()
    }
    assert found.total.now["tickets"].hits == len(IN_WEEK_45)


@pytest.mark.django_db
def test_the_week_before_is_the_comparison() -> None:
    found = report(fortnight(), "2026-W46").overview
    assert (found.total.now["tickets"].hits, found.total.before["tickets"].hits) == (35, 49)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Interieurprotectant: 40 keer voorgesteld, 10 keer gekocht (25 %)."),
        ("en", "Interieurprotectant: 40 times offered, 10 times bought (25 %)."),
    ],
)
def test_one_paragraph_in_plain_words(language: str, sentence: str) -> None:
    with translation.override(language):
        assert sentence in report(detail_shop(), "2026-W46").paragraph()


@pytest.mark.django_db
def test_an_empty_week_says_so_and_claims_nothing() -> None:
    with translation.override("en"):
        empty = report(detail_shop(), "2025-W01")
        assert empty.paragraph() == ["No tickets were logged in this period."]
    assert empty.overview.empty
    assert empty.as_json()["total"]["attach_rate"]["value"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "week"),
    [
        (
            datetime(2026, 11, 16, 2, 59, tzinfo=UTC),
            202645,
        ),  # Monday 03:59 in Amsterdam is still Sunday's day
        (datetime(2026, 11, 16, 3, 0, tzinfo=UTC), 202646),
        (datetime(2027, 1, 4, 12, 0, tzinfo=UTC), 202653),
    ],
)
def test_last_full_week(now: datetime, week: int) -> None:
    assert last_full_week(detail_shop().shop, now) == week


@pytest.mark.django_db
def test_command_prints_text_html_and_json() -> None:
    detail_shop()
    printed = {kind: command(kind) for kind in ("text", "html", "json")}
    assert "Interieurprotectant: 40 keer voorgesteld, 10 keer gekocht (25 %)." in printed["text"]
    assert json.loads(printed["json"])["tables"][0]["rows"][0]["attach_rate"]["hits"] == 10
    # One file that needs nothing else: no link, no script, no picture from elsewhere.
    assert Tags.of(printed["html"]).isdisjoint({"link", "script", "img", "iframe"})


def command(kind: str) -> str:
    out = StringIO()
    call_command(
        "report", "week", "--shop", "glans-en-gloria", "--week", "2026-W46", "--format", kind, stdout=out
    )
    return out.getvalue()


class Tags(HTMLParser):
    @classmethod
    def of(cls, html: str) -> set[str]:
        parser = cls()
        parser.found: set[str] = set()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)
