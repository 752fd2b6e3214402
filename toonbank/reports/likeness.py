"""Why two names are probably one thing, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from toonbank.ledger.spellings import LookAlike

SAME = 0.9
ALIKE = 0.75


def why(found: LookAlike) -> str:
    """ "nearly the same name, the same price"; what speaks against it is said as well."""
    return ", ".join(_parts(found))


def _parts(found: LookAlike) -> Iterator[str]:
    if found.text >= SAME:
        yield _("nearly the same name")
    elif found.text >= ALIKE:
        yield _("names that look alike")
    if found.price >= SAME:
        yield _("the same price")
    if found.services >= SAME:
        yield _("on the same services")
    if found.together:
        yield _("{count} × together on a ticket").format(count=found.together)
    elif found.expected >= 1:
        expected = _("never together on a ticket, {count} × was to be expected")
        yield expected.format(count=round(found.expected))
