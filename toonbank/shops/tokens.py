"""Keys for machines: the secret is shown once, only its digest is kept."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.shops.access import TOKEN_SCOPES, digest
from toonbank.shops.models import Shop, Token, User
from toonbank.shops.names import named

PREFIX = "tb_"
MAX_NAME = 60


class Issued(NamedTuple):
    token: Token
    secret: str


def issue(shop: Shop, name: str, scopes: Iterable[str], user: User | None) -> Issued:
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        shop=shop,
        name=named(name, MAX_NAME, "name").name,
        digest=digest(secret),
        scopes=" ".join(_scopes(scopes)),
        created_by=user,
    )
    return Issued(token, secret)


def revoke(token: Token, at: datetime) -> Token:
    """Works at once; revoking twice keeps the first moment."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
    token.refresh_from_db(fields=["revoked_at"])
    return token


def _scopes(scopes: Iterable[str]) -> list[str]:
    wanted = set(scopes)
    if not wanted or wanted - set(TOKEN_SCOPES):
        raise Refused("scopes_invalid", _("Choose at least one: log, read or manage."), field="scopes")
    return [scope for scope in TOKEN_SCOPES if scope in wanted]
