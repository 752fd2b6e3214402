"""Runs the named groups one after another, all of them, and closes with one line of counts."""

import os
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.processes import end, following

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTEST = [f"{BIN}/pytest", "-q", "--hypothesis-profile=ci"]
ON_POSTGRES = [f"{BIN}/python", "-m", "tests.postgres"]
GROUPS = {
    "ruff": [f"{BIN}/ruff", "check", "--quiet", "."],
    "mypy": [f"{BIN}/mypy", "--no-error-summary", "toonbank", "scripts", "tests"],
    "sqlite": [*PYTEST, "--ignore=tests/browser"],
    "postgresql": [*ON_POSTGRES, *PYTEST, "--ignore=tests/browser", "-m", "not one_database"],
    "browser": [*PYTEST, "tests/browser"],
}


@dataclass(frozen=True)
class Result:
    group: str
    passed: int
    failed: int
    skipped: int
    seconds: float


def main(groups: list[str]) -> int:
    if unknown := set(groups) - set(GROUPS):
        print(f"unknown: {', '.join(unknown)}; there is: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    try:
        results = [run(group) for group in groups or GROUPS]
    except KeyboardInterrupt:
        return 130
    report(results)
    return int(any(result.failed for result in results))


def run(group: str) -> Result:
    print(f"\n=== {group}", flush=True)
    start = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        junit = Path(folder) / "junit.xml"
        is_pytest = f"{BIN}/pytest" in GROUPS[group]
        command = [*GROUPS[group], *([f"--junitxml={junit}"] if is_pytest else [])]
        code = call(command, environment(folder))
        passed, failed, skipped = counts(junit) if junit.exists() else (int(code == 0), int(code != 0), 0)
    # A run that broke off (an import error, a crash) is a failure even when no test says so.
    return Result(group, passed, failed or int(code != 0), skipped, monotonic() - start)


def call(command: list[str], environment: dict[str, str]) -> int:
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, preexec_fn=following(signal.SIGTERM)
    )
    try:
        return child.wait()
    except KeyboardInterrupt:
        end(child, signal.SIGINT)
        raise


def environment(folder: str) -> dict[str, str]:
    """Neither the settings nor the files of the shop that may live on this machine."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TOONBANK_")}
    return {**others, "TOONBANK_VAR": folder}


def counts(junit: Path) -> tuple[int, int, int]:
    suites = list(ET.parse(junit).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(name, 0)) for suite in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def report(results: list[Result]) -> None:
    print("\n=== summary")
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        counted = f"{result.passed:>5} passed, {result.failed} failed{skipped}"
        print(f"{result.group:<11}{counted} in {result.seconds:.0f} s")
    for group in [group for group in GROUPS if group not in {result.group for result in results}]:
        print(f"{group:<11}left out by choice")
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
