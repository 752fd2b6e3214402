"""Add-ons by what an offer earns; what cannot be told apart shares a place."""

import pytest

from tests.metrics.worlds import NOW, fortnight, mixed, place
from toonbank.catalog import snapshot
from toonbank.metrics.ask import Asked
from toonbank.metrics.rank_addons import rank_addons, ranking
from toonbank.stats.rank import Offered, rank
from toonbank.stats.rate import Rate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_kept", {})


def test_help_earns_most_and_the_case_least() -> None:
    """Margins of € 29.00, € 15.95 and € 13.95."""
    found = rank_addons([fortnight().shop], None, NOW)
    assert found.groups == (("Opzet-hulp",), ("Screen protector",), ("Telefoonhoesje",))
    assert found.rows == tuple(
        rank(
            [
                Offered("Opzet-hulp", Rate(18, 40), 2900),
                Offered("Screen protector", Rate(29, 78), 1595),
                Offered("Telefoonhoesje", Rate(12, 80), 1395),
            ]
        )
    )


def test_what_has_no_margin_is_named_and_not_ranked() -> None:
    noord = mixed()
    found = rank_addons([noord.shop], None, NOW)
    assert set(found.unknown) == {"Screen protector", "Reinigen"}
    assert {row.key for row in found.rows} == {"Hoesje · Siliconen", "Hoesje · Leer", "Opzet-hulp"}
    assert ranking(Asked(("attach_rate", "offers"), ("addon",)).answer([noord.shop], NOW)) == found


def test_categories_are_ranked_alike() -> None:
    found = rank_addons([mixed().shop], None, NOW, by="category")
    assert {row.key for row in found.rows} == {"Hoesje", "Opzet-hulp"}


def test_nothing_offered_is_no_ranking() -> None:
    found = rank_addons([place("Leeg", [], [], ["Mat"]).shop], None, NOW)
    assert (found.rows, found.unknown, found.groups) == ((), (), ())
