"""Who may log in to a shop, and as what."""

import secrets
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Forbidden, Refused
from toonbank.shops.access import Seat
from toonbank.shops.models import Employee, Member, Role, Shop, User

SHOP_ROLES = (Role.COUNTER, Role.MANAGER, Role.OWNER)
MAX_EMAIL = 254
# No letters or digits that look alike: a first password is read out or typed over.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Invited(NamedTuple):
    member: Member
    password: str | None


def invite(shop: Shop, email: str, role: str) -> Invited:
    """The password is the first one of a new account; None for someone who has an account already."""
    address = checked_email(email)
    checked = _role(role)
    with transaction.atomic():
        _one_at_a_time(shop)
        user = User.objects.filter(email=address).first()
        password = None if user else first_password()
        if user is None:
            user = open_account(address, password)
        if Member.objects.filter(shop=shop, user=user).exists():
            message = _("{email} can already enter this shop.")
            raise Refused("member_exists", message, field="email", email=address)
        return Invited(Member.objects.create(shop=shop, user=user, role=checked), password)


def open_account(email: str, password: str | None) -> User:
    """The address counts as verified: an owner vouches for it.

    An unverified one could be exchanged for somebody else's, who would then be invited in vain, and with it
    no second step may be set up.
    """
    user = User.objects.create_user(email, password)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def set_role(member: Member, role: str) -> Member:
    checked = _role(role)
    with transaction.atomic():
        _one_at_a_time(member.shop)
        if checked != Role.OWNER:
            _not_the_last_owner(member, "role")
        member.role = checked
        member.save(update_fields=["role"])
    return member


def remove_member(member: Member) -> None:
    """The seat goes; the person's account and what was logged stay."""
    with transaction.atomic():
        _one_at_a_time(member.shop)
        _not_the_last_owner(member, None)
        member.delete()


def link_employee(member: Member, employee: Employee | None) -> Member:
    """Who this person is at the counter, so that own numbers open without a PIN; None takes it back."""
    member.employee = employee
    member.save(update_fields=["employee"])
    return member


def linked_employee(seat: Seat) -> Employee:
    """Who the visitor is at this shop's counter."""
    employee = seat.member.employee if seat.member else None
    if employee is None or employee.shop_id != seat.shop.pk:
        message = _("Your log-in is not linked to a name at the counter yet. Ask the owner of the shop.")
        raise Forbidden("not_linked", message)
    return employee


def first_password() -> str:
    """Sixteen letters and digits in four groups: 79 bits."""
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(16))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def checked_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not 0 < len(address) <= MAX_EMAIL:
        raise Refused("email_invalid", _("Fill in an e-mail address, like sam@example.com."), field="email")
    return address


def _role(role: str) -> Role:
    if role not in SHOP_ROLES:
        raise Refused("role_unknown", _("Choose counter, manager or owner."), field="role")
    return Role(role)


def _one_at_a_time(shop: Shop | None) -> None:
    # Two owners who remove each other at the same time must not both succeed.
    if shop is not None:
        list(Shop.objects.select_for_update().filter(pk=shop.pk))


def _not_the_last_owner(member: Member, field: str | None) -> None:
    owners = Member.objects.filter(shop=member.shop_id, role=Role.OWNER)
    if member.role == Role.OWNER and not owners.exclude(pk=member.pk).exists():
        raise Refused("last_owner", _("A shop keeps at least one owner."), field=field)
