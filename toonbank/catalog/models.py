"""What may be offered: service types, add-ons, and their dated prices, scripts and rules.

Days are integers (20261122). A dated row is in force from its day until the next row of the
same add-on begins, so two rows can never overlap: one add-on has one row per starting day.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from toonbank.shops.models import Shop

SEPARATOR = " · "
ALWAYS = 0
FOREVER = 99_999_999


class Kind(models.TextChoices):
    CROSS_SELL = "cross-sell", _("Cross-sell")
    UP_SELL = "up-sell", _("Up-sell")
    BUNDLE = "bundle", _("Bundle")


class ServiceType(models.Model):
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="service_types")
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    archived = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "key"], name="service_type_once_per_shop"),
        ]

    def __str__(self) -> str:
        return self.name


class Addon(models.Model):
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="addons")
    category = models.CharField(max_length=60)
    variant = models.CharField(max_length=60, blank=True, default="")
    detail = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CROSS_SELL)
    season = models.CharField(max_length=40, blank=True, default="")
    active_from = models.PositiveIntegerField(default=ALWAYS)
    active_until = models.PositiveIntegerField(default=FOREVER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "key"], name="addon_once_per_shop"),
            models.CheckConstraint(
                condition=Q(active_from__lte=F("active_until")), name="addon_period_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return SEPARATOR.join(part for part in (self.category, self.variant, self.detail) if part)


class Price(models.Model):
    """Unit price and unit cost in cents from a day on. An unknown cost is null, never 0."""

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="prices")
    valid_from = models.PositiveIntegerField(default=ALWAYS)
    unit_price = models.PositiveIntegerField()
    unit_cost = models.PositiveIntegerField(null=True, blank=True)
    estimated = models.BooleanField(default=False)
    free = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "valid_from"], name="price_once_per_day"),
            models.CheckConstraint(
                condition=Q(unit_price__gt=0) | Q(free=True), name="price_zero_only_if_free"
            ),
        ]


class Script(models.Model):
    """One repeatable sentence for an add-on; without a day it is known but not in force."""

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="scripts")
    version = models.PositiveSmallIntegerField()
    wording = models.CharField(max_length=240)
    wording_key = models.CharField(max_length=240)
    valid_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "version"], name="script_version_once"),
            models.UniqueConstraint(fields=["addon", "wording_key"], name="script_wording_once"),
            models.UniqueConstraint(fields=["addon", "valid_from"], name="script_once_per_day"),
        ]


class OfferRule(models.Model):
    """On which service types an add-on may be offered from a day on; none named = all."""

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="rules")
    valid_from = models.PositiveIntegerField(default=ALWAYS)
    service_types = models.ManyToManyField(ServiceType, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "valid_from"], name="rule_once_per_day"),
        ]


class Eligibility(models.Model):
    """The rules written out flat, for the numbers: add-on × service type (null = all) × days.

    Derived by rules.write_out(); first_day and last_day are both included.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    addon = models.ForeignKey(Addon, models.CASCADE, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.CASCADE, null=True, related_name="+")
    first_day = models.PositiveIntegerField()
    last_day = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["shop", "addon"], name="eligibility_shop_addon")]
