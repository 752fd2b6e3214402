"""The PDF: tagged, in its language, with the same numbers, and nothing anybody typed is read as markup."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation

from tests.metrics.worlds import NOW, detail_shop
from toonbank.catalog.models import Addon
from toonbank.doors.mail.pdf import HOME
from toonbank.doors.mail.render import as_pdf
from toonbank.doors.mail.week import week_paper
from toonbank.reports.weekly import weekly
from toonbank.shops.models import Shop

pytestmark = pytest.mark.django_db
Words = Callable[[bytes], str]
EVIL = '#read("/etc/passwd") $x^2$ *b* #eval("1") \\ // /* <i>'


def made(language: str = "nl", week: int = 202646, name: str = "", addon: str = "") -> bytes:
    shop = detail_shop().shop
    if name:
        Shop.objects.filter(pk=shop.pk).update(name=name)
    if addon:
        Addon.objects.filter(shop=shop).update(category=addon)
    with translation.override(language):
        return as_pdf(week_paper(weekly(Shop.objects.get(pk=shop.pk), week, NOW)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_tagged_with_title_and_language(language: str) -> None:
    document = made(language)
    assert document.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in document
    assert b"/StructTreeRoot" in document
    assert f"/Lang({language})".encode() in document.replace(b"/Lang (", b"/Lang(")
    assert b"pdfuaid:part" in document
    assert b"Noto" in document


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Week 2026-W46", "40 keer voorgesteld, 10 keer gekocht (25 %)", "€ 0,80", "Pagina 1 van"]),
        ("en", ["Week 2026-W46", "40 times offered, 10 times bought (25 %)", "€ 0,80", "Page 1 of"]),
    ],
)
def test_it_says_what_the_page_says(words: Words, language: str, said: list[str]) -> None:
    told = words(made(language))
    assert [one for one in said if one not in told] == []


def test_nothing_typed_is_markup(words: Words) -> None:
    told = words(made(name=EVIL, addon=EVIL))
    assert EVIL in told
    assert "root:" not in told


@pytest.mark.parametrize("name", ["شركة", "株式会社", "😀 Zaak", "a\u0301\u0327", "\\u{0}", "x" * 80])
def test_a_name_in_any_script_is_no_reason_to_send_nothing(name: str) -> None:
    assert made(name=name).startswith(b"%PDF-")


def test_an_empty_week(words: Words) -> None:
    assert "In deze periode zijn geen bonnen vastgelegd." in words(made(week=202501))


def test_the_font_comes_with_its_licence() -> None:
    assert {path.name for path in (HOME / "fonts").iterdir()} == {
        "LICENSE", "NotoSans-Bold.ttf", "NotoSans-Regular.ttf",
    }  # fmt: skip


@pytest.fixture
def words(tmp_path: Path) -> Words:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: the words in the PDF are not read back")

    def read(document: bytes) -> str:
        path = tmp_path / "report.pdf"
        path.write_bytes(document)
        done = subprocess.run([program, str(path), "-"], capture_output=True, text=True, check=True)
        return re.sub(r"\s+", " ", done.stdout.replace("\xa0", " "))

    return read
