"""Two minutes of practice at the tablet: one situation at a time, right or wrong at once, and why."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Route, expect

from tests.browser.counter.conftest import EnrolledCounter
from tests.browser.counter.test_looks import SIZES, faults, size
from toonbank.catalog.training_cards import CARDS as SERVER_CARDS
from toonbank.catalog.training_cards import CHOICES

TRAINING = "**/api/v1/training"
CARDS = [
    {
        "key": "flyer",
        "situation": "Op de balie ligt een folder over hoesjes. Je zegt er niets over.",
        "choices": [
            {"key": "offered", "text": "Voorgesteld"},
            {"key": "nothing", "text": "Niets vastleggen"},
        ],
    },
    {
        "key": "asked",
        "situation": "Je vraagt: zal ik er een hoesje bij doen? De klant zegt nee.",
        "choices": [{"key": "declined", "text": "Voorgesteld, nee"}, {"key": "nothing", "text": "Niets"}],
    },
]
RIGHT = {"flyer": "nothing", "asked": "declined"}
WHY = {"flyer": "Een folder is geen vraag.", "asked": "Een nee telt juist mee."}


class Trainer:
    """The server's part: keeps the last answer of each card."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.employees: list[int] = []

    def __call__(self, route: Route) -> None:
        if route.request.method == "GET":
            return route.fulfill(json={"cards": CARDS})
        asked: dict[str, Any] = json.loads(route.request.post_data or "")
        self.employees.append(asked["employee"])
        self.given |= {one["card"]: one["choice"] for one in asked["answers"]}
        results = [self.judged(**one) for one in asked["answers"]]
        return route.fulfill(json={"results": results, "passed": self.given == RIGHT})

    def judged(self, card: str, choice: str) -> dict[str, Any]:
        return {"card": card, "right": choice == RIGHT[card], "choice": choice, "why": WHY[card]}


@pytest.fixture
def trainer() -> Trainer:
    return Trainer()


@pytest.fixture
def counter(enrolled: Callable[..., EnrolledCounter], trainer: Trainer) -> EnrolledCounter:
    return practising(enrolled(), trainer)


def practising(counter: EnrolledCounter, trainer: Trainer) -> EnrolledCounter:
    counter.page.route(TRAINING, trainer)
    counter.who()
    counter.tap("practise")
    expect(counter.page.locator(".situation")).to_be_visible()
    return counter


def choose(counter: EnrolledCounter, text: str) -> None:
    counter.page.locator(".choices").get_by_role("button", name=text, exact=True).click()


def test_right_answers_pass(counter: EnrolledCounter, trainer: Trainer) -> None:
    expect(counter.page.locator("h1")).to_have_text(f"{counter.word('training')} · 1/2")
    choose(counter, "Niets vastleggen")
    expect(counter.page.locator(".right")).to_have_text(f"{counter.word('right')} {WHY['flyer']}")
    counter.tap("next")
    choose(counter, "Voorgesteld, nee")
    counter.tap("next")
    expect(counter.page.locator("h1")).to_have_text(counter.word("passed"))
    assert (trainer.given, trainer.employees) == (RIGHT, [1, 1])
    counter.tap("back")
    expect(counter.page.locator(".services h1")).to_be_visible()


def test_every_card_of_the_server_can_be_tapped_through(enrolled: Callable[..., EnrolledCounter]) -> None:
    counter = enrolled()
    counter.who()
    counter.tap("practise")
    for place, card in enumerate(SERVER_CARDS, start=1):
        expect(counter.page.locator("h1")).to_have_text(
            f"{counter.word('training')} · {place}/{len(SERVER_CARDS)}"
        )
        with translation.override("nl"):
            choose(counter, gettext(CHOICES[card.right]))
        expect(counter.page.locator(".right")).to_be_visible()
        counter.tap("next")
    expect(counter.page.locator("h1")).to_have_text(counter.word("passed"))


def test_wrong_answer_says_why_and_comes_back_at_the_end(counter: EnrolledCounter, trainer: Trainer) -> None:
    choose(counter, "Voorgesteld")
    expect(counter.page.get_by_role("status").locator(".problem")).to_have_text(
        f"{counter.word('wrong')} {WHY['flyer']}"
    )
    assert counter.page.locator(".choices button").all_inner_texts() == [
        "✗ Voorgesteld",
        "Niets vastleggen",
    ]
    following = counter.page.get_by_role("button", name=counter.word("next"))
    expect(following).to_be_focused()
    # What was tapped stays readable: on the same ground as the button below, in the same ink.
    ink = "node => getComputedStyle(node).color"
    assert counter.page.locator(".choices [aria-pressed=true]").evaluate(ink) == following.evaluate(ink)
    counter.tap("next")
    choose(counter, "Voorgesteld, nee")
    counter.tap("next")
    expect(counter.page.locator("h1")).to_have_text(counter.word("look_again"))
    score = counter.word("score").format(right=1, all=2)
    expect(counter.page.locator("main > p")).to_have_text(score)
    expect(counter.page.locator(".today li")).to_have_count(1)
    counter.tap("practise_again")
    choose(counter, "Niets vastleggen")
    counter.tap("next")
    expect(counter.page.locator("h1")).to_have_text(counter.word("passed"))
    assert trainer.given == RIGHT


def test_without_network_it_says_so_and_logging_goes_on(counter: EnrolledCounter, trainer: Trainer) -> None:
    counter.page.unroute(TRAINING)
    counter.page.route(TRAINING, lambda route: route.abort())
    choose(counter, "Niets vastleggen")
    problem = counter.page.locator("main > .problem")
    expect(problem).to_have_text(counter.word("practise_offline"))
    counter.tap("stop")
    counter.tap("practise")
    expect(counter.page.locator("h1")).to_have_text(counter.word("practise_offline"))
    counter.tap("back")
    counter.service()
    counter.save()
    counter.page.unroute(TRAINING)
    counter.page.route(TRAINING, trainer)
    counter.tap("practise")
    choose(counter, "Niets vastleggen")
    expect(counter.page.locator(".right")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", SIZES)
def test_every_screen_is_accessible(
    enrolled: Callable[..., EnrolledCounter], trainer: Trainer, device: str, theme: str
) -> None:
    counter = practising(enrolled(color_scheme=theme, **size(device)), trainer)
    found = faults(counter.page)
    choose(counter, "Voorgesteld")
    expect(counter.page.get_by_role("button", name=counter.word("next"))).to_be_focused()
    found += faults(counter.page)
    counter.tap("next")
    choose(counter, "Voorgesteld, nee")
    counter.tap("next")
    expect(counter.page.locator("h1")).to_have_text(counter.word("look_again"))
    assert [*found, *faults(counter.page)] == []
