"""Nothing in the repository that belongs to one machine, to one person or to later."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parent.parent

# Written so that no pattern finds itself.
FORBIDDEN = {
    "path of one machine": r"/wor[k]/|/roo[t]/|/hom[e]/[a-z]+/|/User[s]/[a-z]+/|[C]:\\Users",
    "package registry": r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.(?:com|or[g])|pkg\.de[v]\b|unpkg\.co[m]",
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KE[Y]",
    "access key": r"\bA(?:KIA|SIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[baprs]-[0-9A-Za-z-]{10,}",
    "written-out secret": r"""(?i)\b(?:secret_key|api_key|auth_token)\s*[=:]\s*["'][^"'{}<> ]{20,}["']""",
    "open end": r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|\bNotImplementedErro[r]\b",
}


def repository_files() -> list[Path]:
    """Tracked files and new ones that are not ignored."""
    # A checkout may belong to another user than the one who tests it.
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]
    listing = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text(path: Path) -> str:
    """Empty for what is no text, such as fonts and pictures."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def findings(pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in repository_files()
        for number, line in enumerate(text(path).splitlines(), start=1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_repository_holds_no(kind: str) -> None:
    assert findings(FORBIDDEN[kind]) == []


def test_repository_is_seen() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in repository_files()}
    assert {"pyproject.toml", "toonbank/settings.py", "tests/test_clean.py"} <= names


def test_what_machines_make_is_not_tracked() -> None:
    made = {".mo", ".pyc", ".sqlite3", ".env", ".pem", ".key"}
    assert [path.name for path in repository_files() if path.suffix in made or path.name == ".env"] == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("path of one machine", "open('/" + "work/data.csv')"),
        ("package registry", "https://" + "pypi." + "org/simple"),
        ("private key", "-----BEGIN RSA PRIVATE " + "KEY-----"),
        ("access key", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("written-out secret", "SECRET_" + "KEY = 'abcdefghijklmnopqrstuvwxyz'"),
        ("open end", "# TO" + "DO later"),
    ],
)
def test_pattern_finds(kind: str, line: str) -> None:
    assert re.search(FORBIDDEN[kind], line)
