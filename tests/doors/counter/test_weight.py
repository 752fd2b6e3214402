"""The page stays small enough for bad Wi-Fi, and its scripts know every word they say."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from toonbank.doors.counter.bundle import bundle, modules, source
from toonbank.doors.counter.words import words

if TYPE_CHECKING:
    from tests.world import World

# Gzipped: page, scripts, service worker and style, all told. What recognises customer data is fetched when
# somebody starts to type.
LIMIT = 20_000
ON_DEMAND = 9_000
PARTS = ("", "app.js", "app.css", "sw.js")


def weight(text: bytes) -> int:
    return len(gzip.compress(text, 9))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_counter_is_light(world: World, language: str) -> None:
    client = world.client("anonymous")
    headers = {"Accept-Language": language}
    parts = [client.get(f"/counter/{part}", headers=headers).content for part in PARTS]
    assert sum(map(weight, parts)) <= LIMIT


def test_what_is_loaded_on_demand_is_light_too() -> None:
    files = [source(name).encode() for name in ("private.js", "private_rules.js")]
    assert sum(map(weight, files)) <= ON_DEMAND


def test_scripts_say_only_known_words() -> None:
    said = {key for name in modules() for key in re.findall(r"\bwords\.(\w+)", source(f"{name}.js"))}
    assert said - set(words()) == set()


def test_nothing_is_fetched_from_elsewhere_or_built_from_text() -> None:
    everything = bundle() + source("worker.js") + source("counter.css")
    assert re.findall(r"https?://|innerHTML|insertAdjacentHTML|\beval\(|new Function", everything) == []
