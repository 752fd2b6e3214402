"""The page stays small enough for bad Wi-Fi, and its scripts know every word they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from toonbank.doors.counter.bundle import bundle, modules, part, part_modules, parts, source
from toonbank.doors.counter.words import words

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.world import World

# Bytes on the wire. All that a tablet needs to log: page, script, style and service worker.
LIMIT = 17_500
PAGE = ("", "app.js", "app.css", "sw.js")
# Each part is fetched when it is needed; what recognises customer data when somebody starts to type.
PART_LIMIT = 2_500
RULES_LIMIT = 9_000


def fetched(client: Client, address: str, language: str = "nl") -> HttpResponse:
    wanted = {"Accept-Language": language, "Accept-Encoding": "gzip, deflate, br"}
    response = client.get(address, headers=wanted)
    assert response.status_code == 200
    return response


def weight(response: HttpResponse) -> int:
    body = b"".join(response) if response.streaming else response.content
    return len(body)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_counter_is_light(world: World, language: str) -> None:
    client = world.client("anonymous")
    weights = {name: weight(fetched(client, f"/counter/{name}", language)) for name in PAGE}
    assert sum(weights.values()) <= LIMIT, weights


@pytest.mark.parametrize("name", parts())
def test_parts_are_light(world: World, name: str) -> None:
    response = fetched(world.client("anonymous"), f"/counter/parts/{name}.js")
    assert response["Content-Encoding"] == "gzip"
    assert weight(response) <= PART_LIMIT


def test_rules_against_customer_data_are_light(world: World) -> None:
    files = ("private.js", "private_rules.js")
    client = world.client("anonymous")
    assert sum(weight(fetched(client, f"/static/counter/{name}")) for name in files) <= RULES_LIMIT


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_has_a_text(language: str) -> None:
    with translation.override(language):
        assert [key for one in ("counter", *parts()) for key, text in words(one).items() if not text] == []


def test_scripts_say_only_words_they_brought_along() -> None:
    first = set(words())
    assert said(modules()) - first == set()
    assert {one: said(part_modules(one)) - first - set(words(one)) for one in parts()} == {
        one: set() for one in parts()
    }


def test_words_are_carried_only_where_they_are_said() -> None:
    everything = "".join(source(f"{name}.js") for name in modules() if name != "words")
    assert [key for key in words() if not re.search(rf"\b{key}\b", everything)] == []
    assert {one: [key for key in words(one) if key not in part_text(one)] for one in parts()} == {
        one: [] for one in parts()
    }


def said(names: list[str]) -> set[str]:
    texts = (source(f"{name}.js") for name in names if name != "words")
    return {key for text in texts for key in re.findall(r"(?<!/)\bwords\.(\w+)", text)}


def part_text(name: str) -> str:
    return "".join(source(f"{module}.js") for module in part_modules(name))


def test_nothing_is_fetched_from_elsewhere_or_built_from_text() -> None:
    scripts = "".join([bundle(), *map(part, parts())])
    everything = scripts + source("worker.js") + source("counter.css")
    assert re.findall(r"https?://|innerHTML|insertAdjacentHTML|\beval\(|new Function", everything) == []
