"""Public data on the owner's pages: nobody crowned by chance, the mix taken into account, the right sums."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.data.shared import berkeley, coffee, expected, hillstrom, needs, pipeline
from tests.data.test_known_answers import imported
from toonbank.shops.members import invite
from toonbank.shops.models import Role, Shop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.data.shared import Line

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, needs]
PAGES = ("", "week/", "addons/", "team/", "services/", "numbers/", "tickets/")


class Owner:
    """Of a shop filled with these lines, with a browser in either language."""

    def __init__(self, lines: Iterable[Line], first: str, last: str) -> None:
        self.shop: Shop = imported(lines)
        self.period = f"?from={first}&to={last}"
        self.user = invite(self.shop, "owner@toonbank.example", Role.OWNER)[0].user

    def get(self, page: str, language: str = "en") -> Any:
        client = Client(headers={"accept-language": language})
        client.force_login(self.user)
        answer = client.get(f"/{self.shop.slug}/{page}{self.period}")
        assert answer.status_code == 200, (page, answer.status_code)
        return answer

    def says_something_everywhere(self) -> None:
        addon = self.shop.addons.first()
        for page in (*PAGES, f"addons/{addon.pk}/"):
            for language in ("en", "nl"):
                text = self.get(page, language).content.decode().lower()
                assert not {"nan", "inf", "none"} & set(text.split()), page


def bars(context: Any) -> dict[str, float]:
    return {bar["label"]: bar["length"] for bar in context["attach"]["bars"]}


def figures(context: Any) -> dict[str, dict[str, Any]]:
    """Name → number → the cell, of the page's table."""
    return {name: {cell.metric.key: cell for cell in cells} for name, cells in context["rows"]}


def test_thirty_sellers_stay_in_order_of_name() -> None:
    owner = Owner(pipeline(), "2016-10-01", "2017-12-31")
    owner.says_something_everywhere()
    known = {row["unit"]: row for row in expected("crm_pipeline")["by_agent_eb"]["rows"]}
    page = owner.get("team/")
    attach = page.context["attach"]
    assert page.context["profit"] is None
    assert attach["groups"] == ()
    assert [bar["label"] for bar in attach["bars"]] == sorted(known)
    # The sentence names nobody, and no advice praises or blames one of them.
    assert not [name for name in known if name in attach["note"]]
    for page_name in ("", "week/", "addons/"):
        said = owner.get(page_name).context
        findings = [*(said.get("advice") or ()), *(said.get("sentences") or ())]
        assert not [name for name in known for one in findings if name in str(one)]
    raw = figures(page.context)
    assert {name: raw[name]["attach_rate"].sums for name in known} == {
        name: f"{row['bought']} / {row['offers']}" for name, row in known.items()
    }


def test_berkeley_is_turned_round_on_the_same_work() -> None:
    owner = Owner(berkeley(), "2026-03-01", "2026-03-30")
    owner.says_something_everywhere()
    page = owner.get("team/")
    raw = figures(page.context)
    crude = {name: raw[name]["attach_rate"].said for name in ("Female", "Male")}
    assert crude == {"Female": "30 %", "Male": "45 %"}
    lengths = bars(page.context)
    assert lengths["Female"] > lengths["Male"]
    # The page says that its picture is not the crude rate, and that the table is.
    text = page.content.decode()
    assert "compared on the work of the whole shop" in text
    assert "Not adjusted for the kind of work" in text


def test_drinks_with_something_to_eat_add_up_to_the_cent() -> None:
    """Nothing is known to have been offered: sums of money, and no rate of what nobody offered."""
    lines = list(coffee())
    owner = Owner(lines, "2019-04-01", "2019-04-29")
    owner.says_something_everywhere()
    sold: Counter[str] = Counter()
    earned: Counter[str] = Counter()
    for line in lines:
        if line.get("category"):
            price, cost, off = (cents(line[name]) for name in ("unit_price", "unit_cost", "discount"))
            amount = int(line["quantity"])
            sold[line["category"]] += amount * price - off
            earned[line["category"]] += amount * (price - cost) - off
    from tests.data.test_known_answers import NOW
    from toonbank.metrics.ask import Asked

    answer = Asked(["revenue", "profit", "offers"], by=["category"]).answer([owner.shop], NOW)
    told = {row.labels["category"]: row.values for row in answer.rows}
    assert {name: one["revenue"].hits for name, one in told.items()} == dict(sold)
    assert {name: one["profit"].hits for name, one in told.items()} == dict(earned)
    rows = owner.get("addons/").context["rows"]
    for row in rows:
        cells = {cell.metric.key: cell for cell in row["cells"]}
        assert cells["attach_rate"].said == "–", "nothing was offered, so no share of it was bought"


def test_three_arms_of_a_mailing() -> None:
    lines = list(hillstrom())
    owner = Owner(lines, "2026-03-01", "2026-03-30")
    owner.says_something_everywhere()
    counted: dict[str, Counter[str]] = {}
    for line in lines:
        if line.get("category"):
            counted.setdefault(line["category"], Counter())[line["outcome"]] += 1
    rows = owner.get("addons/").context["rows"]
    told = {
        row["name"]: next(cell.sums for cell in row["cells"] if cell.metric.key == "attach_rate")
        for row in rows
    }
    # As the shop, which is Dutch, writes thousands.
    assert told == {
        name: f"{one['bought']} / {one.total():,}".replace(",", ".") for name, one in counted.items()
    }


def cents(amount: str) -> int:
    return round(float(amount) * 100)
