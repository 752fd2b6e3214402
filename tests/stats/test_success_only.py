import pytest

from bench.stats_trust import asked
from toonbank.stats.success_only import HONEST, Logged, success_only

TEAM = [Logged("An", 60, 14, 34), Logged("Bo", 60, 15, 31), Logged("Cy", 60, 13, 36)]


def test_only_the_one_without_noes_is_asked() -> None:
    found = success_only([*TEAM, Logged("Di", 60, 14, 3)])
    assert [(row.employee, row.ask) for row in found] == [
        ("An", False),
        ("Bo", False),
        ("Cy", False),
        ("Di", True),
    ]
    assert found[3].omitted > 0.8


@pytest.mark.parametrize(("yes", "no"), [(3, 6), (0, 0), (1, 1), (5, 8)])
def test_someone_who_seldom_offers_is_not_asked(yes: int, no: int) -> None:
    assert not success_only([*TEAM, Logged("Di", 60, yes, no)])[3].ask


def test_alone_only_the_prior_speaks() -> None:
    (only,) = success_only([Logged("An", 60, 14, 0)])
    assert not only.ask
    assert only.probability == pytest.approx((1 - HONEST) * 4 / 6)
    assert only.omitted == pytest.approx(0.2 * (0.2 + 0.4 + 0.6 + 0.8 + 0.9 + 0.97) / 6)


def test_no_tickets_are_no_evidence() -> None:
    assert success_only([*TEAM, Logged("Di", 0, 0, 0)])[3].probability == pytest.approx((1 - HONEST) * 4 / 6)


def test_logs_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        success_only([Logged("An", 5, 4, 2)])


def test_missing_noes_are_found_and_honest_people_and_stars_left_alone() -> None:
    omitting, honest = asked(25, omits=0.9)
    assert omitting >= 0.80  # the band is 0.90; 25 shops leave ± 0.06
    assert honest <= 0.02
    assert asked(15, star=True)[0] <= 0.30
    assert asked(15, quiet=True)[0] <= 0.34
