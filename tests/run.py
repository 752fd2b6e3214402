"""`python -m tests.run [GROUP …]`: runs every group, whatever fails, and closes with the counts."""

import os
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

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
# A browser is many processes on a clock of its own. What fails there is tried once more, alone, and counted:
# a test that needs this hides a race in itself or in the product, and is to be looked into.
TRIED_AGAIN = {"browser"}
TESTS_FAILED = 1
ONLY_FAILED = ["--last-failed", "--last-failed-no-failures=none"]
# Side by side, for a machine of two cores; a browser wants the machine for itself.
BATCHES = [["ruff", "mypy"], ["sqlite", "postgresql"], ["browser"]]


@dataclass(frozen=True)
class Result:
    group: str
    passed: int
    failed: int
    skipped: int
    second_try: int = 0


@dataclass
class Run:
    """One group at work. Its folder holds what it prints, its counts and the settings' `var`."""

    group: str
    folder: Path
    more: Sequence[str] = ()
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        is_pytest = f"{BIN}/pytest" in GROUPS[self.group]
        files = [
            f"--junitxml={self.folder / 'junit.xml'}",
            f"--override-ini=cache_dir={self.folder / 'cache'}",
        ]
        command = [*GROUPS[self.group], *(files if is_pytest else []), *self.more]
        with (self.folder / "output").open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(self.folder),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=following(signal.SIGTERM),
            )


def main(groups: list[str]) -> int:
    if unknown := set(groups) - set(GROUPS):
        print(f"unknown: {', '.join(unknown)}; there is: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    wanted = [[group for group in batch if group in (groups or GROUPS)] for batch in BATCHES]
    results = [result for batch in wanted for result in side_by_side(batch)]
    report(results)
    return int(any(result.failed for result in results))


def side_by_side(groups: list[str]) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="toonbank-tests-") as folder:
        print("".join(f"{group} runs …\n" for group in groups), end="", flush=True)
        runs = [Run(group, new_folder(folder, group)) for group in groups]
        try:
            return [finish(run) for run in runs]
        finally:
            for run in runs:
                end(run.process, signal.SIGINT)


def new_folder(parent: str, group: str) -> Path:
    folder = Path(parent) / group
    folder.mkdir()
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Neither the settings nor the files of the shop that may live on this machine."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TOONBANK_")}
    return {**others, "TOONBANK_VAR": str(folder / "var")}


def finish(run: Run) -> Result:
    first = outcome(run)
    # A run that broke off has left tests out: no second try of some makes up for that.
    if run.process.returncode != TESTS_FAILED or run.group not in TRIED_AGAIN:
        return first
    again = outcome(Run(run.group, run.folder, ONLY_FAILED))
    return replace(first, passed=first.passed + again.passed, failed=again.failed, second_try=again.passed)


def outcome(run: Run) -> Result:
    code = run.process.wait()
    print(f"\n=== {run.group}\n{(run.folder / 'output').read_text(errors='replace')}", end="", flush=True)
    junit = run.folder / "junit.xml"
    passed, failed, skipped = counts(junit) if junit.exists() else (int(code == 0), int(code != 0), 0)
    # A run that broke off (an import error, a crash) is a failure even when no test says so.
    return Result(run.group, passed, failed or int(code != 0), skipped)


def counts(junit: Path) -> tuple[int, int, int]:
    suites = list(ET.parse(junit).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(name, 0)) for suite in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def report(results: list[Result]) -> None:
    print("\n=== summary")
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        again = f", {result.second_try} only at the second try" if result.second_try else ""
        print(f"{result.group:<11}{result.passed:>5} passed, {result.failed} failed{skipped}{again}")
    for group in [group for group in GROUPS if group not in {result.group for result in results}]:
        print(f"{group:<11} left out by choice")
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
