"""Names in a file: spelled differently they are the same, unknown ones say what they look like."""

import pytest

from tests.doors.files.conftest import Refuse, Take, log
from tests.world import NOW, World
from toonbank.catalog import aliases
from toonbank.catalog.addons import active, edit
from toonbank.catalog.merges import merge, unmerge
from toonbank.catalog.models import Addon, Eligibility
from toonbank.catalog.scripts import set_script
from toonbank.ledger.models import Offer, Ticket
from toonbank.lib.problems import FileRefused
from toonbank.metrics.ask import Asked

GLASS = "Screen protector,iPhone 14,glass"


def mistakes(take: Take, *lines: str) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        take(log(*lines))
    return str(refused.value).splitlines()[1:]


def test_the_closest_names_are_offered_best_first(take: Take) -> None:
    assert mistakes(take, "1,2026-11-20,,Samm,Repairs,Screen protector,iPhone 14,glas,bought") == [
        "Line 2, employee: This shop has no employee “Samm”. Did you mean “Sam”?",
        "Line 2, service_type: This shop has no service type “Repairs”. Did you mean “Repair”?",
        "Line 2, addon: This shop has no add-on “Screen protector · iPhone 14 · glas”."
        " Did you mean “Screen protector · iPhone 14 · glass”? With --keep-unmatched you decide that later.",
    ]


def test_an_unknown_name_is_said_once_with_the_number_of_its_lines(take: Take) -> None:
    lines = [f"{number},2026-11-20,,Wolfgang,Repair,,,," for number in range(3)]
    said = "This shop has no employee “Wolfgang”. Use --create-missing to make what is new. (3×)"
    assert mistakes(take, *lines) == [f"Line 2, employee: {said}"]


@pytest.mark.parametrize("spelling", ["sam", " SAM ", "Sám", "Ｓａｍ"])
def test_the_same_name_written_differently(world: World, take: Take, spelling: str) -> None:
    take(log(f"1,2026-11-20,,{spelling},repair,SCREEN PROTECTOR,iphone-14,Glass,bought"))
    assert Ticket.objects.get().employee == world.employees["sam"]


def test_two_spellings_of_a_new_name_are_one(take: Take) -> None:
    lines = [f"{number},2026-11-20,,{name},,,,," for number, name in enumerate(("Kim", "KIM", "kím"))]
    assert take(log(*lines), create_missing=True).created == {"employees": ["Kim"]}


def test_another_spelling_means_the_add_on_it_belongs_to(world: World, take: Take) -> None:
    aliases.add(world.addons["glass"], "Glass · 14", NOW)
    set_script(world.addons["glass"], "A pane of glass?", None)
    lines = [
        "1,2026-11-20,,Sam,Repair,GLASS,14,,bought,A pane of glass?",
        "2,2026-11-20,,,,glass-14,,,declined,",
    ]
    report = take(log(*lines, extra="script"))
    assert (report.new, report.created) == (2, {})
    offers = Offer.objects.order_by("ticket__uuid").values_list("addon", "script__wording")
    assert set(offers) == {
        (world.addons["glass"].pk, "A pane of glass?"),
        (world.addons["glass"].pk, "Shall we add the screen protector?"),
    }


def test_a_new_script_of_another_spelling_goes_to_the_add_on(world: World, take: Take) -> None:
    aliases.add(world.addons["glass"], "Glass 14", NOW)
    lines = ["1,2026-11-20,,,,Glass 14,,,bought,Some glass?", f"2,2026-11-20,,,,{GLASS},bought,Some glass?"]
    take(log(*lines, extra="script"), create_missing=True)
    assert (
        list(Offer.objects.values_list("script__wording", "script__addon"))
        == [("Some glass?", world.addons["glass"].pk)] * 2
    )


