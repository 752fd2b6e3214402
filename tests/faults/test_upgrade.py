"""Upgrades (rows 86 and 87): killed at any point it is the old or the new state; two at once, one waits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.served import SETUP, Served, counts, database_url, store_of

# The tables of the first migration with a shop in them; then, a fork for each, an upgrade that is killed at
# one of its statements. Prints for each the state it left, and the state after an upgrade that may finish.
PROGRAM = """
import json, os, random, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection, connections
from toonbank.management import schema

def forked(work):
    pid = os.fork()
    if not pid:
        work()
        connections.close_all()
        os._exit(0)
    return os.waitpid(pid, 0)[1]

def upgrade(left=10**9):
    def deadly(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(deadly):
        call_command("migrate", "toonbank", verbosity=0)
    return 10**9 - left

def told():
    reader, writer = os.pipe()
    def tell():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM toonbank_shop")
            rows = cursor.fetchone()[0]
        os.write(writer, json.dumps([schema.state(), rows]).encode())
    forked(tell)
    os.close(writer)
    with os.fdopen(reader) as found:
        return json.loads(found.read())

def old():
    call_command("migrate", "toonbank", "0001", verbosity=0)

def first():
    old()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO toonbank_shop (name, slug, timezone, cutoff_minutes, locale, currency,"
                       " offer_cost, catalog_version) VALUES ('Een', 'een', 'UTC', 0, 'nl', 'EUR', 0, 1)")

def counted():
    with open("statements", "w") as file:
        file.write(str(upgrade()))

forked(lambda: call_command("migrate", verbosity=0))
forked(first)
forked(counted)
statements = int(open("statements").read())
chance = random.Random(7)
points = sorted(chance.sample(range(1, statements - 1), int(sys.argv[1]) - 1)) + [statements - 1]
found = []
for point in points:
    forked(old)
    killed = forked(lambda: upgrade(point))
    left = told()
    forked(upgrade)
    found.append([killed, *left, *told()])
print(json.dumps({"statements": statements, "points": points, "found": found}))
"""
SQL = """
import django, sys
django.setup()
from django.db import connection
connection.cursor().execute(sys.argv[1])
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Served]:
    from django.db import connection

    with database_url(tmp_path, connection.settings_dict) as url:
        yield Served(tmp_path, url)


def test_killed_anywhere_it_is_old_or_new_and_can_go_on(place: Served) -> None:
    answer = json.loads(place.python(PROGRAM, "5"))
    assert answer["statements"] > 20
    assert len(answer["found"]) == 5
    for killed, state, rows, after, rows_after in answer["found"]:
        assert (killed, rows, after, rows_after) == (9, 1, "current", 1)
        assert state in ("behind", "current")


def test_two_at_once_and_one_waits(place: Served) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", SETUP], env=place.environment, stderr=subprocess.PIPE, cwd=place.folder
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120)[1].decode() for one in both]
    assert ([one.returncode for one in both], said) == ([0, 0], ["", ""])
    contents = store_of(place).here()
    assert contents is not None
    assert len(contents.migrations) == len(set(contents.migrations)) > 10
    assert counts(place) == {"shop": 0, "entry": 0, "ticket": 0, "offer": 0}


def test_an_older_version_refuses_a_newer_database(served: Served) -> None:
    served.stop()
    change = (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('toonbank', '9999_later', '2030-01-01')"
    )
    served.python(SQL, change)
    before = store_of(served).here()
    try:
        for command in (["serve", "--port", str(served.port)], ["migrate"]):
            done = served.toonbank(*command)
            assert (done.returncode, done.stdout) == (1, ""), command
            assert "toonbank.9999_later" in done.stderr
            assert "Traceback" not in done.stderr
        assert store_of(served).here() == before
    finally:
        served.python(SQL, "DELETE FROM django_migrations WHERE name = '9999_later'")
