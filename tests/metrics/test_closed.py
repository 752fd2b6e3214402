"""Days that are over, kept: the same answer to every question, and never one of before a change."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from tests.metrics.worlds import mixed
from tests.world import NOW, World, build
from toonbank.catalog.merges import merge
from toonbank.catalog.rules import set_rule
from toonbank.ledger.models import Source
from toonbank.ledger.record import record_ticket
from toonbank.ledger.till import set_till_count
from toonbank.lib.periods import Period
from toonbank.metrics import closed
from toonbank.metrics.answer import Answer
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.dimensions import DIMENSIONS
from toonbank.shops.models import Shop

DAY = timedelta(days=1)
NAMES = tuple(metric.key for metric in METRICS)
SPLITS = [(), *((one.key,) for one in DIMENSIONS), ("addon", "service_type"), ("week", "shop")]
ONE, TWO = frozenset({(1,)}), frozenset({(2,)})
LAST, AT = date(2026, 11, 20), datetime(2026, 11, 20, 16, tzinfo=UTC)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As outside a transaction, in which each test runs."""
    closed._kept.clear()
    monkeypatch.setattr(closed, "_lasts", lambda: True)
    yield
    closed._kept.clear()


def fresh(monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Any]) -> Any:
    """Without what was kept."""
    with monkeypatch.context() as patch:
        patch.setattr(closed, "_lasts", lambda: False)
        return ask()


def told(answer: Answer) -> list[Any]:
    rows = [
        (row.labels, {name: value.as_json() for name, value in row.values.items()}) for row in answer.rows
    ]
    return [*rows, answer.left_out]


# How sums are put together again knows no database; the sums themselves are held by the cases.
@pytest.mark.one_database
@pytest.mark.parametrize(("days", "splits"), [(14, SPLITS), (13, SPLITS[:1]), (40, [("addon", "shop")])])
def test_every_question_has_the_same_answer(
    db: None, kept: None, monkeypatch: pytest.MonkeyPatch, days: int, splits: list[tuple[str, ...]]
) -> None:
    """Also where the whole period has days enough for clusters and the days that are over have not."""
    shops = list(mixed().shop.chain.shops.all())
    for by, ahead in product(splits, (0, 2, -3) if len(splits) == 1 else (0,)):
        # The running day is the last of the period, in the middle of it, after it.
        last = LAST + ahead * DAY
        asked = Asked(NAMES, by, period=Period.between(last - (days - 1) * DAY, last))
        expected = told(fresh(monkeypatch, partial(asked.answer, shops, AT)))
        assert told(asked.answer(shops, AT)) == expected, (by, ahead)
        assert told(asked.answer(shops, AT)) == expected, (by, ahead)


def total(world: World) -> Answer:
    names = ("tickets", "offers", "bought", "attach_rate", "suggestion_rate", "revenue", "coverage")
    period = Period.between(NOW.date() - 20 * DAY, NOW.date())
    return Asked(names, ("addon",), period=period).answer([Shop.objects.get(pk=world.shop.pk)], NOW)


def late(world: World) -> None:
    document = world.document(world.offer("glass", "bought"), started_at=NOW - 3 * DAY)
    record_ticket(world.seat(), document, Source.IMPORT, NOW)


def corrected(world: World) -> None:
    document = world.document(world.offer("glass", "declined"), started_at=NOW - 5 * DAY)
    record_ticket(world.seat(), document, Source.IMPORT, NOW)
    total(world)
    better = replace(document, revision=2, offers=(world.offer("glass", "bought"),))
    record_ticket(world.seat("manager"), better, Source.API, NOW)


def voided(world: World) -> None:
    document = world.document(world.offer("case", "bought"), started_at=NOW - 5 * DAY)
    record_ticket(world.seat(), document, Source.IMPORT, NOW)
    total(world)
    record_ticket(world.seat("manager"), replace(document, revision=2, status="void"), Source.API, NOW)


def ruled(world: World) -> None:
    set_rule(world.addons["glass"], [world.services["pick-up"]])


def merged(world: World) -> None:
    merge(world.addons["case"], world.addons["glass"], NOW)


def counted(world: World) -> None:
    set_till_count(world.seat("manager"), 20261118, 9, NOW)


def today(world: World) -> None:
    world.log(world.offer("glass", "bought"))


@pytest.mark.parametrize("change", [late, corrected, voided, ruled, merged, counted, today])
def test_what_changes_is_asked_anew(
    world: World, kept: None, monkeypatch: pytest.MonkeyPatch, change: Callable[[World], None]
) -> None:
    for back in range(1, 12):
        offers = (world.offer("glass", "bought" if back % 3 else "declined"), world.offer("case", "declined"))
        document = world.document(*offers, started_at=NOW - back * DAY)
        record_ticket(world.seat(), document, Source.IMPORT, NOW)
    before = told(total(world))
    change(world)
    after = told(total(world))
    assert after == told(fresh(monkeypatch, lambda: total(world)))
    assert after != before


def test_only_the_running_day_is_read_again(
    world: World, kept: None, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    late(world)
    total(world)
    asked: list[Period | None] = []
    run = closed.run

    def look(write: Any, question: Any, **more: int) -> Any:
        asked.append(question.period)
        return run(write, question, **more)

    monkeypatch.setattr(closed, "run", look)
    total(world)
    assert {period for period in asked if period} == {Period.day(NOW.date())}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_what_is_rolled_back() -> None:
    closed._kept.clear()
    world = build()
    late(world)
    before = told(total(world))
    with transaction.atomic():
        merge(world.addons["case"], world.addons["glass"], NOW)
        late(world)
        assert told(total(world)) != before
        transaction.set_rollback(True)
    assert told(total(world)) == before


def test_what_was_asked_longest_ago_makes_room() -> None:
    kept = closed._Kept(10)
    table: closed.Table = (("a", "b"), ((1, 2), (3, 4)))
    for name in "xy":
        kept.put(name, ONE, table, 5)
    assert kept.get("x", ONE) == table
    kept.put("z", ONE, table, 5)
    # Of x, y and z there is room for two.
    assert [kept.get(name, ONE) for name in "xyz"] == [table, None, table]
    assert kept.get("z", TWO) is None
    kept.put("z", TWO, table, 5)
    assert kept.get("z", TWO) == table
    assert kept.size == 10


def test_a_page_looks_once_whether_anything_changed(
    world: World, kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Period] = []
    read = closed._read_state

    def look(shops: tuple[int, ...], over: Period) -> closed.State:
        looks.append(over)
        return read(shops, over)

    monkeypatch.setattr(closed, "_read_state", look)
    with closed.one_look():
        total(world)
        total(world)
    assert len(looks) == 1
    late(world)
    assert told(total(world)) == told(fresh(monkeypatch, lambda: total(world)))
    assert len(looks) == 2


@pytest.mark.parametrize("change", [late, corrected, voided, ruled, counted, today])
def test_what_is_no_sum_is_found_anew_after_a_change(
    world: World, kept: None, change: Callable[[World], None]
) -> None:
    found = list[int]()

    def find() -> int:
        found.append(len(found))
        return len(found)

    def ask() -> int:
        shop = Shop.objects.get(pk=world.shop.pk)
        return closed.while_unchanged(
            ("found",), shop, Period.between(NOW.date() - 20 * DAY, NOW.date()), find
        )

    assert (ask(), ask()) == (1, 1)
    change(world)
    assert ask() == 2
