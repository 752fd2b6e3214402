"""`toonbank import offers`: a file from disk, in the shop's language; killed half-way it leaves nothing."""

import json
import signal
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.browser.server import Server, prepared
from tests.world import World
from toonbank.ledger.models import Ticket
from toonbank.lib.errors import ToonbankError
from toonbank.shops.models import Shop

LOG = "ticket,date,category,outcome\n1,2026-11-20,Case · iPhone 14 · clear,bought\n2,2026-11-21,,\n"
KILLED = """
import os, signal, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "toonbank.settings"
django.setup()
from toonbank.ledger import rows
insert = rows.insert
def killed(model, found):
    insert(model, found)
    if model.__name__ == "Ticket":
        os.kill(os.getpid(), signal.SIGKILL)
rows.insert = killed
from toonbank.cli import main
main()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG.replace("category", "addon"), encoding="utf-8")
    return path


def run(*arguments: Any) -> str:
    said = StringIO()
    call_command("import", "offers", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_as_json(world: World, file: Path) -> None:
    assert json.loads(run(file, "--shop", "utrecht", "--json")) == {
        "dry_run": False,
        "lines": 2,
        "tickets": 2,
        "offers": 1,
        "bought": 1,
        "first_day": "2026-11-20",
        "last_day": "2026-11-21",
        "new": 2,
        "same": 0,
        "corrected": 0,
        "created": {},
        "left_out": {},
        "dropped_columns": [],
        "notices": [],
    }


@pytest.mark.parametrize(("locale", "word"), [("en", "bought"), ("nl", "gekocht")])
def test_in_the_language_of_the_shop(world: World, file: Path, locale: str, word: str) -> None:
    Shop.objects.filter(pk=world.shop.pk).update(locale=locale)
    lines = run(file, "--shop", "utrecht", "--dry-run").splitlines()
    assert len(lines) == 4
    assert word in lines[1]


def test_a_mapping_from_a_file(world: World, tmp_path: Path) -> None:
    path, mapping = tmp_path / "eigen.csv", tmp_path / "mapping.json"
    path.write_text("Bon;Dag\n1;2026-11-20\n", encoding="utf-8")
    mapping.write_text('{"columns": {"ticket": "Bon", "date": "Dag"}}')
    assert json.loads(run(path, "--shop", "utrecht", "--mapping", mapping, "--json"))["new"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nope.csv", "--shop", "utrecht"), "file_unreadable"),
        (("{file}", "--shop", "utrecht", "--mapping", "nope.json"), "file_unreadable"),
        (("{file}", "--shop", "nope"), "shop_unknown"),
        (("{file}", "--shop", "bike-barn"), "file_refused"),
    ],
)
def test_refused(world: World, file: Path, arguments: tuple[str, ...], code: str) -> None:
    with pytest.raises(ToonbankError) as refused:
        run(*(argument.format(file=file) for argument in arguments))
    assert (refused.value.code, Ticket.objects.count()) == (code, 0)


@pytest.mark.one_database
def test_killed_half_way_it_leaves_nothing_and_can_start_again(tmp_path: Path, file: Path) -> None:
    server = prepared(tmp_path / "var")
    arguments = ["import", "offers", str(file), "--shop", server.slug, "--create-missing", "--json"]
    before = counts(server)
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], env=server.environment, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert counts(server) == before == {"entry": 0, "ticket": 0, "offer": 0, "addon": 0}
    assert json.loads(server.toonbank(*arguments))["new"] == 2
    assert counts(server) == {"entry": 2, "ticket": 2, "offer": 1, "addon": 1}


def counts(server: Server) -> dict[str, int]:
    database = sqlite3.connect(server.folder / "toonbank.sqlite3")
    tables = ("entry", "ticket", "offer", "addon")
    found = {name: database.execute(f"SELECT COUNT(*) FROM toonbank_{name}").fetchone()[0] for name in tables}
    database.close()
    return found
