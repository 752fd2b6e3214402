"""`toonbank setup`: a shop and its owner, in two languages, and nothing when it is refused."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from toonbank.lib.errors import Refused
from toonbank.shops.models import Member, Shop, User

pytestmark = pytest.mark.django_db


def setup(shop: str, **options: Any) -> str:
    said = StringIO()
    call_command("setup", shop=shop, stdout=said, **options)
    return said.getvalue()


def test_as_json() -> None:
    answer = json.loads(setup("Salon Ü", owner_email="Ans@example.nl", locale="en", json=True))
    password = answer["owner"].pop("password")
    assert answer == {
        "shop": {"name": "Salon Ü", "slug": "salon-u", "locale": "en"},
        "owner": {"email": "ans@example.nl"},
    }
    assert list(Shop.objects.values_list("name", "slug", "locale")) == [("Salon Ü", "salon-u", "en")]
    assert list(Member.objects.values_list("user__email", "role", "shop__slug")) == [
        ("ans@example.nl", "owner", "salon-u")
    ]
    assert Client().login(email="ans@example.nl", password=password)


@pytest.mark.parametrize(
    ("locale", "first", "third"),
    [("nl", "Zaak: De Fiets (de-fiets)", "Wachtwoord: "), ("en", "Shop: De Fiets (de-fiets)", "Password: ")],
)
def test_in_words(locale: str, first: str, third: str) -> None:
    lines = setup("De Fiets", locale=locale).splitlines()
    assert (lines[0], lines[2][: len(third)]) == (first, third)
    assert Shop.objects.get().locale == locale


def test_without_an_address_the_owner_can_still_log_in() -> None:
    answer = json.loads(setup("De Fiets", json=True))
    assert answer["owner"]["email"] == "owner@localhost"
    assert Client().login(email="owner@localhost", password=answer["owner"]["password"])


def test_the_owner_of_a_second_shop_keeps_the_password() -> None:
    first = json.loads(setup("Een", owner_email="ans@example.nl", json=True))
    second = json.loads(setup("Twee", owner_email="ANS@example.nl", json=True))
    assert second["owner"] == {"email": "ans@example.nl", "password": None}
    assert User.objects.get().check_password(first["owner"]["password"])
    assert Member.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("Een", {}, "slug_taken"),
        ("Twee", {"slug": "een"}, "slug_taken"),
        ("Accounts", {}, "slug_reserved"),
        ("Twee", {"slug": "Twee!"}, "slug_invalid"),
        ("Twee", {"owner_email": "nobody"}, "email_invalid"),
        ("06-12345678", {}, "customer_data"),
        ("  ", {}, "text_empty"),
    ],
)
def test_refused_and_nothing_changed(name: str, options: dict[str, str], code: str) -> None:
    setup("Een")
    with pytest.raises(Refused) as refused:
        setup(name, **options)
    assert refused.value.code == code
    assert (Shop.objects.count(), User.objects.count(), Member.objects.count()) == (1, 1, 1)
