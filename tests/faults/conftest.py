"""One served shop for all tests here, since a start is dear; who needs it running says so."""

from collections.abc import Iterator

import pytest

from tests.faults.served import Served, prepared


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with prepared(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def running(served: Served) -> Served:
    if served.process is None or served.process.poll() is not None:
        served.start()
    return served
