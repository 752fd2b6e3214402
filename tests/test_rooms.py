"""The floor plan holds: imports point one way, rooms keep to their trade, files stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

pytestmark = pytest.mark.one_database
PACKAGE = Path(__file__).resolve().parent.parent / "toonbank"

# A room imports rooms of a lower level only. `sqlite` is the database backend, named in the settings.
LEVELS = {
    "lib": 0,
    "stats": 0,
    "sqlite": 1,
    "jobs": 1,
    "shops": 1,
    "catalog": 2,
    "ledger": 3,
    "metrics": 4,
    "quality": 5,
    "advice": 6,
    "reports": 7,
    "doors": 8,
    "management": 9,
}
NO_CODE = {"locale", "static", "staticfiles", "templates", "__pycache__"}
# models.py, settings.py, cli.py … tie the rooms together, migrations follow the models: above all rooms.
TOP = 10
FRAMEWORKS = {"allauth", "django", "ninja", "whitenoise"}
WEB = ("django.http", "django.shortcuts", "django.views", "django.middleware", "ninja")
CLOCKLESS = {"lib", "stats", "metrics", "quality", "advice", "reports"}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] != "migrations")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def room(path: Path) -> str:
    """The room of a file, "" for the files that lie in toonbank/ itself."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, at the top or inside a function, as a full dotted name."""
    package = [*path.relative_to(PACKAGE.parent).parent.parts]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            # `from toonbank import ledger` names a room as well, so both spellings count.
            yield from (f"{start}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def own_imports(path: Path) -> Iterator[list[str]]:
    """The parts below `toonbank` of every import of ours: ["ledger", "record", "record_ticket"]."""
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "toonbank" and len(parts) > 1:
            yield parts[1:]


def upward(path: Path) -> Iterator[str]:
    here = room(path)
    for parts in own_imports(path):
        there = parts[0] if parts[0] in LEVELS else ""
        level = LEVELS.get(there, -1 if is_package_value(parts) else TOP)
        if here and there != here and level >= LEVELS[here]:
            yield f"{name(path)} imports {'.'.join(parts)}"


def is_package_value(parts: list[str]) -> bool:
    """`from toonbank import __version__` is no room and no file."""
    return len(parts) == 1 and not (PACKAGE / f"{parts[0]}.py").exists()


def test_every_folder_is_a_known_room() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert folders - NO_CODE - {"migrations"} <= set(LEVELS)


def test_imports_point_one_way() -> None:
    assert [found for path in FILES for found in upward(path)] == []


def test_doors_never_import_each_other() -> None:
    assert [found for path in FILES if room(path) == "doors" for found in other_doors(path)] == []


def other_doors(path: Path) -> Iterator[str]:
    inner = path.relative_to(PACKAGE / "doors").parts
    mine = inner[0] if len(inner) > 1 else ""
    for parts in own_imports(path):
        is_door = len(parts) > 1 and parts[0] == "doors" and (PACKAGE / "doors" / parts[1]).is_dir()
        # What all doors share lies in doors/ itself and must not lead into one of them; urls.py lists them.
        if is_door and parts[1] != mine and inner != ("urls.py",):
            yield f"{name(path)} imports {'.'.join(parts)}"


@pytest.mark.parametrize("plain", ["lib", "stats"])
def test_lib_and_stats_know_no_framework(plain: str) -> None:
    found = [
        f"{name(path)} imports {module}"
        for path in FILES
        if room(path) == plain
        for module in imports(path)
        if module.split(".")[0] in FRAMEWORKS
    ]
    assert found == []


def may_know_requests(path: Path) -> bool:
    return room(path) in {"doors", ""} or path == PACKAGE / "shops" / "access.py"


def test_only_doors_and_access_take_a_request() -> None:
    assert [found for path in FILES if not may_know_requests(path) for found in request_takers(path)] == []


def request_takers(path: Path) -> Iterator[str]:
    for function in functions(path):
        arguments = ast.walk(function.args)
        if any(isinstance(argument, ast.arg) and argument.arg == "request" for argument in arguments):
            yield f"{name(path)}:{function.lineno} {function.name} takes a request"


def test_only_doors_and_access_know_the_web() -> None:
    found = [
        f"{name(path)} imports {module}"
        for path in FILES
        if not may_know_requests(path)
        for module in imports(path)
        if f"{module}.".startswith(tuple(f"{web}." for web in WEB))
    ]
    assert found == []


def test_time_is_passed_in() -> None:
    found = [
        f"{name(path)}:{node.lineno} asks the clock"
        for path in FILES
        if room(path) in CLOCKLESS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) in {"now", "today", "utcnow", "localtime", "localdate"}
    ]
    assert found == []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_stay_small() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    # Empty __init__.py files would make the median look better than it is.
    written = [length for length in lengths.values() if length]
    assert {file: length for file, length in lengths.items() if length > 400} == {}
    assert median(written) <= 75
    assert quantiles(written, n=10)[-1] <= 200


def test_functions_stay_small() -> None:
    lengths = [length(function) for path in FILES for function in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 30


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end without the docstring, which is explanation and not code."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import toonbank.ledger.record", ["toonbank.ledger.record"]),
        ("from toonbank import ledger", ["toonbank.ledger"]),
        ("from ..ledger import record", ["toonbank.ledger.record"]),
        ("from . import prices", ["toonbank.catalog.prices"]),
        ("from .prices import price_of", ["toonbank.catalog.prices.price_of"]),
        ("def later():\n    from toonbank.doors import api", ["toonbank.doors.api"]),
        ("import_module('toonbank.doors.api')", ["toonbank.doors.api"]),
    ],
)
def test_imports_are_seen_in_every_spelling(
    source: str, modules: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path / "toonbank")
    file = tmp_path / "toonbank" / "catalog" / "rules.py"
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert list(imports(file)) == modules


@pytest.mark.parametrize("module", ["ledger.record", "models.Entry", "doors.api"])
def test_an_import_that_points_up_is_reported(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path / "toonbank")
    file = tmp_path / "toonbank" / "catalog" / "rules.py"
    file.parent.mkdir(parents=True)
    (tmp_path / "toonbank" / "models.py").touch()
    start, end = module.split(".")
    file.write_text(f"from toonbank.{start} import {end}")
    assert list(upward(file)) == [f"toonbank/catalog/rules.py imports {module}"]
