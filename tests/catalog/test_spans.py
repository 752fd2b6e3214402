"""Days laid over each other: nothing lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from toonbank.catalog.models import ALWAYS, FOREVER
from toonbank.catalog.spans import Span, union
from toonbank.catalog.year import WHOLE_YEAR, in_season

DAYS = [ALWAYS, *range(2026_11_01, 2026_11_10), FOREVER]
OF_YEAR = [WHOLE_YEAR, (11_02, 11_04), (11_03, 11_08), (1_01, 11_05), (11_07, 11_07)]
SPANS = st.lists(
    st.builds(
        Span,
        st.sampled_from([None, 1, 2]),
        st.sampled_from(DAYS[:-1]),
        st.sampled_from(DAYS),
        st.sampled_from(OF_YEAR),
    ).filter(lambda span: span.first <= span.last),
    max_size=6,
)


def fits(spans: list[Span], service: int, day: int) -> int:
    return sum(
        span.first <= day <= span.last and in_season(span.season, day) and span.service in (None, service)
        for span in spans
    )


@given(SPANS)
def test_every_day_of_every_service_once(spans: list[Span]) -> None:
    found = union(spans)
    for service in (1, 2, 3):
        for day in range(2026_11_01, 2026_11_10):
            assert fits(found, service, day) == min(1, fits(spans, service, day))


def test_neighbours_become_one_stretch() -> None:
    for end, start in ((2026_10_31, 2026_11_01), (2026_11_04, 2026_11_02)):
        assert union([Span(1, ALWAYS, end), Span(1, start, FOREVER)]) == [Span(1, ALWAYS, FOREVER)]


def test_every_service_takes_the_place_of_one() -> None:
    assert union([Span(None, 2026_11_01, 2026_11_30), Span(1, ALWAYS, FOREVER)]) == [
        Span(1, ALWAYS, 2026_10_31),
        Span(1, 2026_12_01, FOREVER),
        Span(None, 2026_11_01, 2026_11_30),
    ]


def test_seasons_join_and_leave_the_rest_of_the_year() -> None:
    winter, autumn = [(1_01, 2_28), (11_01, 12_31)], (9_15, 10_31)
    spans = [Span(1, ALWAYS, FOREVER, part) for part in (*winter, autumn)]
    assert union(spans) == [Span(1, ALWAYS, FOREVER, (1_01, 2_28)), Span(1, ALWAYS, FOREVER, (9_15, 12_31))]
    assert union([*spans, Span(None, ALWAYS, FOREVER, (2_01, 10_31))]) == [
        Span(1, ALWAYS, FOREVER, (1_01, 1_31)),
        Span(1, ALWAYS, FOREVER, (11_01, 12_31)),
        Span(None, ALWAYS, FOREVER, (2_01, 10_31)),
    ]
