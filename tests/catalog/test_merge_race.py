"""Merged by two people at once, and while tickets come in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from tests.world import NOW, World, build
from toonbank.catalog import snapshot
from toonbank.catalog.merges import merge, unmerge, wrongly_counted
from toonbank.catalog.models import Addon, Alias, Merge
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Offer
from toonbank.lib.errors import ToonbankError
from toonbank.metrics.ask import Asked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(snapshot, "_kept", {})
    return build()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each of them came to, all begun together."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        ready.wait()
        try:
            act()
        except ToonbankError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def fresh(addon: Addon) -> Addon:
    return Addon.objects.select_related("shop").get(pk=addon.pk)


def test_each_into_the_other_one_wins(open_world: World) -> None:
    glass, case = (open_world.addons[name] for name in ("glass", "case"))
    for _round in range(5):
        pairs = [(fresh(glass), fresh(case)), (fresh(case), fresh(glass))]
        found = at_once(*(partial(merge, one, other, NOW) for one, other in pairs))
        assert found == ["done", "merge_circle"]
        unmerge(Merge.objects.select_related("addon__shop", "into__shop").get(undone_at=None), NOW)


def test_into_two_at_once_and_undone_twice_at_once(open_world: World) -> None:
    glass = open_world.addons["glass"]
    targets = [open_world.addons[name] for name in ("case", "help", "cable")]
    pairs = [(fresh(glass), fresh(into)) for into in targets]
    found = at_once(*(partial(merge, one, other, NOW) for one, other in pairs))
    assert found == ["already_merged", "already_merged", "done"]
    rows = [Merge.objects.select_related("addon__shop", "into__shop").get() for _time in range(3)]
    found = at_once(*(partial(unmerge, row, NOW) for row in rows))
    assert found == ["done", "merge_undone", "merge_undone"]
    assert (wrongly_counted(open_world.shop), Alias.objects.count()) == ([], 0)


def test_tickets_arrive_while_it_is_merged_and_parted(open_world: World) -> None:
    glass, case = (open_world.addons[name] for name in ("glass", "case"))
    each, tills = 15, 4

    def sell() -> None:
        for _ticket in range(each):
            open_world.log(open_world.offer("glass", "bought"), open_world.offer("case", "declined"))

    def change_mind() -> None:
        for _time in range(5):
            unmerge(merge(fresh(glass), fresh(case), NOW), NOW)
        merge(fresh(glass), fresh(case), NOW)

    assert at_once(*[sell] * tills, change_mind) == ["done"] * (tills + 1)
    assert Offer.objects.filter(addon=glass).count() == Offer.objects.filter(addon=case).count() == 60
    rows = Asked(("offers", "bought", "revenue"), ("addon",)).answer([open_world.shop], NOW).rows
    assert [(row.labels["addon"], *(value.hits for value in row.values.values())) for row in rows] == [
        (case.name, 120, 60, 60 * 2000)
    ]
    assert list(differences(Tally())) == []
