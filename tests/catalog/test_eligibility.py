"""Seasons, room in the price and pauses: the written-out rows say what the explanation says, day by day."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toonbank.catalog import snapshot
from toonbank.catalog.addons import archive, create_addon, restore
from toonbank.catalog.eligibility import wrongly_written
from toonbank.catalog.explain import fits, is_dear, why
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Change, Eligibility, Pause
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import add_service_type, add_service_types, set_service_price
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop

DAYS = [
    2004_02_29, 2023_12_31, 2024_02_28, 2024_02_29, 2024_03_01, 2026_02_28, 2026_03_01, 2026_06_30,
    2026_10_31, 2026_11_01, 2026_12_31, 2027_01_01, 2061_12_05,
]  # fmt: skip
day = st.sampled_from(DAYS)
start = st.sampled_from([ALWAYS, *DAYS])
of_year = st.sampled_from([101, 228, 229, 301, 630, 1031, 1101, 1231])
season = st.one_of(st.none(), st.tuples(of_year, of_year))
headroom = st.sampled_from([None, None, 10, 25, 100])
act = st.one_of(
    st.tuples(st.just("rule"), start, st.sets(st.integers(0, 2)), season, headroom),
    st.tuples(st.just("price"), start, st.sampled_from([500, 2000, 9000])),
    st.tuples(st.just("job"), start, st.integers(0, 2), st.sampled_from([5000, 20000])),
    st.tuples(st.just("archive"), day),
    st.tuples(st.just("restore"), day),
)


def facts(addon: Addon) -> AddonFacts:
    shop = Shop.objects.get(pk=addon.shop_id)
    return catalog_of(shop).addons[addon.pk]


def covered(addon: Addon, service: int | None, when: int) -> int:
    rows = Eligibility.objects.filter(addon=addon, first_day__lte=when, last_day__gte=when)
    return sum(
        row.service_type_id in (None, service) and row.season_first <= when % 10_000 <= row.season_last
        for row in rows
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(act, max_size=7))
def test_rows_and_explanation_agree(shop: Shop, acts: list[tuple]) -> None:  # type: ignore[type-arg]
    snapshot._kept.clear()
    shop.refresh_from_db()
    with transaction.atomic():
        types = add_service_types(shop, ["Screen", "Battery", "Advice"])
        addon = create_addon(shop, "Case")
        for verb, *given_ in acts:
            if verb == "rule":
                when, services, of_season, room = given_
                set_rule(addon, [types[at] for at in services], when, season=of_season, headroom=room)
            elif verb == "price":
                set_price(addon, given_[1], None, given_[0])
            elif verb == "job":
                set_service_price(types[given_[1]], given_[2], given_[0])
            else:
                (archive if verb == "archive" else restore)(addon, given_[0])
        known = facts(addon)
        for service in [*(one.pk for one in types), None]:
            for when in DAYS:
                assert (service, when, covered(addon, service, when)) == (
                    service, when, int(fits(known, service, when)),
                )  # fmt: skip
        assert wrongly_written(shop) == []
        transaction.set_rollback(True)


def test_a_winter_season_runs_over_new_year(shop: Shop) -> None:
    addon = create_addon(shop, "Wiper")
    set_rule(addon, season=(1101, 228))
    days = (2026_10_31, 2026_11_01, 2027_02_28, 2027_03_01)
    said = {when: why(facts(addon), None, when)[0].code for when in days}
    assert said == {
        2026_10_31: "out_of_season",
        2026_11_01: "fits",
        2027_02_28: "fits",
        2027_03_01: "out_of_season",
    }


def test_a_season_is_one_row_or_two_whatever_the_years(shop: Shop) -> None:
    (screen,) = add_service_types(shop, ["Screen"])
    addon = create_addon(shop, "Wiper")
    set_rule(addon, [screen], season=(1101, 228))
    set_rule(addon, season=(601, 831), valid_from=2027_01_01)
    rows = Eligibility.objects.filter(addon=addon).order_by("first_day", "season_first")
    columns = ("service_type", "first_day", "last_day", "season_first", "season_last")
    assert list(rows.values_list(*columns)) == [
        (screen.pk, ALWAYS, 2026_12_31, 101, 228),
        (screen.pk, ALWAYS, 2026_12_31, 1101, 1231),
        (None, 2027_01_01, FOREVER, 601, 831),
    ]


def test_a_job_without_a_fixed_price_any_more(shop: Shop) -> None:
    (advice,) = add_service_types(shop, ["Advice"])
    addon = create_addon(shop, "Case")
    set_price(addon, 3000)
    set_rule(addon, headroom=25)
    set_service_price(advice, 2500)
    set_service_price(advice, None, 2026_12_01)
    assert [fits(facts(addon), advice.pk, when) for when in (2026_11_30, 2026_12_01)] == [False, True]
    assert [covered(addon, advice.pk, when) for when in (2026_11_30, 2026_12_01)] == [0, 1]
    (change, _first) = Change.objects.filter(service_type=advice, code="service_price_set")
    assert (change.before, change.after) == ({"price": 2500}, {"valid_from": 2026_12_01, "price": None})


@pytest.mark.parametrize("price", [0, -1, True, 1e308, float("nan"), 10_000_001])
def test_a_job_price_that_is_none(shop: Shop, price: object) -> None:
    (advice,) = add_service_types(shop, ["Advice"])
    with pytest.raises(Refused) as refused:
        set_service_price(advice, price)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == ("price_invalid", "price")


def test_more_than_the_room_in_the_price_does_not_fit_and_a_new_price_may(shop: Shop) -> None:
    screen, advice = add_service_types(shop, ["Screen", "Advice"])
    addon = create_addon(shop, "Case")
    set_price(addon, 3000)
    set_rule(addon, headroom=25)
    # Nobody said yet what the jobs cost: nothing is barred.
    assert [fits(facts(addon), one.pk, 2026_11_01) for one in (screen, advice)] == [True, True]
    set_service_price(screen, 13000)
    set_service_price(advice, 2500)
    assert [fits(facts(addon), one.pk, 2026_11_01) for one in (screen, advice)] == [True, False]
    set_price(addon, 600, None, 2026_12_01)
    assert [fits(facts(addon), advice.pk, when) for when in (2026_11_30, 2026_12_01)] == [False, True]
    assert covered(addon, advice.pk, 2026_12_01) == 1
    later = add_service_type(shop, "Battery")
    assert covered(addon, later.pk, 2026_12_01) == 1


def test_a_quarter_of_the_job_is_advice_and_bars_nothing(shop: Shop) -> None:
    advice = add_service_type(shop, "Advice")
    addon = create_addon(shop, "Case")
    set_price(addon, 3000)
    set_service_price(advice, 10_000)
    known = facts(addon)
    assert (is_dear(known, advice.pk, 2026_11_01), fits(known, advice.pk, 2026_11_01)) == (True, True)


def test_days_off_the_list_stay_days_off_the_list(shop: Shop) -> None:
    addon = create_addon(shop, "Case")
    archive(addon, 2026_11_01)
    restore(addon, 2026_11_10)
    days = (2026_10_31, 2026_11_01, 2026_11_09, 2026_11_10)
    assert [covered(addon, None, when) for when in days] == [1, 0, 0, 1]
    archive(addon, 2026_12_01)
    restore(addon, 2026_12_01)
    assert Pause.objects.filter(addon=addon).count() == 1
    assert list(Eligibility.objects.filter(addon=addon).values_list("first_day", "last_day")) == [
        (ALWAYS, 2026_10_31),
        (2026_11_10, FOREVER),
    ]


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("moments", {"moments": ["later"]}),
        ("season_first", {"season": (1301, 228)}),
        ("season_first", {"season": (1101, 230)}),
        ("headroom", {"headroom": 0}),
        ("headroom", {"headroom": 501}),
    ],
)
def test_a_rule_that_cannot_be(shop: Shop, field: str, terms: dict[str, object]) -> None:
    addon = create_addon(shop, "Case")
    with pytest.raises(Refused) as refused:
        set_rule(addon, **terms)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not addon.rules.exists()


def test_moments_are_those_of_the_ledger() -> None:
    from toonbank.catalog.rules import MOMENTS
    from toonbank.ledger.models import Moment

    assert tuple(Moment.values) == MOMENTS
