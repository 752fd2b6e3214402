"""`toonbank report week`: text, HTML and JSON, in the language asked for."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.metrics.worlds import fortnight
from toonbank.lib.errors import ToonbankError

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("report", "week", "--shop", fortnight().shop.slug, *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(("lang", "word"), [([], "bonnen"), (["--lang", "en"], "tickets")])
def test_text_in_the_language_asked_for(lang: list[str], word: str) -> None:
    assert word in run("--week", "2026-W46", *lang)


def test_json_says_which_week() -> None:
    told = json.loads(run("--week", "2026-W46", "--format", "json"))
    assert (told["week"], told["from"], told["to"]) == ("2026-W46", "2026-11-09", "2026-11-15")
    assert [table["by"] for table in told["tables"]] == ["addon", "employee", "service_type"]


def test_html_is_a_whole_page() -> None:
    page = run("--week", "2026-W46", "--format", "html")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert 'lang="nl"' in page


def test_a_week_that_does_not_exist() -> None:
    with pytest.raises(ToonbankError) as refused:
        run("--week", "2026-W99")
    assert refused.value.code == "week_invalid"
