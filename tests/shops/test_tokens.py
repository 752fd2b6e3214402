"""A token opens its shop until it is revoked; the secret is nowhere in the database."""

from datetime import UTC, datetime, timedelta

import pytest

from toonbank.lib.errors import Refused
from toonbank.shops.access import token_seat
from toonbank.shops.models import Shop, Token
from toonbank.shops.tokens import issue, revoke

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_secret_opens_the_shop(shop: Shop) -> None:
    token, secret = issue(shop, "Till", ["read", "log"], None)
    seat = token_seat(secret)
    assert seat is not None
    assert (seat.shop, seat.scopes, seat.token) == (shop, frozenset({"log", "read"}), token)
    assert (secret[:3], token.scopes, secret in str(Token.objects.values())) == ("tb_", "log read", False)


def test_revoked_is_closed_and_keeps_its_moment(shop: Shop) -> None:
    token, secret = issue(shop, "Till", ["log"], None)
    revoke(token, NOON)
    revoke(token, NOON + timedelta(hours=1))
    assert (token_seat(secret), token.revoked_at) == (None, NOON)


@pytest.mark.parametrize(
    ("name", "scopes", "field"),
    [
        ("Till", [], "scopes"),
        ("Till", ["own"], "scopes"),
        ("Till", ["log", "x"], "scopes"),
        ("", ["log"], "name"),
    ],
)
def test_wrong_tokens_are_refused(shop: Shop, name: str, scopes: list[str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        issue(shop, name, scopes, None)
    assert (refused.value.field, Token.objects.count()) == (field, 0)
