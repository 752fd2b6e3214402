"""Opening a shop: the shop itself, and people's seats in it."""

import re
import secrets
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import get_resolver
from django.utils.translation import gettext_noop as _

from toonbank.lib import private, text
from toonbank.lib.errors import Conflict, Refused
from toonbank.shops.models import Chain, Member, Shop, User

# Letters and digits nobody confuses when reading them from a screen.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Login:
    """`password` is None for somebody who already had one."""

    email: str
    password: str | None
    role: str

    def as_json(self) -> dict[str, str | None]:
        return asdict(self)


def shop_name(given: str) -> str:
    name = text.name(given, 80)
    if any(found.severity == "refuse" for found in private.check(name)):
        message = _("The name of the shop looks like customer data. Toonbank stores none.")
        raise Refused("customer_data", message, field="shop")
    return name


def free_slug(given: str | None, name: str) -> str:
    """The shop's part of every address; refuses what cannot be one and what is our own."""
    slug = given if given is not None else text.slug(name)[:60].strip("-")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 60:
        message = _("“{slug}” cannot be part of an address: use a-z, 0-9 and hyphens, at most 60.")
        raise Refused("slug_invalid", message, slug=slug, field="slug")
    if slug in _our_addresses():
        message = _("“{slug}” is an address of Toonbank itself; choose another with --slug.")
        raise Refused("slug_taken", message, slug=slug, field="slug")
    return slug


def owner_email(given: str) -> str:
    try:
        validate_email(given)
    except ValidationError as error:
        message = _("“{email}” is not an e-mail address.")
        raise Refused("email_invalid", message, email=given[:80], field="owner_email") from error
    return given.lower()


def refuse_existing(slug: str) -> None:
    if Shop.objects.filter(slug=slug).exists():
        message = _("There is already a shop “{slug}”; nothing was changed.")
        raise Conflict("slug_taken", message, slug=slug, hint=_("Choose another with --slug."))


def seat(email: str, role: str, shop: Shop | None = None, chain: Chain | None = None) -> Login:
    """Gives somebody a place; a new user gets a password that is shown once and kept nowhere."""
    user = User.objects.filter(email=email).first()
    password = None if user else _password()
    user = user or User.objects.create_user(email, password)
    Member.objects.create(user=user, role=role, shop=shop, chain=chain)
    return Login(email, password, role)


def _our_addresses() -> set[str]:
    first_parts = (str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns)
    return {part for part in first_parts if part and "<" not in part} | {"static", "counter", "api", "health"}


def _password() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(4)) for _group in range(3))
