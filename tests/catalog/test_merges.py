"""Merged and parted again: the rows of merges are the facts, what counts as what follows from them."""

from datetime import UTC, datetime

import pytest

from toonbank.catalog import aliases
from toonbank.catalog.addons import active, create_addon, edit, put_on_list, too_many
from toonbank.catalog.eligibility import wrongly_written
from toonbank.catalog.merges import merge, merge_of, unmerge, wrongly_counted
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Alias, Change, Eligibility, Merge
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import add_service_type
from toonbank.lib.errors import Conflict, Missing, Refused
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
TODAY = 2026_11_22


def make(shop: Shop, *names: str) -> list[Addon]:
    return [create_addon(shop, name) for name in names]


def counted(shop: Shop) -> dict[str, str]:
    assert (wrongly_counted(shop), wrongly_written(shop)) == ([], [])
    found = Addon.objects.filter(shop=shop).select_related("counts_as")
    return {addon.name: (addon.counts_as or addon).name for addon in found}


def eligible(shop: Shop) -> list[tuple[str, str | None, int, int]]:
    rows = Eligibility.objects.filter(shop=shop).order_by("addon", "first_day", "service_type")
    return list(rows.values_list("addon__category", "service_type__name", "first_day", "last_day"))


def test_merge_and_undo(shop: Shop) -> None:
    wipers, front = make(shop, "Wipers", "Front wipers")
    done = merge(front, wipers, NOW)
    assert (done.done_at, done.undone_at) == (NOW, None)
    assert counted(shop) == {"Wipers": "Wipers", "Front wipers": "Wipers"}
    assert list(Alias.objects.values_list("addon", "name", "key")) == [
        (wipers.pk, "Front wipers", "front wipers")
    ]
    assert active(shop, TODAY) == [wipers]
    # The name still means the add-on that bears it.
    assert aliases.resolve(shop)["front wipers"] == front
    unmerge(done, NOW)
    assert counted(shop) == {"Wipers": "Wipers", "Front wipers": "Front wipers"}
    assert (Alias.objects.count(), active(shop, TODAY)) == (0, [wipers, front])
    codes = list(Change.objects.filter(shop=shop).values_list("code", "addon"))
    assert codes[:2] == [("merge_undone", front.pk), ("addon_merged", front.pk)]


def test_a_chain_of_five_ends_at_its_end_in_any_order(shop: Shop) -> None:
    addons = make(shop, "A", "B", "C", "D", "E")
    done = {at: merge(addons[at], addons[at + 1], NOW) for at in (1, 3, 0, 2)}
    assert counted(shop) == dict.fromkeys("ABCDE", "E")
    unmerge(done[2], NOW)
    assert counted(shop) == {"A": "C", "B": "C", "C": "C", "D": "E", "E": "E"}
    unmerge(done[0], NOW)
    assert counted(shop) == {"A": "A", "B": "C", "C": "C", "D": "E", "E": "E"}


def test_what_cannot_be_merged(shop: Shop) -> None:
    one, other, third = make(shop, "A", "B", "C")
    strange = create_addon(open_shop("Other").shop, "Strange")
    for wrong, code in ((one, "merge_itself"), (strange, "addon_unknown")):
        with pytest.raises(Refused) as refused:
            merge(one, wrong, NOW)
        assert (refused.value.code, refused.value.field) == (code, "into")
    done = merge(one, other, NOW)
    for pair, code in (
        ((other, one), "merge_circle"),
        ((one, third), "already_merged"),
        ((one, other), "already_merged"),
    ):
        with pytest.raises(Conflict) as conflict:
            merge(*pair, NOW)
        assert conflict.value.code == code
    unmerge(done, NOW)
    with pytest.raises(Conflict) as conflict:
        unmerge(done, NOW)
    assert conflict.value.code == "merge_undone"
    assert Merge.objects.count() == 1


def test_a_circle_of_three_is_seen(shop: Shop) -> None:
    one, other, third = make(shop, "A", "B", "C")
    merge(one, other, NOW)
    merge(other, third, NOW)
    with pytest.raises(Conflict):
        merge(third, one, NOW)
    assert counted(shop) == dict.fromkeys("ABC", "C")


def test_a_merge_of_another_shop_is_missing(shop: Shop) -> None:
    one, other = make(shop, "A", "B")
    done = merge(one, other, NOW)
    assert merge_of(shop, done.pk) == done
    with pytest.raises(Missing):
        merge_of(open_shop("Other").shop, done.pk)


def test_the_root_fits_wherever_one_of_its_spellings_does(shop: Shop) -> None:
    repair, advice = add_service_type(shop, "Repair"), add_service_type(shop, "Advice")
    one, other = make(shop, "A", "B")
    set_rule(one, [repair])
    set_rule(other, [advice], valid_from=2026_11_01)
    apart = eligible(shop)
    done = merge(one, other, NOW)
    assert eligible(shop) == [
        ("B", None, ALWAYS, 2026_10_31),
        ("B", "Repair", 2026_11_01, FOREVER),
        ("B", "Advice", 2026_11_01, FOREVER),
    ]
    set_rule(one, [])
    assert eligible(shop) == [("B", None, ALWAYS, FOREVER)]
    set_rule(one, [repair])
    unmerge(done, NOW)
    assert eligible(shop) == apart


def test_a_name_that_waits_fits_nowhere_until_it_is_put_on_the_list(shop: Shop) -> None:
    waiting = create_addon(shop, "wipers")
    Addon.objects.filter(pk=waiting.pk).update(listed=False)
    set_rule(waiting, [])
    assert (eligible(shop), active(shop, TODAY)) == ([], [])
    put_on_list(waiting)
    put_on_list(waiting)
    assert eligible(shop) == [("wipers", None, ALWAYS, FOREVER)]
    assert active(shop, TODAY) == [waiting]
    assert Change.objects.filter(code="addon_listed").count() == 1


def test_merged_names_are_not_counted_as_too_many(shop: Shop) -> None:
    addons = make(shop, *(f"Add-on {number}" for number in range(31)))
    assert too_many(shop, TODAY) is not None
    merge(addons[0], addons[1], NOW)
    assert too_many(shop, TODAY) is None


def test_what_counts_as_another_keeps_its_name(shop: Shop) -> None:
    one, other = make(shop, "A", "B")
    done = merge(one, other, NOW)
    for attempt in (lambda: edit(one, "A2"), lambda: put_on_list(one)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "addon_merged"
    with pytest.raises(Refused) as refused:
        create_addon(shop, "a")
    assert str(refused.value.hint_text(str)) == "It counts as “B” since they were merged."
    edit(other, "B2")
    unmerge(done, NOW)
    assert edit(one, "A2").name == "A2"
