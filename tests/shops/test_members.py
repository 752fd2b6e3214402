"""Seats in a shop: invited, given another role, removed; never without an owner."""

import pytest

from toonbank.lib.errors import Refused
from toonbank.shops.members import first_password, invite, remove_member, set_role
from toonbank.shops.models import Member, Role, Shop, User
from toonbank.shops.setup import open_shop


def test_someone_new_gets_a_password(shop: Shop) -> None:
    member, password = invite(shop, "Sam@Example.com", Role.COUNTER)
    assert (member.user.email, member.role, member.shop) == ("sam@example.com", Role.COUNTER, shop)
    assert member.user.check_password(password or "")


def test_someone_known_keeps_theirs(shop: Shop) -> None:
    _member, first = invite(open_shop("Other shop").shop, "sam@example.com", Role.OWNER)
    member, password = invite(shop, "SAM@example.com", Role.MANAGER)
    assert (password, User.objects.count()) == (None, 1)
    assert member.user.check_password(first or "")


def test_first_passwords_differ_and_can_be_typed() -> None:
    made = {first_password() for _time in range(50)}
    assert (len(made), {len(password) for password in made}) == (50, {19})


@pytest.mark.parametrize(
    ("email", "role", "field", "code"),
    [
        ("sam", "counter", "email", "email_invalid"),
        ("", "counter", "email", "email_invalid"),
        ("x" * 250 + "@example.com", "counter", "email", "email_invalid"),
        ("sam@example.com", "head_office", "role", "role_unknown"),
        ("sam@example.com", "boss", "role", "role_unknown"),
        ("noor@example.com", "counter", "email", "member_exists"),
    ],
)
def test_a_wrong_invitation_leaves_nothing(shop: Shop, email: str, role: str, field: str, code: str) -> None:
    invite(shop, "noor@example.com", Role.OWNER)
    with pytest.raises(Refused) as refused:
        invite(shop, email, role)
    assert (refused.value.field, refused.value.code, User.objects.count()) == (field, code, 1)


def test_the_last_owner_stays_owner(shop: Shop) -> None:
    noor = invite(shop, "noor@example.com", Role.OWNER).member
    sam = invite(shop, "sam@example.com", Role.MANAGER).member
    for refused_change in (lambda: set_role(noor, Role.MANAGER), lambda: remove_member(noor)):
        with pytest.raises(Refused) as refused:
            refused_change()
        assert refused.value.code == "last_owner"
    set_role(sam, Role.OWNER)
    remove_member(noor)
    assert list(Member.objects.values_list("user__email", "role")) == [("sam@example.com", Role.OWNER)]
