"""Why an add-on does or does not fit a visit: the one place that decides. Values only; doors say them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.facts import AddonFacts, RuleOfDay
from toonbank.catalog.models import ALWAYS
from toonbank.catalog.year import in_season

FITS, FITS_HERE, FITS_AS = "fits", "fits_here", "fits_as"
WAITS, NEVER, NOT_YET, TAKEN_OFF, PAUSED = "waits", "never_on_list", "not_yet", "taken_off", "paused"
OTHER_SERVICE, NO_SERVICE, OUT_OF_SEASON = "other_service", "no_service", "out_of_season"
TOO_DEAR, NO_JOB = "too_dear", "no_job"
DEAR, MOMENTS, RIVAL = "dear", "moments", "rival"
WORDING = {
    FITS: _("It is offered with every service type."),
    FITS_HERE: _("It is offered with this service type."),
    FITS_AS: _("It fits as “{name}”, which counts as this add-on."),
    WAITS: _("The name is not in the list: somebody has to say what it is."),
    NEVER: _("It was never on the list."),
    NOT_YET: _("It only came on the list on {day}."),
    TAKEN_OFF: _("It was last on the list on {day}."),
    PAUSED: _("It was off the list from {day} up to and including {last}."),
    OTHER_SERVICE: _("It is offered with other service types: {services}."),
    NO_SERVICE: _("The ticket has no service type; it is only offered with {services}."),
    OUT_OF_SEASON: _("Out of season: it is offered from {season}."),
    TOO_DEAR: _("At {price} it is more than {share} of what this job costs ({job})."),
    NO_JOB: _("It may cost at most {share} of the job, and the ticket has no service type."),
    DEAR: _("At {price} it is more than {share} of this job ({job}): such an extra is rarely bought."),
    MOMENTS: _("Meant for: {moments}."),
    RIVAL: _("Does not go together with {name}, which was bought."),
}
# An extra of more than a quarter of the job is rarely accepted: said at the counter, never a rule by itself.
ADVISED_HEADROOM = 25


@dataclass(frozen=True)
class Why:
    """A code of WORDING with its plain values. `since`: first day of the rule that decided, if one did."""

    code: str
    since: int | None = None
    params: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def fits(self) -> bool:
        return self.code in (FITS, FITS_HERE, FITS_AS)


def fits(addon: AddonFacts, service_type: int | None, day: int) -> bool:
    return not any(obstacles(addon, service_type, day))


def why(addon: AddonFacts, service_type: int | None, day: int) -> list[Why]:
    """Everything that is in the way, or the one reason why nothing is."""
    rule = addon.rule(day)
    named = rule is not None and (rule.service_types or rule.headroom is not None)
    fitting = Why(FITS_HERE if named else FITS, rule.valid_from if rule else None)
    return list(obstacles(addon, service_type, day)) or [fitting]


def obstacles(addon: AddonFacts, service_type: int | None, day: int) -> Iterator[Why]:
    """By what was in force on that day. A job whose price nobody filled in bars nothing."""
    if not addon.listed:
        yield Why(WAITS)
    yield from _off_the_list(addon, day)
    rule = addon.rule(day)
    if rule is None:
        return
    if rule.service_types and service_type not in rule.service_types:
        code = NO_SERVICE if service_type is None else OTHER_SERVICE
        yield Why(code, rule.valid_from, {"services": sorted(rule.service_types)})
    if not in_season(rule.season, day):
        yield Why(OUT_OF_SEASON, rule.valid_from, {"season": rule.season})
    if rule.headroom is not None:
        yield from _beyond(addon, rule, rule.headroom, service_type, day)


def hints(addon: AddonFacts, service_type: int | None, day: int) -> Iterator[Why]:
    """What guides the counter and changes no number."""
    rule = addon.rule(day)
    if service_type is not None and is_dear(addon, service_type, day):
        yield Why(DEAR, None, _prices(addon, ADVISED_HEADROOM, service_type, day))
    if rule and rule.moments:
        yield Why(MOMENTS, None, {"moments": sorted(rule.moments)})


def is_dear(addon: AddonFacts, service_type: int, day: int) -> bool:
    """More than a quarter of the job: worth a word at the counter, unless the owner set another share."""
    rule = addon.rule(day)
    if rule and rule.headroom is not None:
        return False
    return _exceeds(addon, ADVISED_HEADROOM, service_type, day)


def _off_the_list(addon: AddonFacts, day: int) -> Iterator[Why]:
    if addon.last_day == ALWAYS:
        yield Why(NEVER)
    elif day < addon.first_day:
        yield Why(NOT_YET, None, {"day": addon.first_day})
    elif day > addon.last_day:
        yield Why(TAKEN_OFF, None, {"day": addon.last_day})
    elif pause := addon.pause(day):
        yield Why(PAUSED, None, {"day": pause[0], "last": pause[1]})


def _beyond(
    addon: AddonFacts, rule: RuleOfDay, share: int, service_type: int | None, day: int
) -> Iterator[Why]:
    # Nobody knows what the job is, so nobody knows its price.
    if service_type is None:
        yield Why(NO_JOB, rule.valid_from, {"share": share})
    elif _exceeds(addon, share, service_type, day):
        yield Why(TOO_DEAR, rule.valid_from, _prices(addon, share, service_type, day))


def _exceeds(addon: AddonFacts, share: int, service_type: int, day: int) -> bool:
    price, job = addon.price(day), addon.job_price(service_type, day)
    return price is not None and job is not None and 100 * price.unit_price > share * job


def _prices(addon: AddonFacts, share: int, service_type: int, day: int) -> dict[str, Any]:
    price = addon.price(day)
    return {
        "share": share,
        "price": price.unit_price if price else None,
        "job": addon.job_price(service_type, day),
    }
