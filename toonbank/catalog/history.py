"""What was done to the catalogue, by whom and when: one row for each act, written with the act itself."""

from typing import Any

from django.utils import timezone

from toonbank.catalog.models import Addon, Change, ServiceType
from toonbank.shops.acting import actor
from toonbank.shops.models import Chain, Shop

CODES = frozenset(
    ("addon_created", "name_kept", "addon_edited", "addon_archived", "addon_restored", "addon_listed")
    + ("addon_merged", "merge_undone", "alias_added", "alias_removed", "names_told_apart", "details_set")
    + ("price_set", "tickets_repriced", "script_set", "rule_set", "bundle_set", "service_created")
    + ("service_renamed", "service_archived", "service_restored", "service_price_set", "shared_created")
    + ("shared_edited", "shared_archived", "shared_restored", "shared_adopted")
)


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
    if code not in CODES:
        raise ValueError(f"{code} is no change anybody could read about: add it to CODES")
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
