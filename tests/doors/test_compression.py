"""What goes out compressed, and what never does."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.world import World

GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PUBLIC = (
    "/counter/app.js",
    "/counter/app.css",
    "/counter/sw.js",
    "/static/pages/style.css",
    "/static/pages/mark.svg",
)


def body(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("address", PUBLIC)
def test_scripts_styles_and_drawings_go_out_smaller(world: World, address: str) -> None:
    client = world.client("anonymous")
    plain, small = client.get(address), client.get(address, headers=GZIP)
    whole = body(plain)
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in small["Vary"]
    assert small["Content-Encoding"] == "gzip"
    assert small["Content-Length"] == str(len(small.content))
    assert gzip.decompress(small.content) == whole
    assert len(small.content) < len(whole)


@pytest.mark.parametrize("address", ["/counter/", "/counter/utrecht/"])
def test_page_of_the_counter_is_the_same_for_all_and_goes_out_smaller(world: World, address: str) -> None:
    small = world.client("counter").get(address, headers=GZIP)
    assert small["Content-Encoding"] == "gzip"
    page = gzip.decompress(small.content)
    assert page == world.client("anonymous").get("/counter/").content
    assert b"csrf" not in page


@pytest.mark.parametrize("address", ["/static/pages/style.css", "/counter/app.js"])
def test_what_the_browser_has_is_not_sent_again(world: World, address: str) -> None:
    client = world.client("anonymous")
    tag = client.get(address, headers=GZIP)["ETag"]
    again = client.get(address, headers={**GZIP, "If-None-Match": tag})
    assert (again.status_code, body(again)) == (304, b"")


@pytest.mark.parametrize("address", ["/accounts/login/", "/api/v1/openapi.json", "/utrecht/"])
def test_pages_and_answers_keep_their_length(world: World, address: str) -> None:
    response = world.client("owner").get(address, headers=GZIP)
    assert "Content-Encoding" not in response


def test_pictures_are_small_already(world: World) -> None:
    response = world.client("anonymous").get("/static/counter/icon-192.png", headers=GZIP)
    assert (response["Content-Type"], "Content-Encoding" in response) == ("image/png", False)
    assert body(response)[:4] == b"\x89PNG"


def test_head_tells_of_the_whole(world: World) -> None:
    response = world.client("anonymous").head("/static/pages/style.css", headers=GZIP)
    assert (response.status_code, body(response), "Content-Encoding" in response) == (200, b"", False)
