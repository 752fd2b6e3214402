"""The browser gives the same answer as Python: in node where it is there, else in Chromium."""

import gzip
import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Error, Route, sync_playwright

from tests.lib.private_texts import FOUND, QUIET, dev_rows, numbers, odd_texts
from toonbank.lib.private import check

STATIC = Path(__file__).resolve().parents[2] / "toonbank" / "static" / "counter"
CHROMIUM = "/usr/bin/chromium"
ASK = "const { check } = await import(url); return texts.map(text => [check(text), check(text, true)]);"

Answers = list[list[list[dict[str, object]]]]


def test_same_answer_on_own_and_generated_texts() -> None:
    texts = [text for row in [*FOUND.values(), QUIET] for text in row]
    texts += [value for _, value in numbers(seed=5, count=60)]
    texts += [*odd_texts(seed=7, count=1500), "a " * 1001, "a" * 2000, "\U0001f600" * 2000]
    assert in_javascript(texts) == in_python(texts)


def test_same_answer_on_the_dev_set() -> None:
    texts = [row["text"] for row in dev_rows()]
    assert in_javascript(texts) == in_python(texts)


@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium absent")
def test_same_answer_in_chromium() -> None:
    texts = [*odd_texts(seed=9, count=300), *QUIET]
    assert in_chromium(texts) == in_python(texts)


def in_python(texts: list[str]) -> Answers:
    return [[[asdict(f) for f in check(text, reference)] for reference in (False, True)] for text in texts]


def in_javascript(texts: list[str]) -> Answers:
    return in_node(texts) if shutil.which("node") else in_chromium(texts)


def in_node(texts: list[str]) -> Answers:
    script = f"""
      const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
      const ask = async (url) => {{ {ASK} }};
      ask("./private.js").then((answers) => process.stdout.write(JSON.stringify(answers)));"""
    with TemporaryDirectory() as folder:
        for name in ("private.js", "private_rules.js"):
            shutil.copy(STATIC / name, folder)
        Path(folder, "package.json").write_text('{"type": "module"}', encoding="utf-8")
        Path(folder, "ask.cjs").write_text(script, encoding="utf-8")
        node = subprocess.run(
            ["node", "ask.cjs"], cwd=folder, input=json.dumps(texts), capture_output=True, text=True
        )
    assert node.returncode == 0, node.stderr
    answers: Answers = json.loads(node.stdout)
    return answers


def in_chromium(texts: list[str]) -> Answers:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
        except Error:
            pytest.skip("neither node nor Chromium starts here")
        page = browser.new_page()
        page.route("**/*", serve)
        page.goto("http://counter.test/")
        answers: Answers = page.evaluate(f"async (texts) => {{ const url = '/private.js'; {ASK} }}", texts)
        browser.close()
        return answers


def serve(route: Route) -> None:
    """The page forbids eval and anything from elsewhere, as the counter does."""
    name = route.request.url.rpartition("/")[2]
    if not name:
        policy = "default-src 'none'; script-src 'self'"
        route.fulfill(
            body="<!doctype html>", headers={"Content-Security-Policy": policy}, content_type="text/html"
        )
    else:
        route.fulfill(path=STATIC / name, content_type="text/javascript")


def test_weight_on_the_counter() -> None:
    files = [(STATIC / name).read_bytes() for name in ("private.js", "private_rules.js")]
    assert sum(len(gzip.compress(file, 9, mtime=0)) for file in files) <= 8500
