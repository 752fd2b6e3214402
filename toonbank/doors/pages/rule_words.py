"""A rule in words: where, when, at which moment, with what limits."""

from collections.abc import Iterator, Mapping

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from toonbank.catalog.facts import RuleOfDay
from toonbank.catalog.year import Season
from toonbank.ledger.models import Moment
from toonbank.lib.periods import day_from_int


def in_words(rule: RuleOfDay, services: Mapping[int, str], addons: Mapping[int, str]) -> list[str]:
    """Short lines in the active language; the first says with which services."""
    named = ", ".join(name for pk, name in services.items() if pk in rule.service_types)
    return [named or gettext("every service"), *_limits(rule, addons)]


def _limits(rule: RuleOfDay, addons: Mapping[int, str]) -> Iterator[str]:
    if rule.moments:
        yield ", ".join(str(Moment(code).label) for code in Moment.values if code in rule.moments)
    if rule.season:
        yield season(rule.season)
    if rule.headroom is not None:
        share = f"{rule.headroom} %"
        yield gettext("up to {share} of what the job costs").format(share=share)
    if rule.not_with:
        names = sorted(name for pk, name in addons.items() if pk in rule.not_with)
        yield gettext("not together with {names}").format(names=", ".join(names))


def season(days: Season) -> str:
    """ "1 november – 28 februari"."""
    # A leap year, so that 29 February can be written as well.
    first, last = (format_date(day_from_int(2024_0000 + day), "d MMMM", locale=_language()) for day in days)
    return f"{first} – {last}"


def _language() -> str:
    return get_language() or "nl"
