"""A new shop and its settings."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.lib import periods, text
from toonbank.lib.errors import Refused
from toonbank.shops.members import invite
from toonbank.shops.models import Chain, Role, Shop, User
from toonbank.shops.names import named
from toonbank.shops.versions import changing

MAX_NAME = 80
MAX_SLUG = 60
LOCALES = ("nl", "en")
LATEST_CUTOFF = 719
MAX_OFFER_COST = 100_00
# First words of addresses that are not shops.
RESERVED = frozenset(
    ("accounts", "admin", "api", "chain", "chains", "counter", "favicon", "health", "home", "language")
    + ("login", "logout", "mail", "media", "metrics", "new", "robots", "shops", "static", "toonbank", "trust")
    + ("well-known",)
)


class Opened(NamedTuple):
    shop: Shop
    owner: User | None
    password: str | None


def open_shop(
    name: str,
    slug: str | None = None,
    locale: str = "nl",
    owner_email: str | None = None,
    chain: Chain | None = None,
    timezone: str = "Europe/Amsterdam",
    cutoff_minutes: int = 240,
) -> Opened:
    """The password is a new owner's first one, shown once; None for someone who has an account."""
    wanted = named(name, MAX_NAME, "name").name
    checked = _settings(locale, timezone, cutoff_minutes)
    with transaction.atomic():
        shop = Shop.objects.create(chain=chain, name=wanted, slug=_slug(wanted, slug), **checked)
        if not owner_email:
            return Opened(shop, None, None)
        member, password = invite(shop, owner_email, Role.OWNER)
    return Opened(shop, member.user, password)


def open_chain(name: str, slug: str | None = None) -> Chain:
    wanted = named(name, MAX_NAME, "name").name
    address = checked_slug(slug if slug is not None else text.slug(wanted))
    if Chain.objects.filter(slug=address).exists():
        raise _taken(address)
    return Chain.objects.create(name=wanted, slug=address)


def change_settings(
    shop: Shop, name: str, locale: str, timezone: str, cutoff_minutes: int, offer_cost: int
) -> Shop:
    """Days already written keep their boundaries; the new ones hold from now on."""
    checked = _settings(locale, timezone, cutoff_minutes)
    if isinstance(offer_cost, bool) or not 0 <= offer_cost <= MAX_OFFER_COST:
        raise Refused("offer_cost_invalid", _("Fill in an amount from 0 to 100."), field="offer_cost")
    checked |= {"name": named(name, MAX_NAME, "name").name, "offer_cost": offer_cost}
    with changing(shop):
        for field, value in checked.items():
            setattr(shop, field, value)
        shop.save(update_fields=list(checked))
    return shop


def _settings(locale: str, timezone: str, cutoff_minutes: int) -> dict[str, object]:
    if locale not in LOCALES:
        raise Refused("locale_unknown", _("Choose Dutch or English."), field="locale")
    if isinstance(cutoff_minutes, bool) or not 0 <= cutoff_minutes <= LATEST_CUTOFF:
        raise Refused("cutoff_invalid", _("The day has to end before noon."), field="cutoff_minutes")
    try:
        periods.zone(timezone)
    except Refused as error:
        raise error.on("timezone") from None
    return {"locale": locale, "timezone": timezone, "cutoff_minutes": cutoff_minutes}


def _slug(name: str, slug: str | None) -> str:
    if slug is not None:
        address = checked_slug(slug)
        if Shop.objects.filter(slug=address).exists():
            raise _taken(address)
        return address
    start = text.slug(name)[: MAX_SLUG - 5].strip("-")
    taken = RESERVED | set(Shop.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if _numbered(start, number) not in taken)
    return _numbered(start, number)


def _numbered(start: str, number: int) -> str:
    return start if number == 1 else f"{start}-{number}"


def checked_slug(slug: str) -> str:
    if slug != text.slug(slug) or len(slug) > MAX_SLUG:
        message = _("Use only small letters, digits and hyphens: like “bike-shop”.")
        raise Refused("slug_invalid", message, field="slug")
    if slug in RESERVED:
        raise Refused("slug_reserved", _("“{slug}” is used by Toonbank itself."), field="slug", slug=slug)
    return slug


def _taken(slug: str) -> Refused:
    return Refused("slug_taken", _("The address “{slug}” is already taken."), field="slug", slug=slug)
