"""Why an add-on does or does not fit a visit: the one place that decides, and says it in words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.facts import AddonFacts, RuleOfDay
from toonbank.catalog.year import in_season

FITS, WAITS, NOT_ON_LIST, OTHER_SERVICE, OUT_OF_SEASON, TOO_DEAR = (
    "fits", "waits", "not_on_list", "other_service", "out_of_season", "too_dear",
)  # fmt: skip
WORDING = {
    FITS: _("It fits this visit."),
    WAITS: _("The name is not in the list: somebody has to say what it is."),
    NOT_ON_LIST: _("It was not on the list that day."),
    OTHER_SERVICE: _("It is offered with other service types only."),
    OUT_OF_SEASON: _("It was out of season."),
    TOO_DEAR: _("Its price is more than {headroom} of what this job costs."),
}
# An extra of more than a quarter of the job is rarely accepted: said at the counter, never a rule by itself.
ADVISED_HEADROOM = 25


@dataclass(frozen=True)
class Why:
    """`code`: FITS, or what is in the way. `since`: first day of the rule that decided, None without one."""

    code: str
    since: int | None = None
    params: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def fits(self) -> bool:
        return self.code == FITS

    @property
    def message(self) -> str:
        return WORDING[self.code]


def why(addon: AddonFacts, service_type: int | None, day: int) -> Why:
    """By what was in force on that day. A job whose price nobody filled in bars nothing."""
    rule = addon.rule(day)
    since = rule.valid_from if rule else None
    if not addon.listed:
        return Why(WAITS)
    if not addon.active(day):
        return Why(NOT_ON_LIST)
    if rule is None:
        return Why(FITS)
    if rule.service_types and service_type not in rule.service_types:
        return Why(OTHER_SERVICE, since)
    if not in_season(rule.season, day):
        return Why(OUT_OF_SEASON, since)
    if not _has_room(addon, rule, service_type, day):
        return Why(TOO_DEAR, since, {"headroom": f"{rule.headroom} %"})
    return Why(FITS, since)


def fits(addon: AddonFacts, service_type: int | None, day: int) -> bool:
    return why(addon, service_type, day).fits


def is_dear(addon: AddonFacts, service_type: int, day: int) -> bool:
    """More than a quarter of the job: worth a word at the counter, unless the owner set another share."""
    rule = addon.rule(day)
    if rule and rule.headroom is not None:
        return False
    price, job = addon.price(day), addon.job_price(service_type, day)
    return price is not None and job is not None and 100 * price.unit_price > ADVISED_HEADROOM * job


def _has_room(addon: AddonFacts, rule: RuleOfDay, service_type: int | None, day: int) -> bool:
    if rule.headroom is None:
        return True
    if service_type is None:
        # Nobody knows what the job is, so nobody knows its price.
        return False
    price, job = addon.price(day), addon.job_price(service_type, day)
    return price is None or job is None or 100 * price.unit_price <= rule.headroom * job
