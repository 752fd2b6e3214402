"""The shops of a chain side by side: like with like, also where one of them had a promotion."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.metrics.worlds import NOW, Place, place
from toonbank.catalog import snapshot
from toonbank.ledger.models import ContextNote, NoteKind
from toonbank.lib.periods import Period
from toonbank.reports.chain import sides
from toonbank.shops.models import Chain

pytestmark = pytest.mark.django_db
PERIOD = Period.between(date(2026, 10, 19), date(2026, 11, 15))


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_kept", {})


def shop(chain: Chain, name: str, chance: Random, promoted: int) -> Place:
    """25 %, in the first days of a promotion 70 %."""
    found = place(name, ["An"], ["Scherm"], ["Glas"], chain)
    for number in range(280):
        day = number % 28
        rate = 0.7 if day < promoted else 0.25
        outcome = "bought" if chance.random() < rate else "declined"
        at = PERIOD.first + timedelta(days=day)
        found.log(at, found.line("Glas", outcome), employee="An", service_type="Scherm")
    return found.record()


def test_a_shop_with_a_promotion_is_no_better_shop() -> None:
    chain, chance = Chain.objects.create(name="Keten", slug="keten"), Random(5)
    places = [shop(chain, "Noord", chance, 12), shop(chain, "Zuid", chance, 2)]
    shops = [one.shop for one in places]
    assert sides(shops, PERIOD, NOW).apart == (("noord", "zuid"),)
    for one, last in zip(shops, (20261030, 20261020), strict=True):
        ContextNote.objects.create(
            shop=one, kind=NoteKind.PROMOTION, created_at=NOW, first_day=20261019, last_day=last
        )
    found = sides(shops, PERIOD, NOW)
    assert found.apart == ()
    standings = [row.standing for row in found.rows]
    assert [one.raw.tries for one in standings if one] == [280, 280]
