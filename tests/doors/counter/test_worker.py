"""/counter/sw.js: what a tablet keeps to open without us, and when there is a new version."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders

from toonbank.doors.counter import worker

if TYPE_CHECKING:
    from tests.world import World


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
    made = ["/counter/", "/counter/app.js", "/counter/app.css"]
    assert files[:3] == made
    for address in made:
        assert world.client("anonymous").get(address).status_code == 200
    assert [address for address in files[3:] if not finders.find(address.removeprefix("/static/"))] == []


def test_version_follows_from_the_content(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = version(script(world))
    assert version(script(world)) == first
    monkeypatch.setattr(worker, "bundle", lambda: "another")
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


def test_is_only_read(world: World) -> None:
    for address in ("/counter/", "/counter/app.js", "/counter/app.css", "/counter/sw.js"):
        assert world.client("anonymous").post(address).status_code == 405
