"""/catalog/history: who changed what on the list, and when."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from pydantic import BaseModel, Field

from toonbank.catalog.models import Change
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.doors.history_words import sentence, who
from toonbank.shops.access import READ

router = Router(tags=["catalog"])
AT_ONCE = 100
Key = Annotated[int, Field(ge=1, le=2**53)]


class ChangeOut(BaseModel):
    """`before` and `after`: the plain values of the act; `text` says it in words."""

    id: int
    at: datetime
    by: str
    code: str
    addon: int | None
    service_type: int | None
    before: dict[str, object]
    after: dict[str, object]
    text: str


class HistoryOut(BaseModel):
    """Newest first. `older`: pass it as `before` to get the next ones; null at the end."""

    changes: list[ChangeOut]
    older: int | None


@router.get("", auth=entrance(READ), response={200: HistoryOut, **problems()})
def get_history(
    request: HttpRequest,
    addon: Key | None = None,
    before: Key | None = None,
) -> HttpResponse:
    """A hundred at a time."""
    shop = seat_of(request).shop
    found = Change.objects.filter(shop=shop)
    if addon is not None:
        found = found.filter(addon=addon)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("addon", "service_type", "member__user", "token")[: AT_ONCE + 1])
    changes = [
        {
            "id": row.pk,
            "at": row.at.isoformat(),
            "by": who(row),
            "code": row.code,
            "addon": row.addon_id,
            "service_type": row.service_type_id,
            "before": row.before,
            "after": row.after,
            "text": sentence(row, shop),
        }
        for row in rows[:AT_ONCE]
    ]
    return JsonResponse({"changes": changes, "older": rows[AT_ONCE - 1].pk if len(rows) > AT_ONCE else None})
