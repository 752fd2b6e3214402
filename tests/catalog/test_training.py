"""Training cards: what was answered, who passed, and which definition is vague."""

from datetime import timedelta

import pytest
from django.utils import translation

from tests.world import NOW, World
from toonbank.catalog.definitions_card import lines
from toonbank.catalog.models import TrainingAnswer
from toonbank.catalog.training import agreement, answer, has_passed, team
from toonbank.catalog.training_cards import BY_KEY, CARDS, CHOICES
from toonbank.lib.errors import Refused
from toonbank.shops.people import hire

RIGHT = [(card.key, card.right) for card in CARDS]


def wrong(key: str) -> str:
    card = BY_KEY[key]
    return next(choice for choice in card.choices if choice != card.right)


def test_each_card_has_one_right_answer_among_its_choices() -> None:
    assert 8 <= len(CARDS) <= 12
    assert len(BY_KEY) == len(CARDS)
    for card in CARDS:
        assert card.right in card.choices
        assert len(card.choices) >= 2
        assert set(card.choices) <= set(CHOICES)


def test_all_right_is_passed_and_the_last_answer_counts(world: World) -> None:
    sam = world.employees["sam"]
    answer(sam, [*RIGHT[1:], (CARDS[0].key, wrong(CARDS[0].key))], NOW)
    assert not has_passed(sam)
    later = NOW + timedelta(minutes=1)
    assert [one.right for one in answer(sam, [RIGHT[0]], later)] == [True]
    assert has_passed(sam)
    assert [(one.employee.alias, one.answered, one.passed_at) for one in team(world.shop)] == [
        ("Robin", 0, None),
        ("Sam", len(CARDS), later),
    ]
    answer(sam, [(CARDS[0].key, wrong(CARDS[0].key))], later)
    assert not has_passed(sam)


def test_agreement_counts_first_answers_and_hides_a_handful_of_people(world: World) -> None:
    people = [*world.employees.values(), hire(world.shop, "Kim")]
    for number, person in enumerate(people):
        first = wrong("flyer") if number < 2 else BY_KEY["flyer"].right
        answer(person, [("flyer", first), ("flyer", BY_KEY["flyer"].right)], NOW)
        answer(person, [("asked", "asked")], NOW)
    answer(people[0], [("twice", "once")], NOW)
    found = agreement(world.shop)
    assert [(one.card.key, one.right, one.people) for one in found[:2]] == [("flyer", 1, 3), ("asked", 3, 3)]
    assert {(one.right, one.people) for one in found if one.card.key == "twice"} == {(None, 1)}
    assert all(one.people == 0 for one in agreement(world.neighbour))


@pytest.mark.parametrize(
    "given", [[("nothing", "once")], [("flyer", "bought")], [("flyer", "no_offer"), ("x", "y")]]
)
def test_what_is_no_card_or_no_choice_is_refused_whole(world: World, given: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused):
        answer(world.employees["sam"], given, NOW)
    assert not TrainingAnswer.objects.exists()


def test_the_definitions_fit_into_a_minute() -> None:
    for language in ("nl", "en"):
        with translation.override(language):
            words = " ".join(f"{word} {meaning}" for word, meaning in lines()).split()
        # Read aloud, some 150 words are a minute.
        assert len(words) <= 150
