"""/ask: any number of the shop, split by anything, with its uncertainty."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict

from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.metrics.ask import Asked, period_of, where_of
from toonbank.shops.access import READ

router = Router(tags=["ask"])


class LeftOutOut(BaseModel):
    tickets: int
    why: dict[str, int]


class AnswerOut(BaseModel):
    model_config = ConfigDict(extra="allow")

    question: dict[str, Any]
    rows: list[dict[str, Any]]
    left_out: LeftOutOut


@router.get("", auth=entrance(READ), response={200: AnswerOut, **problems()})
def ask(
    request: HttpRequest,
    metric: list[str] = Query(...),
    by: list[str] = Query([]),
    where: list[str] = Query([]),
    first: str | None = Query(None, alias="from"),
    last: str | None = Query(None, alias="to"),
    week: str | None = None,
) -> HttpResponse:
    """`metric`, `by` and `where` (`dimension=value`) may be repeated; days like 2026-11-21, weeks 2026-W46."""
    shop = seat_of(request).shop
    asked = Asked(metrics=metric, by=by, where=where_of(where), period=period_of(first, last, week))
    answer = asked.answer([shop], timezone.now())
    question = {"shop": shop.slug, **asked.as_json(), "engine": "db"}
    return JsonResponse({"question": question, **answer.as_json()})
