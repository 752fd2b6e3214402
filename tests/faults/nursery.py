"""`python -m tests.faults.nursery PORT`: a process that has read all of the program and opens nothing. On
`start` it forks the very server of `toonbank serve`, on `kill` it ends that with signal 9, worker and all.
Two seconds of imports for every kill would make two hundred of them a matter of patience."""

import ctypes
import os
import signal
import sys
from contextlib import suppress

PR_SET_CHILD_SUBREAPER = 36


def main(port: int) -> None:
    from django.urls import get_resolver
    from granian.cli import entrypoint

    import toonbank.wsgi  # noqa: F401
    from toonbank.management import serving

    assert get_resolver().url_patterns
    words = serving.command(serving.Place(port=port, threads=8))
    sys.argv = ["granian", *words[3:]]
    # The worker of a server that is gone becomes our child: only then do we know that it is gone as well.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    print("ready", flush=True)
    server = 0
    for line in sys.stdin:
        if line == "start\n":
            server = os.fork()
            if not server:
                os.setsid()
                os.dup2(2, 1)
                sys.exit(entrypoint())
        elif line == "kill\n":
            kill(server)
        print("done", flush=True)


def kill(server: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(server, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
