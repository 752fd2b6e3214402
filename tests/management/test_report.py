"""`toonbank report`: text, HTML, JSON and PDF of a day, a week and a chain, in the language asked for."""

import json
import sys
from io import BytesIO, StringIO, TextIOWrapper
from itertools import product

import pytest
from django.core.management import call_command

from tests.metrics.worlds import fortnight, mixed
from toonbank.lib.errors import ToonbankError

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    fortnight()
    return printed("--shop", "veertien-dagen", *arguments)


def printed(*arguments: str) -> str:
    kind = "day" if "--day" in arguments else "week"
    said = StringIO()
    call_command("report", kind, *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(("lang", "word"), [([], "bonnen"), (["--lang", "en"], "tickets")])
def test_text_in_the_language_asked_for(lang: list[str], word: str) -> None:
    assert word in run("--week", "2026-W46", *lang)


def test_json_says_which_week() -> None:
    told = json.loads(run("--week", "2026-W46", "--format", "json"))
    assert (told["week"], told["from"], told["to"]) == ("2026-W46", "2026-11-09", "2026-11-15")
    assert [table["by"] for table in told["tables"]] == ["addon", "employee", "service_type"]


def test_json_of_a_day() -> None:
    told = json.loads(run("--day", "2026-11-09", "--json"))
    assert (told["shop"], told["day"]) == ("veertien-dagen", "2026-11-09")
    assert told["numbers"]["tickets"]["hits"] == 7


def test_html_is_a_whole_page() -> None:
    page = run("--week", "2026-W46", "--format", "html")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert 'lang="nl"' in page


def test_json_of_a_chain_adds_up() -> None:
    mixed()
    told = json.loads(printed("--chain", "keten", "--week", "2026-W46", "--format", "json"))
    assert (told["chain"], [shop["shop"] for shop in told["shops"]]) == ("keten", ["noord", "zuid"])
    assert [table["by"] for table in told["tables"]] == ["shop", "addon", "service_type"]
    by_shop = {row["shop"]: row["tickets"]["hits"] for row in told["tables"][0]["rows"]}
    assert by_shop == {shop["shop"]: shop["total"]["tickets"]["hits"] for shop in told["shops"]}
    assert sum(by_shop.values()) == told["total"]["tickets"]["hits"]


@pytest.mark.parametrize(
    ("kind", "lang"), list(product(["--week 2026-W46", "--day 2026-11-09", "--chain"], ["nl", "en"]))
)
def test_every_kind_as_pdf(kind: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed()
    place = ["--chain", "keten", "--week", "2026-W46"] if kind == "--chain" else ["--shop", "noord"]
    more = [] if kind == "--chain" else kind.split()
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    name = "day" if "--day" in more else "week"
    call_command("report", name, *place, *more, "--format", "pdf", "--lang", lang, stdout=out)
    document = out.buffer.getvalue()  # type: ignore[attr-defined]
    assert (document[:5], document.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["week", "--shop", "veertien-dagen", "--week", "2026-W99"], "week_invalid"),
        (["day", "--shop", "veertien-dagen", "--day", "2026-13-01"], "day_invalid"),
        (["day", "--shop", "veertien-dagen", "--week", "2026-W46"], "report_mixture"),
        (["week", "--shop", "veertien-dagen", "--day", "2026-11-09"], "report_mixture"),
        (["day", "--chain", "keten"], "report_chain_day"),
        (["week", "--shop", "nergens"], "place_unknown"),
        (["week", "--chain", "nergens"], "place_unknown"),
    ],
)
def test_refused(arguments: list[str], code: str) -> None:
    fortnight()
    with pytest.raises(ToonbankError) as refused:
        call_command("report", *arguments, stdout=StringIO())
    assert refused.value.code == code


def test_a_pdf_is_not_thrown_at_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(ToonbankError) as refused:
        run("--week", "2026-W46", "--format", "pdf")
    assert refused.value.code == "pdf_on_screen"
