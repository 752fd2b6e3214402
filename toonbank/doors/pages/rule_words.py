"""A rule in words: where, when, at which moment, with what limits."""

from collections.abc import Iterator, Mapping

from django.utils.translation import get_language, gettext

from toonbank.catalog.facts import RuleOfDay
from toonbank.doors.day_words import season_said
from toonbank.ledger.models import Moment


def in_words(rule: RuleOfDay, services: Mapping[int, str], addons: Mapping[int, str]) -> list[str]:
    """Short lines in the active language; the first says with which services."""
    named = ", ".join(name for pk, name in services.items() if pk in rule.service_types)
    return [named or gettext("every service"), *_limits(rule, addons)]


def _limits(rule: RuleOfDay, addons: Mapping[int, str]) -> Iterator[str]:
    if rule.moments:
        yield ", ".join(str(Moment(code).label) for code in Moment.values if code in rule.moments)
    if rule.season:
        yield season_said(rule.season, get_language() or "nl")
    if rule.headroom is not None:
        share = f"{rule.headroom} %"
        yield gettext("up to {share} of what the job costs").format(share=share)
    if rule.not_with:
        names = sorted(name for pk, name in addons.items() if pk in rule.not_with)
        yield gettext("not together with {names}").format(names=", ".join(names))
