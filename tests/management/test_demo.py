"""`toonbank demo --no-serve`: the shops are made once, and everybody can log in."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from toonbank.ledger.models import Ticket
from toonbank.lib.errors import Refused
from toonbank.shops.models import Member, Shop
from toonbank.shops.setup import open_shop

pytestmark = pytest.mark.django_db
SHOPS = ["telefoondokter", "veertien-dagen", "glans"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path / "var"
    return tmp_path / "var"


def demo(**options: Any) -> str:
    said = StringIO()
    call_command("demo", no_serve=True, stdout=said, **options)
    return said.getvalue()


def test_made_once_and_told_every_time(folder: Path) -> None:
    first = json.loads(demo(json=True))
    tickets = Ticket.objects.count()
    assert (first["address"], first["shops"]) == ("http://127.0.0.1:8000/", SHOPS)
    assert [(login["email"], login["role"]) for login in first["logins"]] == [
        ("eigenaar@demo.example", "owner"),
        ("beheer@demo.example", "manager"),
        ("balie@demo.example", "counter"),
        ("hoofdkantoor@demo.example", "head_office"),
    ]
    assert json.loads(demo(json=True)) == first
    assert Ticket.objects.count() == tickets > 1000
    assert (folder / "demo_password").stat().st_mode & 0o777 == 0o600
    for login in first["logins"]:
        assert Client().login(email=login["email"], password=first["password"]), login
    assert Member.objects.count() == 3 * len(SHOPS) + 1


@pytest.mark.parametrize(("locale", "role"), [("nl", "Eigenaar"), ("en", "Owner")])
def test_in_words(locale: str, role: str) -> None:
    lines = demo(locale=locale).splitlines()
    assert len(lines) == 6
    assert "http://127.0.0.1:8000/" in lines[0]
    assert lines[2].split() == ["eigenaar@demo.example", role]


def test_it_does_not_mix_with_real_shops() -> None:
    open_shop("Echte Zaak")
    with pytest.raises(Refused) as refused:
        demo()
    assert (refused.value.code, Shop.objects.count()) == ("not_empty", 1)
