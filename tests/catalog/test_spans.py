"""Days laid over each other: nothing lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from toonbank.catalog.models import ALWAYS, FOREVER
from toonbank.catalog.spans import Span, union

DAYS = [ALWAYS, *range(2026_11_01, 2026_11_10), FOREVER]
SPANS = st.lists(
    st.tuples(st.sampled_from([None, 1, 2]), st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(
        lambda span: span[1] <= span[2] and span[1] != FOREVER
    ),
    max_size=6,
)


def fits(spans: list[Span], service: int, day: int) -> int:
    return sum(first <= day <= last and mine in (None, service) for mine, first, last in spans)


@given(SPANS)
def test_every_day_of_every_service_once(spans: list[Span]) -> None:
    found = union(spans)
    for service in (1, 2, 3):
        for day in DAYS:
            assert fits(found, service, day) == min(1, fits(spans, service, day))


def test_neighbours_become_one_stretch() -> None:
    assert union([(1, ALWAYS, 2026_10_31), (1, 2026_11_01, FOREVER)]) == [(1, ALWAYS, FOREVER)]
    assert union([(1, ALWAYS, 2026_11_04), (1, 2026_11_02, FOREVER)]) == [(1, ALWAYS, FOREVER)]


def test_every_service_takes_the_place_of_one() -> None:
    assert union([(None, 2026_11_01, 2026_11_30), (1, ALWAYS, FOREVER)]) == [
        (1, ALWAYS, 2026_10_31),
        (1, 2026_12_01, FOREVER),
        (None, 2026_11_01, 2026_11_30),
    ]
