"""What goes wrong, in our own look and in the visitor's language."""

from unittest.mock import patch

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.world import World
from toonbank.doors.pages import catalog


@pytest.mark.parametrize("address", ["/utrecht/catalog/999999/", "/nowhere/catalog/", "/a/b/c/"])
def test_missing(world: World, address: str) -> None:
    response = world.client("owner").get(address, headers={"accept-language": "en"})
    assert (response.status_code, "There is nothing here." in response.content.decode()) == (404, True)


def test_forbidden(world: World) -> None:
    response = world.client("counter").get("/utrecht/people/", headers={"accept-language": "en"})
    found = (response.status_code, "You are not allowed to do this here." in response.content.decode())
    assert found == (403, True)


def test_a_form_from_elsewhere(world: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(world.users["owner"])
    response = client.post("/utrecht/people/", {"alias": "Eve"})
    assert (response.status_code, "This page was open too long." in response.content.decode()) == (403, True)


def test_our_own_fault(world: World) -> None:
    client = world.client("owner")
    client.raise_request_exception = False
    with patch.object(catalog, "too_many", side_effect=RuntimeError("secret detail")):
        response = client.get("/utrecht/catalog/", headers={"accept-language": "en"})
    page = response.content.decode()
    found = (response.status_code, "Something went wrong on our side." in page, "secret detail" in page)
    assert found == (500, True, False)


def test_the_page_of_last_resort_needs_nothing() -> None:
    assert "/static/pages/style.css" in render_to_string("500.html")
