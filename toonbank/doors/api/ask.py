"""/ask: any number of the shop, split by anything, with its uncertainty."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.lib.errors import Refused
from toonbank.metrics.ask import Asked, period_of, where_of
from toonbank.quality.trust import Trust
from toonbank.shops.access import READ

router = Router(tags=["ask"])


class AskIn(BaseModel):
    """Which numbers, split by what, of which days (2026-11-21) or which week (2026-W46)."""

    metric: list[str]
    by: list[str] = []
    where: list[str] = Field([], description="dimension=value; more of one dimension means any of them")
    first: str | None = Field(None, alias="from")
    last: str | None = Field(None, alias="to")
    week: str | None = None


class LeftOutOut(BaseModel):
    tickets: int
    why: dict[str, int]


class AnswerOut(BaseModel):
    model_config = ConfigDict(extra="allow")

    question: dict[str, Any]
    rows: list[dict[str, Any]]
    left_out: LeftOutOut


@router.get("", auth=entrance(READ), response={200: AnswerOut, **problems()})
def ask(request: HttpRequest, asked: Query[AskIn]) -> HttpResponse:
    """Every number comes with the sums it was made of, its interval and whether it can carry a decision. What
    a check of the log puts in doubt is a draft; `check` names that check, `reason` says what it saw."""
    _only_known(request)
    shop = seat_of(request).shop
    question = Asked(
        metrics=_names(asked.metric),
        by=_names(asked.by),
        where=where_of(asked.where),
        period=period_of(asked.first, asked.last, asked.week),
    )
    answer = Trust([shop], timezone.now()).answer(question)
    told = {"shop": shop.slug, **question.as_json(), "engine": "db"}
    return JsonResponse({"question": told, **answer.as_json()})


def _names(given: list[str]) -> list[str]:
    """`by=addon,employee` says the same as `by=addon&by=employee`."""
    return [name for text in given for name in text.split(",") if name]


def _only_known(request: HttpRequest) -> None:
    """A misspelled filter must not answer for everything."""
    known = {field.alias or name for name, field in AskIn.model_fields.items()}
    for name in request.GET:
        if name not in known:
            raise Refused("unknown_field", _("This field does not exist."), field=name[:60])
