"""A change of the catalogue as one sentence: shared by the page and the API."""

from collections.abc import Callable, Mapping
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import ALWAYS, Change, Kind
from toonbank.lib.money import format_cents
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop

Words = Mapping[str, str]
# Filled with what the change holds, see _words: names, days and amounts as people read them.
SENTENCES: dict[str, str] = {
    "addon_created": _("{addon} was added."),
    "name_kept": _("{addon} came in with a file and waits for somebody to say what it is."),
    "addon_edited": _("{old_name} is {name} now ({kind})."),
    "addon_archived": _("{addon} went off the list {since}."),
    "addon_restored": _("{addon} came back on the list {since}."),
    "addon_listed": _("{addon} was put on the list as an add-on of its own."),
    "addon_merged": _("{name} counts as {into}."),
    "merge_undone": _("{name} no longer counts as {old_into}."),
    "alias_added": _("“{name}” is another spelling of {addon}."),
    "alias_removed": _("“{old_name}” is no longer a spelling of {addon}."),
    "names_told_apart": _("{name} and {other} are two different things."),
    "details_set": _("What the counter asks about {addon} changed."),
    "price_set": _("{addon}: price {price}, cost {cost} {since} (before that {old_price}, cost {old_cost})."),
    "tickets_repriced": _("{addon}: {tickets} tickets {since} were priced anew."),
    "script_set": _("{addon}: “{wording}” {since}."),
    "rule_set": _("{addon}: offered with {service_types} {since}."),
    "bundle_set": _("{addon} holds {parts} {since}."),
    "service_created": _("Service type {service} was added."),
    "service_renamed": _("Service type {old_name} is {name} now."),
    "service_archived": _("Service type {service} is no longer chosen at the counter."),
    "service_restored": _("Service type {service} can be chosen at the counter again."),
    "service_price_set": _("{service} usually costs {price} {since}."),
    "shared_created": _("{name} was put on the list of the chain."),
    "shared_edited": _("{old_name} is {name} now, in every shop."),
    "shared_archived": _("{name} is no longer to be adopted."),
    "shared_restored": _("{name} can be adopted again."),
    "shared_adopted": _("{name} was adopted from the list of the chain."),
}


def sentence(change: Change, shop: Shop) -> str:
    """In the active language, amounts the shop's way."""
    return gettext(SENTENCES[change.code]).format_map(_words(change, shop))


def who(change: Change) -> str:
    """A person by e-mail address, a machine by the name of its key."""
    if change.member is not None:
        return change.member.user.email
    if change.token is not None:
        return change.token.name
    return gettext("command line")


class _Words(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return gettext("unknown")


def _words(change: Change, shop: Shop) -> Words:
    said = _Words()
    if change.addon is not None:
        said["addon"] = change.addon.name
    if change.service_type is not None:
        said["service"] = change.service_type.name
    said |= {f"old_{name}": text for name, text in _texts(change.before, shop).items()}
    said |= _texts(change.after, shop)
    return said


def _texts(values: Mapping[str, Any], shop: Shop) -> dict[str, str]:
    return {_NAMES.get(name, name): _said(name, value, shop) for name, value in values.items()}


_NAMES = {"valid_from": "since", "unit_price": "price", "unit_cost": "cost"}


def _said(name: str, value: Any, shop: Shop) -> str:
    return _SAID.get(name, _plain)(value, shop)


def _plain(value: Any, _shop: Shop) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _money(value: Any, shop: Shop) -> str:
    return gettext("unknown") if value is None else format_cents(value, shop.currency, shop.locale)


def _since(value: Any, shop: Shop) -> str:
    if value is None:
        return gettext("(not in use)")
    if value == ALWAYS:
        return gettext("from the beginning")
    day = format_date(day_from_int(value), "d MMMM y", locale=get_language() or "nl")
    return gettext("from {day} on").format(day=day)


def _services(value: Any, _shop: Shop) -> str:
    return ", ".join(value) or gettext("every service")


def _kind(value: Any, _shop: Shop) -> str:
    return str(Kind(value).label)


_SAID: dict[str, Callable[[Any, Shop], str]] = {
    "valid_from": _since,
    "unit_price": _money,
    "unit_cost": _money,
    "price": _money,
    "service_types": _services,
    "kind": _kind,
}
