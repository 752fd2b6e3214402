"""What was done to the catalogue, by whom and when: one row for each act, written with the act itself."""

from typing import Any

from django.utils import timezone

from toonbank.catalog.models import Addon, Change, ServiceType
from toonbank.shops.acting import actor
from toonbank.shops.models import Chain, Shop


def noted(
    shop: Shop | None,
    code: str,
    addon: Addon | None = None,
    service_type: ServiceType | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    chain: Chain | None = None,
) -> None:
    """Inside the frame of the change, so that there is never one without the other. Values are plain JSON."""
    who = actor()
    Change.objects.create(
        shop=shop,
        chain=chain,
        at=timezone.now(),
        member_id=who.member,
        token_id=who.token,
        addon=addon,
        service_type=service_type,
        code=code,
        before=before or {},
        after=after or {},
    )
