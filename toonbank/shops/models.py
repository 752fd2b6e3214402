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
    # Raised by every change to employees or catalogue: caches of them are keyed by it.
    catalog_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cutoff_minutes__lt=720), name="shop_cutoff_before_noon"),
        ]

    def __str__(self) -> str:
        return self.name


class Employee(models.Model):
    """Someone who makes offers. An alias is enough: "Sam", not a full name."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="employees")
    alias = models.CharField(max_length=40)
    alias_key = models.CharField(max_length=40)
    left_at = models.DateTimeField(null=True, blank=True)

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
