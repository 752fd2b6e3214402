"""Whatever is merged, parted, renamed, logged and archived in between: not a cent is lost, none is made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.metrics.merging_steps import Steps, begun
from tests.world import NOW, World
from toonbank.catalog.merges import merge, unmerge
from toonbank.catalog.snapshot import forget
from toonbank.ledger.bulk import record_many
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Source
from toonbank.metrics.ask import Asked

THING = st.integers(0, 5)
LINE = st.tuples(THING, st.sampled_from(["bought", "declined"]), st.integers(1, 3), st.integers(0, 900))
STEP = st.one_of(
    st.tuples(st.just("merge"), THING, THING),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("rename"), THING),
    st.tuples(st.just("archive"), THING),
    st.tuples(st.just("restore"), THING),
    st.tuples(st.just("rule"), THING, st.booleans()),
    st.lists(LINE, min_size=1, max_size=4).map(lambda lines: ("log", *lines)),
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=8, max_size=25))
def test_every_step_conserves_every_number(world: World, steps: list[tuple[object, ...]]) -> None:
    with rolled_back(world):
        shop = begun(world, 6)
        for name, *given_to in steps:
            getattr(shop, str(name))(*given_to)
            shop.check()
        finish(shop)


@contextmanager
def rolled_back(world: World) -> Iterator[None]:
    """Each example begins with the same shop."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget(world.shop)
    world.shop.refresh_from_db()


def finish(shop: Steps) -> None:
    """Parted again, each add-on has what was logged on it."""
    shop.part()
    shop.check()
    names = {addon.pk: addon for addon in shop.world.shop.addons.all()}
    assert shop.expected() == {names[pk].name: tuple(sums) for pk, sums in shop.sums.items()}


def test_a_thousand_tickets_later_the_undo_restores_both(world: World) -> None:
    glass, case = world.addons["glass"], world.addons["case"]

    def numbers() -> dict[object, list[int]]:
        rows = Asked(("offers", "bought", "revenue", "profit"), ("addon",)).answer([world.shop], NOW).rows
        return {row.labels["addon"]: [value.hits for value in row.values.values()] for row in rows}

    world.log(world.offer("glass", "bought"), world.offer("case", "declined"))
    done = merge(glass, case, NOW)
    documents = [
        world.document(world.offer("glass" if number % 4 else "case", "bought" if number % 2 else "declined"))
        for number in range(1000)
    ]
    record_many(world.seat(), documents, Source.API, NOW)
    assert numbers() == {case.name: [1002, 501, 501 * 2000, 501 * 1600]}
    unmerge(done, NOW)
    assert numbers() == {
        glass.name: [751, 501, 501 * 2000, 501 * 1600],
        case.name: [251, 0, 0, 0],
    }
    assert list(differences(Tally())) == []
