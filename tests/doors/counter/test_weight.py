"""The page stays small enough for bad Wi-Fi, and its scripts know every word they say."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders

from toonbank.doors.counter.page import MODULES
from toonbank.doors.counter.words import words

if TYPE_CHECKING:
    from tests.world import World

# Gzipped. The whole counter, working without network included, is to stay below 20 kB.
FIRST_FORM = 16_500
SCRIPTS = [*MODULES, "counter/counter.js"]


def source(name: str) -> str:
    found = finders.find(name)
    assert found is not None
    return Path(found).read_text(encoding="utf-8")


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_page_is_light(world: World) -> None:
    html = world.client("counter").get("/counter/utrecht/").content.decode()
    assert sum(map(weight, [html, *map(source, [*SCRIPTS, "counter/counter.css"])])) <= FIRST_FORM


def test_page_names_every_script_it_needs() -> None:
    imported = re.compile(r'^import .* from "\./(\w+\.js)";$', re.MULTILINE)
    needed = {f"counter/{name}" for script in SCRIPTS for name in imported.findall(source(script))}
    assert needed == set(MODULES)


def test_scripts_say_only_known_words() -> None:
    said = {key for script in SCRIPTS for key in re.findall(r"\bwords\.(\w+)", source(script))}
    assert said - set(words()) == set()


def test_nothing_is_fetched_from_elsewhere_or_built_from_text() -> None:
    everything = "\n".join(map(source, [*SCRIPTS, "counter/counter.css"]))
    assert re.findall(r"https?://|innerHTML|insertAdjacentHTML|\beval\(|new Function", everything) == []
