"""/training: cards with situations, tapped through on the tablet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from toonbank.catalog.training import answer, has_passed
from toonbank.catalog.training_cards import CARDS, CHOICES
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.shops.access import LOG, own
from toonbank.shops.models import Employee

router = Router(tags=["training"])


class ChoiceOut(BaseModel):
    key: str
    text: str


class CardOut(BaseModel):
    key: str
    situation: str
    choices: list[ChoiceOut]


class CardsOut(BaseModel):
    cards: list[CardOut]


class AnswerIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    card: str = Field(max_length=40)
    choice: str = Field(max_length=20)


class AnswersIn(BaseModel):
    """Who answers, and what: one card at a time or all at once."""

    model_config = ConfigDict(extra="forbid")

    employee: int
    answers: list[AnswerIn] = Field(min_length=1, max_length=50)


class ResultOut(BaseModel):
    card: str
    choice: str
    right: bool
    why: str


class ResultsOut(BaseModel):
    """`passed`: every card was answered right, the last time it was answered."""

    results: list[ResultOut]
    passed: bool


@router.get("", auth=entrance(LOG), response={200: CardsOut, **problems()})
def get_cards(request: HttpRequest) -> HttpResponse:
    """Every situation with its choices; which one is right is told after the answer."""
    cards = [
        {
            "key": card.key,
            "situation": gettext(card.situation),
            "choices": [{"key": choice, "text": gettext(CHOICES[choice])} for choice in card.choices],
        }
        for card in CARDS
    ]
    return JsonResponse({"cards": cards})


@router.post("", auth=entrance(LOG), response={200: ResultsOut, **problems(413, 415)})
def post_answers(request: HttpRequest, given: AnswersIn) -> HttpResponse:
    """Keeps the answers and tells which were right, and why."""
    employee = own(seat_of(request), Employee, pk=given.employee)
    results = answer(employee, [(one.card, one.choice) for one in given.answers], timezone.now())
    told: list[dict[str, Any]] = [
        {"card": one.card.key, "choice": one.choice, "right": one.right, "why": gettext(one.card.why)}
        for one in results
    ]
    return JsonResponse({"results": told, "passed": has_passed(employee)})
