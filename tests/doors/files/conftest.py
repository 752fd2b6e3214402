"""Offer logs as short as a test can write them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import NOW, World
from toonbank.doors.files.mapping import Mapping
from toonbank.doors.files.offers import Wish, import_offers
from toonbank.doors.files.report import Report
from toonbank.lib.problems import FileRefused

HEADER = "ticket,date,time,employee,service_type,category,variant,detail,outcome"
Take = Callable[..., Report]
Refuse = Callable[..., list[tuple[int, str, str]]]


def log(*lines: str, extra: str = "") -> bytes:
    """Lines under the usual columns and the extra ones: log("1,…,bought,2", extra="quantity")."""
    header = f"{HEADER},{extra}" if extra else HEADER
    return "\n".join([header, *lines, ""]).encode()


@pytest.fixture
def take(world: World) -> Take:
    """Import into the world's shop as its owner."""

    def take(content: bytes, mapping: Mapping | None = None, **wish: Any) -> Report:
        return import_offers(world.seat("owner"), content, Wish(mapping or Mapping(), **wish), NOW)

    return take


@pytest.fixture
def refuse(take: Take) -> Refuse:
    """The mistakes of a file: line, column and code."""

    def refuse(content: bytes, mapping: Mapping | None = None, **wish: Any) -> list[tuple[int, str, str]]:
        with pytest.raises(FileRefused) as refused:
            take(content, mapping, **wish)
        assert refused.value.count == len(refused.value.problems)
        return [(one.line, one.column, one.error.code) for one in refused.value.problems]

    return refuse
