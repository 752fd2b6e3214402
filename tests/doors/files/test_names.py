"""Names in a file: spelled differently they are the same, unknown ones say what they look like."""

import pytest

from tests.doors.files.conftest import Take, log
from tests.world import World
from toonbank.doors.files.problems import FileRefused
from toonbank.ledger.models import Ticket

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
        " Did you mean “Screen protector · iPhone 14 · glass”?",
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
