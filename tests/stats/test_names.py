import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.stats_names import average_precision
from toonbank.stats.names import Named, same_thing

VISITS = {"check": 120, "repair": 80}


def test_three_spellings_of_wipers_are_proposed_and_the_filter_is_not() -> None:
    shop = [
        Named("a", "wipers", {"check": 30}, 2500),
        Named("b", "front wipers", {"check": 25}, 2500),
        Named("c", "wiper install", {"check": 20}, 2500),
        Named("d", "Air filter", {"check": 40}, 1900),
    ]
    both = {frozenset((a, "d")): n for a, n in (("a", 10), ("b", 8), ("c", 7))}
    found = same_thing(shop, VISITS, both)
    assert {(p.first, p.second) for p in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert found[0].together == 0
    assert found[0].expected == pytest.approx(30 * 25 / 120)


def test_two_sizes_of_one_thing_are_two_things() -> None:
    one, two = (
        Named("a", "USB-C cable 1 m", {"repair": 20}, 1500),
        Named("b", "USB-C cable 2 m", {"repair": 20}, 1500),
    )
    short = Named("c", "USB-C kabel", {"repair": 20}, 1500)
    scores = {(p.first, p.second): p.score for p in same_thing([one, two, short], VISITS, {}, least=0.0)}
    assert scores["a", "b"] < scores["a", "c"]


def test_often_together_speaks_against_a_merge() -> None:
    pair = [Named("a", "Hand wax", {"check": 30}, 2500), Named("b", "Spray wax", {"check": 30}, 2500)]
    (apart,) = same_thing(pair, VISITS, {}, least=0.0)
    (together,) = same_thing(pair, VISITS, {frozenset("ab"): 12}, least=0.0)
    assert together.score < 0.7
    assert apart.score > 0.9


@given(st.permutations(["wax", "hand wax", "oil", "oil flush"]), st.one_of(st.none(), st.integers(-5, 900)))
def test_order_does_not_matter_and_scores_are_chances(labels: list[str], price: int | None) -> None:
    items = [Named(label, label, {"check": 5}, price) for label in labels]
    found = same_thing(items, VISITS, {}, least=0.0)
    assert found == same_thing(items[::-1], VISITS, {}, least=0.0)
    assert len(found) == 6
    assert all(0 < p.score < 1 for p in found)


def test_proposals_beat_text_alone() -> None:
    ours, text = average_precision(30)
    assert ours >= 0.85
    assert text < 0.65
