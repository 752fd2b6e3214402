"""A real mail server, and one shop whose week is due."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.jobs.post_office import PostOffice
from tests.world import World, build
from toonbank.catalog import snapshot

# Monday 23 November, 08:00 in Amsterdam: week 47 is over and its report due since seven.
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    with PostOffice() as office:
        office.use(settings)
        yield office


@pytest.fixture
def open_world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Seen by other threads and processes, unlike `world`."""
    monkeypatch.setattr(snapshot, "_kept", {})
    return build()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: MONDAY
