"""The only gate: who may do what in which shop. Someone else's object is missing, like one that never was."""

import hashlib
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Forbidden, Missing
from toonbank.shops import acting
from toonbank.shops.models import Chain, Device, Member, Role, Shop, Token, User

LOG, READ, MANAGE, OWN = "log", "read", "manage", "own"
TOKEN_SCOPES = (LOG, READ, MANAGE)
ROLE_SCOPES: dict[str, frozenset[str]] = {
    Role.COUNTER: frozenset({LOG}),
    Role.MANAGER: frozenset({LOG, READ, MANAGE}),
    Role.OWNER: frozenset({LOG, READ, MANAGE, OWN}),
    Role.HEAD_OFFICE: frozenset({READ}),
}

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Seat:
    """One person or machine inside one shop, with what it may do there."""

    shop: Shop
    scopes: frozenset[str]
    member: Member | None = None
    token: Token | None = None

    @property
    def device(self) -> Device | None:
        """The enrolled tablet it is, if it is one."""
        return getattr(self.token, "device", None)

    def may(self, need: str) -> bool:
        return need in self.scopes

    def require(self, *needs: str) -> "Seat":
        """Any one of them is enough."""
        if not any(self.may(need) for need in needs):
            raise Forbidden("forbidden", _("You are not allowed to do this here."))
        return self


def seat(request: HttpRequest, slug: str, *needs: str) -> Seat:
    """The visitor's seat in this shop: 404 for an outsider, 403 for a member who may not do this."""
    member = _membership(request.user, slug)
    if member is None:
        raise _missing()
    acting.begin(member=member.pk)
    return Seat(_shop_of(member, slug), ROLE_SCOPES[member.role], member=member).require(*needs)


def token_seat(secret: str) -> Seat | None:
    """The seat of a bearer token, or None when it is unknown or revoked. One statement."""
    tokens = Token.objects.select_related("shop", "device").filter(digest=digest(secret), revoked_at=None)
    # A digest occurs once; first() would sort.
    token = next(iter(tokens), None)
    if token is None:
        return None
    acting.begin(token=token.pk)
    return Seat(token.shop, frozenset(token.scopes.split()), token=token)


def chain(request: HttpRequest, slug: str) -> Chain:
    """The chain of which the visitor is head office."""
    seats = Member.objects.filter(chain__slug=slug, user=_user(request.user)).select_related("chain")
    member = seats.first()
    if member is None or member.chain is None:
        raise _missing()
    acting.begin(member=member.pk)
    return member.chain


def my_shops(user: Any) -> list[Shop]:
    """Every shop the user may enter, by name."""
    entered = Q(members__user=_user(user)) | Q(chain__members__user=_user(user))
    return list(Shop.objects.filter(entered).distinct().order_by("name"))


def my_seats(user: Any) -> list[Seat]:
    """The user's seat in each of those shops."""
    members = list(Member.objects.filter(user=_user(user)).select_related("user", "shop", "chain"))
    shops = {member.shop_id: member for member in members if member.shop}
    chains = {member.chain_id: member for member in members if member.chain}
    found = ((shop, shops.get(shop.pk) or chains[shop.chain_id]) for shop in my_shops(user))
    return [Seat(shop, ROLE_SCOPES[member.role], member=member) for shop, member in found]


def my_chains(user: Any) -> list[Chain]:
    return list(Chain.objects.filter(members__user=_user(user)).order_by("name"))


def own(seat: Seat, model: type[M], **lookup: Any) -> M:
    """The shop's own object, or 404; a bad id is a missing one."""
    try:
        found = model._default_manager.filter(shop=seat.shop, **lookup).first()
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise _missing()
    return found


def of_chain(chain: Chain | None, model: type[M], **lookup: Any) -> M:
    """The chain's own object, or 404."""
    found = model._default_manager.filter(chain=chain, **lookup).first() if chain else None
    if found is None:
        raise _missing()
    return found


def digest(secret: str) -> str:
    # Tokens are 256 random bits: a plain hash is enough and needs no second look-up.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _membership(user: Any, slug: str) -> Member | None:
    found = Member.objects.filter(Q(shop__slug=slug) | Q(chain__shops__slug=slug), user=_user(user))
    # A seat in the shop itself says more than one in the head office.
    return found.select_related("shop", "user").order_by(F("chain_id").asc(nulls_first=True)).first()


def _shop_of(member: Member, slug: str) -> Shop:
    return member.shop or Shop.objects.get(slug=slug)


def _user(user: Any) -> User | None:
    return user if user.is_authenticated else None


def _missing() -> Missing:
    return Missing("not_found", _("There is nothing here."))
