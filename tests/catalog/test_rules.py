"""The written-out rules say the same as the rules themselves, on every day and service type."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toonbank.catalog import snapshot
from toonbank.catalog.addons import archive, create_addon, restore
from toonbank.catalog.explain import fits
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Eligibility
from toonbank.catalog.rules import set_rule, write_out
from toonbank.catalog.services import add_service_types
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop

DAYS = [2026_10_31, 2026_11_01, 2026_11_02, 2026_11_30, 2026_12_01, 2026_12_31, 2027_01_01]
some_day = st.sampled_from([ALWAYS, *DAYS])
real_day = st.sampled_from(DAYS)
services = st.sets(st.integers(0, 2))
rule = st.tuples(st.just("rule"), some_day, services)
act = st.one_of(rule, st.tuples(st.just("archive"), real_day), st.tuples(st.just("restore"), real_day))


def rows(addon: Addon) -> list[tuple[int | None, int, int]]:
    found = Eligibility.objects.filter(addon=addon).order_by("first_day", "service_type")
    return list(found.values_list("service_type", "first_day", "last_day"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    starts=st.lists(some_day, min_size=1, max_size=3),
    acts=st.lists(st.tuples(st.integers(0, 2), act), max_size=8),
)
def test_eligibility_agrees_with_the_rules(
    shop: Shop, starts: list[int], acts: list[tuple[int, tuple[str, int, set[int]]]]
) -> None:
    # The example before was rolled back: forget what was read in it.
    snapshot._kept.clear()
    shop.refresh_from_db()
    with transaction.atomic():
        types = add_service_types(shop, ["Screen", "Battery", "Advice"])
        addons = [create_addon(shop, f"Add-on {at}", active_from=start) for at, start in enumerate(starts)]
        for at, (verb, day, *named) in acts:
            addon = addons[at % len(addons)]
            if verb == "rule":
                set_rule(addon, [types[number] for number in named[0]], day)
            else:
                (archive if verb == "archive" else restore)(addon, day)
        facts = catalog_of(shop).addons
        for addon in addons:
            written = rows(addon)
            for service in [*(one.pk for one in types), None]:
                for day in DAYS:
                    assert covering(written, service, day) == int(fits(facts[addon.pk], service, day))
        transaction.set_rollback(True)


def covering(written: list[tuple[int | None, int, int]], service: int | None, day: int) -> int:
    """How many rows hold for it: 0 or 1, never 2."""
    return sum(one in (None, service) and first <= day <= last for one, first, last in written)


def test_rows_of_a_changing_rule(shop: Shop) -> None:
    screen, battery = add_service_types(shop, ["Screen", "Battery"])
    addon = create_addon(shop, "Case")
    set_rule(addon, [screen, battery], 2026_11_01)
    set_rule(addon, [battery], 2027_01_01)
    assert rows(addon) == [
        (None, ALWAYS, 2026_10_31),
        (screen.pk, 2026_11_01, 2026_12_31),
        (battery.pk, 2026_11_01, FOREVER),
    ]


def test_the_same_day_again_replaces_the_rule(shop: Shop) -> None:
    screen, battery = add_service_types(shop, ["Screen", "Battery"])
    addon = create_addon(shop, "Case")
    set_rule(addon, [screen])
    set_rule(addon, [battery])
    assert rows(addon) == [(battery.pk, ALWAYS, FOREVER)]


def test_write_out_repairs_what_is_missing_or_too_much(shop: Shop) -> None:
    addon = create_addon(shop, "Case")
    other = create_addon(shop, "Screen protector")
    Eligibility.objects.filter(addon=addon).delete()
    Eligibility.objects.create(shop=shop, addon=other, first_day=1, last_day=2)
    write_out(shop)
    assert (rows(addon), rows(other)) == ([(None, ALWAYS, FOREVER)], [(None, ALWAYS, FOREVER)])


def test_another_shops_service_type_is_refused(shop: Shop) -> None:
    foreign = add_service_types(open_shop("Other shop").shop, ["Screen"])
    with pytest.raises(Refused) as refused:
        set_rule(create_addon(shop, "Case"), foreign)
    assert (refused.value.code, refused.value.field) == ("service_type_unknown", "service_types")


@pytest.mark.parametrize("day", [2026_02_30, 20, -1, 2100_01_01, True])
def test_a_day_that_is_none_is_refused(shop: Shop, day: int) -> None:
    with pytest.raises(Refused) as refused:
        set_rule(create_addon(shop, "Case"), [], day)
    assert (refused.value.code, refused.value.field) == ("day_invalid", "valid_from")
