"""/counter/sw.js: what a tablet keeps to open without us, and when there is a new version."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders

from toonbank.doors.counter import worker
from toonbank.doors.counter.bundle import parts

if TYPE_CHECKING:
    from tests.world import World


SCRIPTS = ("/counter/app.js", "/counter/app.css", "/counter/sw.js", "/counter/parts/pin.js")


def script(world: World, language: str = "nl") -> str:
    response = world.client("anonymous").get("/counter/sw.js", headers={"Accept-Language": language})
    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript")
    assert response["Cache-Control"] == "no-cache"
    return response.content.decode()


def version(text: str) -> str:
    found = re.match(r'const version="(\w{16})",', text)
    assert found is not None
    return found[1]


def test_every_file_of_its_list_is_there(world: World) -> None:
    listed = re.search(r"files=(\[.*?\]);", script(world))
    assert listed is not None
    files = json.loads(listed[1])
    made = [address for address in files if not address.startswith("/static/")]
    fetched = [f"/counter/parts/{name}.js" for name in parts()]
    assert made == ["/counter/", "/counter/app.js", "/counter/app.css", *fetched]
    for address in made:
        assert world.client("anonymous").get(address).status_code == 200
    assert [
        address for address in files[len(made) :] if not finders.find(address.removeprefix("/static/"))
    ] == []


def test_version_follows_from_the_content(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = version(script(world))
    assert version(script(world)) == first
    monkeypatch.setattr(worker, "bundle", lambda: "another")
    assert version(script(world)) != first


def test_version_follows_from_what_is_fetched_later(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = version(script(world))
    monkeypatch.setattr(worker, "part", lambda name: name)
    assert version(script(world)) != first


def test_another_language_is_another_version(world: World) -> None:
    assert version(script(world, "nl")) != version(script(world, "en"))


def test_can_be_installed() -> None:
    path = finders.find("counter/manifest.webmanifest")
    assert isinstance(path, str)
    manifest = json.loads(Path(path).read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (
        "/counter/",
        "/counter/",
        "standalone",
    )
    icons = [icon["src"].removeprefix("/static/") for icon in manifest["icons"]]
    assert [icon for icon in icons if not finders.find(icon)] == []
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}


@pytest.mark.parametrize("address", SCRIPTS)
def test_what_the_browser_has_is_not_sent_again(world: World, address: str) -> None:
    client = world.client("anonymous")
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    english = client.get(address, headers={"If-None-Match": first["ETag"], "Accept-Language": "en"})
    assert english.status_code == (304 if address.endswith(".css") else 200)


@pytest.mark.parametrize("name", ["counter", "form", "nothing", "words"])
def test_what_is_no_part_is_not_found(world: World, name: str) -> None:
    assert world.client("anonymous").get(f"/counter/parts/{name}.js").status_code == 404


def test_is_only_read(world: World) -> None:
    for address in ("/counter/", *SCRIPTS):
        assert world.client("anonymous").post(address).status_code == 405
