"""Who: chains, shops, the people who work there, and what may enter on their behalf."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A person who logs in with an e-mail address. Counter staff on a shared tablet need none."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment,misc]


class Chain(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class Shop(models.Model):
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, blank=True, related_name="shops")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    timezone = models.CharField(max_length=60, default="Europe/Amsterdam")
    cutoff_minutes = models.PositiveSmallIntegerField(default=240)
    locale = models.CharField(max_length=2, default="nl", choices=[("nl", "Nederlands"), ("en", "English")])
    currency = models.CharField(max_length=3, default="EUR")
    offer_cost = models.PositiveIntegerField(default=150)
    notes_allowed = models.BooleanField(default=False)
    # What a receipt number looks like, see receipts.py; "" is the usual rule.
    receipt_pattern = models.CharField(max_length=40, blank=True, default="")
    # More than this many on one visit is a nudge at the counter, never a refusal; null = no limit.
    max_offers = models.PositiveSmallIntegerField(null=True, blank=True)
    # Local hour at which the reports of the day and the week go out.
    report_hour = models.PositiveSmallIntegerField(default=7)
    # The first-run guide was walked through, or put away.
    guided = models.BooleanField(default=False)
    # Raised by every change to employees or catalogue: caches of them are keyed by it.
    catalog_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cutoff_minutes__lt=720), name="shop_cutoff_before_noon"),
            models.CheckConstraint(condition=Q(report_hour__lt=24), name="shop_report_hour_of_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Employee(models.Model):
    """Someone who makes offers. An alias is enough: "Sam", not a full name."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="employees")
    alias = models.CharField(max_length=40)
    alias_key = models.CharField(max_length=40)
    left_at = models.DateTimeField(null=True, blank=True)
    # A slow salted hash; "" for who has none.
    pin = models.CharField(max_length=128, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "alias_key"], name="employee_alias_once_per_shop"),
        ]

    def __str__(self) -> str:
        return self.alias


class Role(models.TextChoices):
    COUNTER = "counter", _("Counter")
    MANAGER = "manager", _("Manager")
    OWNER = "owner", _("Owner")
    HEAD_OFFICE = "head_office", _("Head office")


class Member(models.Model):
    """A user's seat in one shop, or in the head office of one chain."""

    user = models.ForeignKey(User, models.CASCADE, related_name="seats")
    shop = models.ForeignKey(Shop, models.PROTECT, null=True, blank=True, related_name="members")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, blank=True, related_name="members")
    role = models.CharField(max_length=12, choices=Role.choices)
    employee = models.ForeignKey(Employee, models.SET_NULL, null=True, blank=True, related_name="+")
    # Which reports come by mail; null is the usual for the role: the week to owners and head office.
    mail_week = models.BooleanField(null=True, blank=True)
    mail_day = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shop__isnull=False, chain__isnull=True) & ~Q(role="head_office")
                | Q(shop__isnull=True, chain__isnull=False, role="head_office"),
                name="member_of_a_shop_or_head_office_of_a_chain",
            ),
            models.UniqueConstraint(fields=["user", "shop"], name="member_once_per_shop"),
            models.UniqueConstraint(fields=["user", "chain"], name="member_once_per_chain"),
        ]


class Token(models.Model):
    """A revocable key with which a machine enters one shop. Only its digest is stored."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=40)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Device(models.Model):
    """A shared tablet: a token that may log and nothing else. Its name is the token's."""

    token = models.OneToOneField(Token, models.CASCADE, primary_key=True, related_name="device")
    last_seen_at = models.DateTimeField(null=True, blank=True)
    # Set by the wrong PIN that was one too many; only a manager's unlocking takes it away.
    locked_at = models.DateTimeField(null=True, blank=True)
    # How many unlock codes came before the one in force, and the slow digest of that one.
    unlocks = models.PositiveIntegerField(default=0)
    unlock_digest = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return self.token.name


class Enrolment(models.Model):
    """The code with which one tablet becomes a device of this shop, once. Only its digest is stored."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class PinTry(models.Model):
    """A PIN that was asked for on a device and not found right. `employee` as sent, so it may be nobody's."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="pin_tries")
    employee = models.BigIntegerField()
    tried_at = models.DateTimeField()


class WrongCodes(models.Model):
    """How many wrong codes came in during one minute, per door that takes codes."""

    door = models.CharField(max_length=40)
    minute = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["door", "minute"], name="wrong_codes_once_per_minute"),
        ]
