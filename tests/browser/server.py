"""The served shop: where it lives, who owns it, and its command line."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.processes import free_port

TOONBANK = Path(sys.executable).with_name("toonbank")


@dataclass(frozen=True)
class Server:
    folder: Path
    port: int
    slug: str = "proefwinkel"
    email: str = "eigenaar@example.test"
    password: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "serve.log"

    @property
    def environment(self) -> dict[str, str]:
        # Neither this machine's shop nor the settings of the tests: what is served is what an owner gets.
        ours = ("TOONBANK_", "DJANGO_")
        others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**others, "TOONBANK_VAR": str(self.folder)}

    @property
    def serve_command(self) -> list[str]:
        return [str(TOONBANK), "serve", "--host", "127.0.0.1", "--port", str(self.port)]

    def toonbank(self, *arguments: str) -> str:
        """What the command prints; a refusal fails the test with its reason."""
        command = [str(TOONBANK), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


def prepared(folder: Path) -> Server:
    """A database with one shop and its owner's password, not yet served."""
    fresh = Server(folder, free_port())
    shop = ("--shop", "Proefwinkel", "--slug", fresh.slug, "--owner-email", fresh.email)
    answer = json.loads(fresh.toonbank("setup", *shop, "--json"))
    return Server(folder, fresh.port, password=answer["owner"]["password"])


def wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None or is_healthy(server):
            break
        time.sleep(0.1)
    assert is_healthy(server), server.log.read_text()


def is_healthy(server: Server) -> bool:
    try:
        with urlopen(f"{server.url}/health", timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False
