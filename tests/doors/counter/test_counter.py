"""/counter/{shop}/: who may stand there, and what the page brings along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import World

ADDRESS = "/counter/utrecht/"


@pytest.mark.parametrize("name", ["counter", "manager", "owner"])
def test_opens_for_those_who_log(world: World, name: str) -> None:
    response = world.client(name).get(ADDRESS)
    assert response.status_code == 200
    assert [template.name for template in response.templates] == ["counter/counter.html"]


@pytest.mark.parametrize(("name", "status"), [("head_office", 403), ("outsider", 404)])
def test_is_closed_for_others(world: World, name: str, status: int) -> None:
    assert world.client(name).get(ADDRESS).status_code == status


def test_asks_a_stranger_to_log_in(world: World) -> None:
    response = world.client("anonymous").get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={ADDRESS}")


@pytest.mark.parametrize("slug", ["nowhere", "UTRECHT", "bike-barn"])
def test_unknown_and_other_shops_look_alike(world: World, slug: str) -> None:
    assert world.client("counter").get(f"/counter/{slug}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_is_only_read(world: World, method: str) -> None:
    assert getattr(world.client("counter"), method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("name", ["anonymous", "outsider", "owner"])
def test_shell_is_open_to_all_and_knows_no_shop(world: World, name: str) -> None:
    html = world.client(name).get("/counter/").content.decode()
    assert re.findall(r"<body([^>]*)>", html) == [' data-login="/accounts/login/"']
    assert [word for word in ("utrecht", "Fix", "Sam", "EUR") if word in html] == []


def test_member_gets_the_same_page(world: World) -> None:
    shell = world.client("anonymous").get("/counter/").content
    assert world.client("counter").get(ADDRESS).content == shell


def test_gives_the_cookie_that_a_save_needs(world: World) -> None:
    assert "csrftoken" in world.client("counter").get(ADDRESS).cookies
