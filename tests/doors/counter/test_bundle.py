"""Many small files become one script: each once, in order, with its texts untouched."""

import re

import pytest

from toonbank.doors.counter.bundle import bundle, modules, source, squeezed

pytestmark = pytest.mark.one_database


def test_each_file_comes_after_those_it_needs() -> None:
    order = modules()
    assert len(order) == len(set(order))
    for place, name in enumerate(order):
        needed = set(re.findall(r'from "\./(\w+)\.js"', source(f"{name}.js")))
        assert needed <= set(order[:place])


def test_no_import_or_export_is_left() -> None:
    assert re.findall(r"^\s*(?:import|export)\b(?!\()", bundle(), re.MULTILINE) == []


def test_whoever_imports_finds_what_was_exported() -> None:
    script = bundle()
    asked = re.findall(r"const ?\{([^}]*)\} ?= ?\$(\w+);", script)
    for names, module in asked:
        [given] = re.findall(
            rf"const \${module}=.*?return\{{([^}}]*)\}}\}}\)\(\);(?:\n|$)", script, re.DOTALL
        )[:1]
        assert {name.strip() for name in names.split(",") if name.strip()} <= set(given.split(","))


@pytest.mark.parametrize(
    ("script", "shorter"),
    [
        ('say("a  // b", `c = d`);  // remark\n', 'say("a  // b",`c = d`);\n'),
        ("/** About. */\nconst a = 1 + +b;\n", "\nconst a=1+ +b;"),
        ("if (a) {\n  return b;\n}\n", "if(a){return b;}\n"),
        ("x = y / 2; // half\nz();\n", "x=y/2;\nz();"),
    ],
)
def test_remarks_and_blanks_go_and_texts_stay(script: str, shorter: str) -> None:
    assert squeezed(script) == shorter
