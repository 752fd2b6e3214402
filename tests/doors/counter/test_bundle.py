"""Many small files become a few scripts: each once, in order, with its texts untouched."""

import re
from collections import Counter

import pytest

from toonbank.doors.counter.bundle import (
    IMPORT,
    bundle,
    modules,
    names,
    part,
    part_modules,
    parts,
    source,
)

pytestmark = pytest.mark.one_database
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


def declared(module: str) -> list[str]:
    return ["words"] if module == "words" else TOP.findall(source(f"{module}.js"))


def imports(module: str) -> list[tuple[str, str]]:
    return [] if module == "words" else IMPORT.findall(source(f"{module}.js"))


def test_each_file_comes_after_those_it_needs() -> None:
    order = modules()
    assert len(order) == len(set(order))
    for place, name in enumerate(order):
        assert {needed for _names, needed in imports(name)} <= set(order[:place])


def test_no_import_is_left_and_exports_come_last() -> None:
    assert re.findall(r"^(?:import|export)\b(?!\()", bundle(), re.MULTILINE) == ["export"]
    assert bundle().splitlines()[-1].startswith("export{")


@pytest.mark.parametrize("first", ["counter", *parts()])
def test_whoever_imports_finds_what_is_handed_out(first: str) -> None:
    for module in modules(first):
        for asked, needed in imports(module):
            assert set(asked.split(", ")) <= set(names(needed)), module


def test_no_two_files_of_one_script_name_something_alike() -> None:
    for group in (modules(), *map(part_modules, parts())):
        count = Counter(name for module in group for name in declared(module))
        assert {name: times for name, times in count.items() if times > 1} == {}


@pytest.mark.parametrize("name", parts())
def test_part_takes_from_the_first_script_only_what_that_lends(name: str) -> None:
    lent = re.findall(r"export\{(.*)\};$", bundle())[0].split(",")
    [asked] = re.findall(r'^import\{(.*?)\}from"/counter/app\.js";', part(name))
    own = {name for module in part_modules(name) for name in declared(module)}
    assert set(asked.split(",")) <= set(lent)
    assert own & set(asked.split(",")) == set()


def test_parts_are_what_the_screens_fetch_later() -> None:
    assert parts() == ["enrol", "trouble", "optional", "new_pin", "own", "pin", "training"]
    assert [name for name in parts() if name in modules()] == []
