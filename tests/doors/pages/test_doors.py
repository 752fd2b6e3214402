"""Every page of a shop: who gets in, with which answer. What a page does is in the file of that page."""

import pytest
from django.test import Client

from tests.tablets import tablet
from tests.world import World

# Address, what one must be allowed, and whether it is only a button.
PLACES = [
    ("catalog/", "read", "page"),
    ("catalog/{addon}/", "read", "page"),
    ("catalog/new/", "manage", "form"),
    ("catalog/{addon}/name/", "manage", "form"),
    ("catalog/{addon}/price/", "manage", "form"),
    ("catalog/{addon}/script/", "manage", "form"),
    ("catalog/{addon}/rule/", "manage", "form"),
    ("catalog/{addon}/archive/", "manage", "button"),
    ("catalog/{addon}/restore/", "manage", "button"),
    ("catalog/services/", "manage", "form"),
    ("catalog/services/{service}/", "manage", "form"),
    ("catalog/services/{service}/archive/", "manage", "button"),
    ("catalog/services/{service}/restore/", "manage", "button"),
    ("people/", "manage", "form"),
    ("people/{employee}/", "manage", "form"),
    ("people/{employee}/leave/", "manage", "button"),
    ("people/{employee}/return/", "manage", "button"),
    ("people/{employee}/pin/", "manage", "form"),
    ("people/{employee}/pin/remove/", "manage", "button"),
    ("devices/", "manage", "form"),
    ("devices/{device}/unlock/", "manage", "button"),
    ("devices/{device}/revoke/", "manage", "button"),
    ("people/members/", "own", "form"),
    ("people/members/{member}/role/", "own", "button"),
    ("people/members/{member}/employee/", "own", "button"),
    ("people/tokens/", "own", "form"),
    ("people/tokens/{token}/revoke/", "own", "button"),
    ("settings/", "own", "form"),
    # Last, because it takes the counter its seat.
    ("people/members/{member}/remove/", "own", "button"),
]
MAY = {
    "read": {"owner", "manager", "head_office"},
    "manage": {"owner", "manager"},
    "own": {"owner"},
}
# The owner comes last: what the owner does must not change what the others find.
ROLES = ["counter", "head_office", "manager", "owner"]
ALLOWED = {"page": {"GET", "HEAD"}, "form": {"GET", "POST"}, "button": {"POST"}}
BAD = ["0", "999999", "99999999999999999999999", "x", "-1", "1.5", "%00"]


@pytest.fixture
def ids(world: World) -> dict[str, int]:
    world.token("log")
    return {
        "addon": world.addons["glass"].pk,
        "service": world.services["repair"].pk,
        "employee": world.employees["sam"].pk,
        "member": world.members["counter"].pk,
        "token": world.shop.tokens.get(device=None).pk,
        "device": tablet(world.shop).device.pk,
    }


def visit(client: Client, kind: str, address: str) -> int:
    return int(client.generic("POST" if kind == "button" else "GET", address).status_code)


def test_each_role_gets_what_it_may(world: World, ids: dict[str, int]) -> None:
    clients = {role: world.client(role) for role in ROLES}
    for place, need, kind in PLACES:
        address = f"/{world.shop.slug}/{place.format(**ids)}"
        welcome = 302 if kind == "button" else 200
        found = {role: visit(client, kind, address) for role, client in clients.items()}
        assert (place, found) == (place, {role: welcome if role in MAY[need] else 403 for role in ROLES})


def test_an_outsider_finds_nothing(world: World, ids: dict[str, int]) -> None:
    client = world.client("outsider")
    for place, _need, kind in PLACES:
        assert (place, visit(client, kind, f"/{world.shop.slug}/{place.format(**ids)}")) == (place, 404)


def test_things_of_another_shop_are_not_there(world: World, ids: dict[str, int]) -> None:
    client = world.client("outsider")
    for place, _need, kind in [one for one in PLACES if "{" in one[0]]:
        assert (place, visit(client, kind, f"/{world.neighbour.slug}/{place.format(**ids)}")) == (place, 404)


def test_a_bad_id_is_not_there(world: World, ids: dict[str, int]) -> None:
    client = world.client("owner")
    for place, _need, kind in [one for one in PLACES if "{" in one[0]]:
        addresses = [f"/{world.shop.slug}/{place.format(**dict.fromkeys(ids, bad))}" for bad in BAD]
        found = {address: visit(client, kind, address) for address in addresses}
        assert found == dict.fromkeys(addresses, 404)


def test_other_methods_are_refused(world: World, ids: dict[str, int]) -> None:
    client = world.client("owner")
    for place, _need, kind in PLACES:
        wrong = {"GET", "POST", "PUT", "DELETE"} - ALLOWED[kind]
        address = f"/{world.shop.slug}/{place.format(**ids)}"
        found = {method: client.generic(method, address).status_code for method in wrong}
        assert (place, found) == (place, dict.fromkeys(wrong, 405))


def test_who_is_not_logged_in_is_asked_to(world: World, ids: dict[str, int]) -> None:
    client = world.client("anonymous")
    for place, _need, kind in PLACES:
        address = f"/{world.shop.slug}/{place.format(**ids)}"
        response = client.generic("POST" if kind == "button" else "GET", address)
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_speaks_the_language_and_keeps_to_the_policy(
    world: World, ids: dict[str, int], language: str
) -> None:
    client = world.client("owner")
    for place, _need, _kind in [one for one in PLACES if one[2] != "button"]:
        address = f"/{world.shop.slug}/{place.format(**ids)}"
        page = client.get(address, headers={"accept-language": language}).content.decode()
        found = (f'<html lang="{language}">' in page, "style=" in page, "<script" in page, " onclick" in page)
        assert (place, found) == (place, (True, False, False, False))
