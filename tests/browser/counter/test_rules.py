"""What the shop's rules do to the list: shown at its moment, not beside its rival, last when it is dear."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.counter.conftest import Counter

GLASS, CASE, HELP = 1, 2, 3
NAMES = {GLASS: "Screenprotector · iPhone 14 · glas", CASE: "Telefoonhoesje", HELP: "Opzet-hulp"}
RULES = ("moments", "not_with", "too_dear_for", "quantity_allowed", "upgrade_of", "bundle")


def ruled(counter: Counter, rules: dict[int, dict[str, Any]]) -> None:
    """The shop's list with these rules, and as an older server gives it where there are none."""

    def answer(route: Route) -> None:
        catalog = route.fetch().json()
        addons = [
            {**{key: value for key, value in addon.items() if key not in RULES}, **rules.get(addon["id"], {})}
            for addon in catalog["addons"]
        ]
        route.fulfill(json={**catalog, "version": 99, "addons": addons})

    counter.page.route("**/api/v1/catalog", answer)


@pytest.fixture
def counter(tablet: Callable[..., Counter]) -> Counter:
    return tablet()


def has_rules(counter: Counter) -> None:
    """The list that was kept is replaced in the background."""
    for _attempt in range(200):
        if 99 in [item["version"] for item in counter.kept("catalog") if "version" in item]:
            return
        counter.page.wait_for_timeout(50)
    raise AssertionError("the old list stayed")


def shown(counter: Counter) -> Locator:
    return counter.page.locator(".cards h2")


def names(*addons: int) -> list[str]:
    return [NAMES[addon] for addon in addons]


def test_list_without_rules_shows_and_allows_everything(counter: Counter) -> None:
    ruled(counter, {})
    counter.open().service()
    expect(shown(counter)).to_have_text(names(GLASS, CASE, HELP))
    expect(counter.page.locator(".facts:visible")).to_have_count(0)
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("amounts")
    counter.tap("more")
    counter.save()
    assert [(line["addon"], line["quantity"]) for line in counter.stored()["offers"]] == [(CASE, 2)]


def test_add_on_is_shown_at_its_moment_and_stays_once_answered(counter: Counter) -> None:
    ruled(counter, {CASE: {"moments": ["intake", "during"]}})
    counter.open().service()
    expect(shown(counter)).to_have_text(names(GLASS, HELP))
    counter.tap("intake")
    expect(shown(counter)).to_have_text(names(GLASS, CASE, HELP))
    counter.answer("Telefoonhoesje", "no")
    counter.tap("checkout")
    expect(shown(counter)).to_have_text(names(GLASS, CASE, HELP))
    counter.save()
    assert [line["addon"] for line in counter.stored()["offers"]] == [CASE]


def test_all_add_ons_are_all(counter: Counter) -> None:
    ruled(counter, {CASE: {"moments": ["intake"]}, HELP: {"not_with": [GLASS]}})
    counter.open().service()
    counter.answer("Screenprotector", "yes")
    counter.tap("all_addons")
    expect(shown(counter)).to_have_count(4)
    # Both happened, so both can be logged.
    counter.answer("Opzet-hulp", "yes")
    counter.save()
    assert [line["addon"] for line in counter.stored()["offers"]] == [GLASS, HELP]


@pytest.mark.parametrize("side", [CASE, HELP])
def test_rival_of_a_yes_says_why_and_comes_back_without_moving_anything(
    tablet: Callable[..., Counter], side: int
) -> None:
    counter = tablet(viewport={"width": 820, "height": 1180})
    ruled(counter, {side: {"not_with": [CASE + HELP - side]}})
    counter.open().service()
    card = counter.card("Telefoonhoesje")
    buttons = counter.page.locator(".answers button")
    expect(buttons).to_have_count(9)
    before = [button.bounding_box() for button in buttons.all()]
    counter.answer("Opzet-hulp", "yes")
    why = counter.word("not_with").format(name="Opzet-hulp")
    expect(card.locator(".about p")).to_have_text(why)
    expect(card.get_by_role("button", name=counter.word("yes"))).to_be_disabled()
    assert [button.bounding_box() for button in buttons.all()] == before
    counter.answer("Opzet-hulp", "no")
    expect(card.locator(".about p")).not_to_have_text(why)
    counter.answer("Telefoonhoesje", "yes")
    expect(card.get_by_role("button", name=counter.word("yes"))).to_have_attribute("aria-pressed", "true")


def test_answer_stays_when_its_rival_gets_a_yes(counter: Counter) -> None:
    ruled(counter, {CASE: {"not_with": [HELP]}})
    counter.open().service()
    counter.answer("Telefoonhoesje", "no")
    counter.answer("Opzet-hulp", "yes")
    no = counter.card("Telefoonhoesje").get_by_role("button", name=counter.word("no"), exact=True)
    expect(no).to_have_attribute("aria-pressed", "true")
    expect(no).to_be_enabled()
    counter.save()
    assert [line["outcome"] for line in counter.stored()["offers"]] == ["declined", "bought"]


def test_dear_add_on_comes_last_and_says_so(counter: Counter) -> None:
    ruled(counter, {GLASS: {"too_dear_for": [1, 7]}, CASE: {"too_dear_for": [7]}})
    counter.open().service()
    expect(shown(counter)).to_have_text(names(CASE, HELP, GLASS))
    expect(counter.card("Screenprotector").locator(".facts")).to_have_text(counter.word("dear"))
    expect(counter.card("Telefoonhoesje").locator(".facts")).to_be_hidden()


def test_bundle_names_its_parts(counter: Counter) -> None:
    bundle = [{"id": GLASS, "name": "Glas", "quantity": 2}, {"id": 77, "name": "Lader", "quantity": 1}]
    ruled(counter, {HELP: {"bundle": bundle}})
    counter.open().service()
    expect(counter.card("Opzet-hulp").locator(".facts")).to_have_text("2 × Glas + Lader")


@pytest.mark.parametrize(("quantity", "discount"), [(False, False), (True, False), (False, True)])
def test_quantity_and_discount_only_where_the_shop_wants_them(
    counter: Counter, quantity: bool, discount: bool
) -> None:
    ruled(counter, {CASE: {"quantity_allowed": quantity, "discount_allowed": discount}})
    counter.open().service()
    counter.answer("Telefoonhoesje", "yes")
    amounts = counter.page.get_by_role("button", name=counter.word("amounts"))
    expect(counter.page.locator(".panel h2")).to_have_text("Telefoonhoesje")
    expect(amounts).to_have_count(int(quantity or discount))
    if quantity or discount:
        amounts.click()
        expect(counter.page.locator(".stepper")).to_have_count(int(quantity))
        expect(counter.page.get_by_label(counter.word("discount"))).to_have_count(int(discount))


def test_amounts_given_before_the_rule_can_be_taken_back(counter: Counter) -> None:
    counter.open().service()
    counter.answer("Telefoonhoesje", "yes")
    counter.tap("amounts")
    counter.tap("more")
    counter.save()
    ruled(counter, {CASE: {"quantity_allowed": False, "discount_allowed": False}})
    counter.page.reload()
    has_rules(counter)
    counter.page.locator(".today li").first.get_by_role("button", name=counter.word("correct")).click()
    counter.card("Telefoonhoesje").locator(".edit").click()
    counter.tap("less")
    counter.save()
    assert [line["quantity"] for line in counter.stored()["offers"]] == [1]
