"""`toonbank ask`: words for people, codes for machines, one way to refuse."""

import csv
import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.metrics.worlds import fortnight, mixed
from tests.world import World, uuid
from toonbank.catalog.rules import set_rule
from toonbank.lib.errors import Misconfigured, Missing, ToonbankError
from toonbank.management.commands.ask import Command


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("ask", *arguments, stdout=said)
    return said.getvalue()


def first_words(table: str) -> set[str]:
    """What stands in the first column, below the heading and above the formulas."""
    return {line.split("  ")[0] for line in table.split("\n\n")[0].splitlines()[1:]}


@pytest.mark.django_db
def test_the_fortnight_in_dutch_with_its_formula() -> None:
    place = fortnight()
    lines = run("attach_rate", "--shop", place.shop.slug, "--by", "addon").splitlines()
    assert [line.split() for line in lines[:1]] == [["Add-on", "Attach-rate"]]
    assert "37 % 29 / 78 [26 – 50 %]" in next(line for line in lines if "Screen" in line)
    assert any(
        line.startswith("Attach-rate: keer voorgesteld door een medewerker en gekocht ÷ keer")
        for line in lines
    )
    # All of it was logged in one go, and the table says so.
    assert lines[-1].startswith("Attach-rate: concept. Op 12 dagen zijn veel bezoeken pas vlak voor")


@pytest.mark.django_db
def test_people_read_words_and_machines_codes() -> None:
    question = ("offers", "--shop", mixed().shop.slug, "--by", "reason")
    rows = json.loads(run(*question, "--json"))["rows"]
    told = {row["reason"] for row in rows} - {None}
    assert told == {"price", "think"}
    lines = csv.DictReader(run(*question, "--format", "csv").splitlines())
    assert {line["reason"] for line in lines} - {""} == told
    words = first_words(run(*question))
    assert words == {"Prijs", "Wil nadenken", "niet ingevuld"}


@pytest.mark.django_db
def test_several_values_of_one_dimension_are_alternatives() -> None:
    slug = mixed().shop.slug

    def offers(*where: str) -> int:
        (row,) = json.loads(run("offers", "--shop", slug, *where, "--json"))["rows"]
        return int(row["offers"]["hits"])

    both = offers("--where", "employee=Sam", "employee=Kim")
    assert both == offers("--where", "employee=Sam") + offers("--where", "employee=Kim")
    assert both == offers("--where", "employee=Sam", "--where", "employee=Kim") > 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sales", "--shop", "{slug}"], "metric_unknown"),
        (["offers", "--shop", "elders"], "place_unknown"),
        (["offers", "--chain", "elders"], "place_unknown"),
        (["offers", "--shop", "{slug}", "--where", "addon"], "where_invalid"),
        (["offers", "--shop", "{slug}", "--week", "2026-W54"], "week_invalid"),
        (["offers", "--shop", "{slug}", "--engine", "lake"], "engine_absent"),
    ],
)
def test_refused_with_a_reason(arguments: list[str], code: str) -> None:
    slug = fortnight().shop.slug
    with pytest.raises(ToonbankError) as refused:
        run(*(text.format(slug=slug) for text in arguments))
    assert refused.value.code == code


@pytest.mark.django_db
def test_exit_codes_one_and_two(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, code in ((["offers", "--shop", "elders"], 1), (["offers"], 2)):
        with pytest.raises(SystemExit) as stopped:
            Command().run_from_argv(["toonbank", "ask", *arguments])
        assert (stopped.value.code, capsys.readouterr().out) == (code, "")


def test_without_a_database_the_way_to_make_one(tmp_path: Path, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("toonbank.management.schema._file", lambda: tmp_path / "none.sqlite3")
    monkeypatch.setattr("toonbank.management.schema._exists", lambda: False)
    for command, arguments in (("ask", ["offers", "--shop", "a"]), ("report", ["week", "--shop", "a"])):
        with pytest.raises(Misconfigured) as refused:
            call_command(command, *arguments, stdout=sys.stdout)
        assert refused.value.code == "database_missing"


def test_explains_a_ticket(world: World) -> None:
    set_rule(world.addons["case"], [world.services["pick-up"]], 2026_11_01)
    world.log(world.offer("glass", "declined"), uuid=uuid(1), receipt="R-7")
    for given in (str(uuid(1)), "R-7"):
        told = json.loads(run("--explain", given, "--shop", "utrecht", "--json"))
        assert told["ticket"] == str(uuid(1))
        rows = {row["name"].split(" · ")[0]: row for row in told["addons"]}
        assert (rows["Screen protector"]["eligible"], rows["Screen protector"]["offered"]) == (True, True)
        assert (rows["Case"]["why"], rows["Case"]["rule_since"]) == ("other_service", "2026-11-01")
    assert "✗ Case" in run("--explain", "R-7", "--shop", "utrecht")
    with pytest.raises(Missing):
        run("--explain", "nothing", "--shop", "utrecht")
