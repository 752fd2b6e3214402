"""Training: an employee taps through the cards, and the answers show which definition is vague."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import TrainingAnswer
from toonbank.catalog.training_cards import BY_KEY, CARDS, Card
from toonbank.lib.errors import Refused
from toonbank.shops.models import Employee, Shop

# With fewer people a share would tell who answered what.
LEAST_PEOPLE = 3


@dataclass(frozen=True)
class Result:
    card: Card
    choice: str
    right: bool


@dataclass(frozen=True)
class Trainee:
    """`passed_at`: when the last card was answered right; None while one is missing or wrong."""

    employee: Employee
    answered: int
    passed_at: datetime | None


@dataclass(frozen=True)
class Agreement:
    """How many employees answered this card right at their first try; both sides None with too few people."""

    card: Card
    right: int | None
    people: int


def answer(employee: Employee, answers: Sequence[tuple[str, str]], now: datetime) -> list[Result]:
    """Card and choice, kept as they were given; all of them or, when one does not exist, none."""
    results = [_result(card, choice) for card, choice in answers]
    with transaction.atomic():
        TrainingAnswer.objects.bulk_create(
            TrainingAnswer(
                shop_id=employee.shop_id,
                employee=employee,
                card=result.card.key,
                answer=result.choice,
                right=result.right,
                answered_at=now,
            )
            for result in results
        )
    return results


def has_passed(employee: Employee) -> bool:
    return _trainee(employee, _answers_of(employee)).passed_at is not None


def team(shop: Shop) -> list[Trainee]:
    """Everybody who works here now, by name."""
    given = _by_employee(shop)
    working = Employee.objects.filter(shop=shop, left_at=None).order_by("alias")
    return [_trainee(employee, given.get(employee.pk, [])) for employee in working]


def agreement(shop: Shop) -> list[Agreement]:
    """The vaguest card first: first answers only, because the second one was helped by the explanation."""
    first: dict[str, dict[int, bool]] = {}
    for employee, answers in _by_employee(shop).items():
        for one in answers:
            first.setdefault(one.card, {}).setdefault(employee, one.right)
    found = [_agreement(card, list(first.get(card.key, {}).values())) for card in CARDS]
    return sorted(found, key=lambda one: (one.right is None, (one.right or 0) / max(1, one.people)))


def _agreement(card: Card, answers: list[bool]) -> Agreement:
    return Agreement(card, sum(answers) if len(answers) >= LEAST_PEOPLE else None, len(answers))


def _result(key: str, choice: str) -> Result:
    card = BY_KEY.get(key)
    if card is None or choice not in card.choices:
        message = _("This training card has no such answer.")
        raise Refused("card_unknown", message, field="answers")
    return Result(card, choice, choice == card.right)


def _trainee(employee: Employee, answers: list[TrainingAnswer]) -> Trainee:
    last = {one.card: one for one in answers}
    known = [last[card.key] for card in CARDS if card.key in last]
    passed = len(known) == len(CARDS) and all(one.right for one in known)
    return Trainee(employee, len(known), max(one.answered_at for one in known) if passed else None)


def _answers_of(employee: Employee) -> list[TrainingAnswer]:
    return list(TrainingAnswer.objects.filter(employee=employee).order_by("pk"))


def _by_employee(shop: Shop) -> dict[int, list[TrainingAnswer]]:
    """Oldest first, of who still works here."""
    found: dict[int, list[TrainingAnswer]] = {}
    rows = TrainingAnswer.objects.filter(shop=shop, employee__left_at=None).order_by("pk")
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return found