def test_the_name_before_a_rename_still_matches(world: World, take: Take) -> None:
    file = log(f"1,2026-11-20,,Sam,Repair,{GLASS},bought")
    take(file)
    edit(world.addons["glass"], "Display glass", "iPhone 14")
    report = take(file)
    assert (report.new, report.same, report.corrected) == (0, 1, 0)
    take(log(f"2,2026-11-20,,Sam,Repair,{GLASS},bought"))
    assert set(Offer.objects.values_list("addon", flat=True)) == {world.addons["glass"].pk}


def test_two_names_of_one_add_on_on_a_ticket_count_once(world: World, take: Take) -> None:
    aliases.add(world.addons["glass"], "Glass 14", NOW)
    report = take(log(f"1,2026-11-20,,,,{GLASS},bought", "1,2026-11-20,,,,Glass 14,,,declined"))
    assert [notice.code for notice in report.notices] == ["offer_twice"]
    assert list(Offer.objects.values_list("addon", "bought")) == [(world.addons["glass"].pk, 1)]


UNKNOWN = "1,2026-11-20,,Sam,Repair,wipers,,,bought,12.50,Wipers as well?"


def test_unknown_names_come_in_and_wait(world: World, take: Take) -> None:
    file = log(UNKNOWN, "2,2026-11-20,,Sam,Repair,WIPERS,,,declined,,", extra="unit_price,script")
    report = take(file, keep_unmatched=True)
    assert (report.new, report.created) == (2, {"unmatched": ["wipers"], "scripts": ["Wipers as well?"]})
    wipers = Addon.objects.get(key="wipers")
    assert (wipers.listed, wipers.counts_as, Eligibility.objects.filter(addon=wipers).count()) == (
        False,
        None,
        0,
    )
    assert wipers not in active(world.shop, 20261122)
    question = Asked(("offers", "bought", "revenue"), ("addon",))
    (row,) = question.answer([world.shop], NOW).rows
    found = (row.labels["addon"], *(row.values[name].hits for name in ("offers", "bought", "revenue")))
    assert found == ("wipers", 2, 1, 1250)
    # Known now: the same file needs no option any more, and is nothing new.
    assert (take(file).same, Addon.objects.filter(shop=world.shop).count()) == (2, 5)


def test_what_it_turns_out_to_be_keeps_the_file_the_same(world: World, take: Take) -> None:
    file = log("1,2026-11-20,,Sam,Repair,glas 14,,,bought")
    take(file, keep_unmatched=True)
    done = merge(Addon.objects.get(key="glas 14"), world.addons["glass"], NOW)
    assert (take(file).same, take(log("2,2026-11-20,,,,Glas 14,,,declined")).new) == (1, 1)
    (row,) = Asked(("offers", "bought"), ("addon",)).answer([world.shop], NOW).rows
    assert row.labels["addon"] == "Screen protector · iPhone 14 · glass"
    assert [value.hits for value in row.values.values()] == [2, 1]
    unmerge(done, NOW)
    assert take(file).same == 1


def test_only_add_ons_may_wait(world: World, take: Take, refuse: Refuse) -> None:
    lines = ["1,2026-11-20,,Kim,Tyres,wipers,,,bought,Wipers?", f"2,2026-11-20,,,,{GLASS},bought,New words?"]
    file = log(*lines, extra="script")
    assert refuse(file, keep_unmatched=True) == [
        (2, "employee", "employee_unknown"),
        (2, "service_type", "service_type_unknown"),
        (3, "script", "script_unknown"),
    ]
    report = take(file, keep_unmatched=True, create_missing=True)
    assert report.created == {
        "employees": ["Kim"],
        "service_types": ["Tyres"],
        "unmatched": ["wipers"],
        "scripts": ["Wipers?", "New words?"],
    }


def test_trying_it_out_keeps_nothing(world: World, take: Take) -> None:
    report = take(log("1,2026-11-20,,,,wipers,,,bought"), keep_unmatched=True, dry_run=True)
    assert (report.created, Addon.objects.filter(shop=world.shop).count()) == ({"unmatched": ["wipers"]}, 4)
