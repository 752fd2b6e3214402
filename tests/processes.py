"""Programs that the tests start: on a free port, stopped whatever happens to us."""

import ctypes
import signal
import socket
import subprocess
import sys
from collections.abc import Callable


def following(stop: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: on Linux the program gets `stop` when we are killed without a chance to tidy up."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def follow() -> None:
        if library:
            library.prctl(1, stop)  # PR_SET_PDEATHSIG

    return follow


def end(process: subprocess.Popen[bytes], stop: signal.Signals) -> None:
    process.send_signal(stop)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
