"""What may be offered: service types, add-ons, and their dated prices, scripts and rules.

Days are integers (20261122). A dated row is in force from its day until the next row of the
same add-on begins, so two rows can never overlap: one add-on has one row per starting day.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from toonbank.shops.models import Chain, Employee, Member, Shop, Token

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


class ServicePrice(models.Model):
    """What the job itself usually costs, in cents, from a day on: add-on prices are held against it.

    0 = no fixed price from that day on, so that nothing is held against it.
    """

    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="prices")
    valid_from = models.PositiveIntegerField(default=ALWAYS)
    price = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service_type", "valid_from"], name="service_price_once_per_day"),
        ]


class SharedAddon(models.Model):
    """An add-on on the list of a chain's head office. Shops adopt it, price it and may switch it off."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="addons")
    category = models.CharField(max_length=60)
    variant = models.CharField(max_length=60, blank=True, default="")
    detail = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CROSS_SELL)
    season = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    archived = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "key"], name="shared_addon_once_per_chain"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return SEPARATOR.join(part for part in (self.category, self.variant, self.detail) if part)


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
    # False: a name that came in with a file and waits until somebody says what it is.
    listed = models.BooleanField(default=True)
    # The add-on it counts as since a merge, at the end of every chain of merges; null = itself. Derived.
    counts_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="spellings")
    # The chain's add-on of which this is the shop's own copy.
    shared = models.ForeignKey(SharedAddon, models.PROTECT, null=True, blank=True, related_name="copies")
    # An up-sell is a better version of one of these.
    upgrade_of_service = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, related_name="upgrades"
    )
    upgrade_of_addon = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="upgrades"
    )
    # What the counter asks after a yes.
    quantity_allowed = models.BooleanField(default=True)
    discount_allowed = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "key"], name="addon_once_per_shop"),
            models.UniqueConstraint(fields=["shop", "shared"], name="addon_adopted_once"),
            models.CheckConstraint(
                condition=Q(upgrade_of_service__isnull=True) | Q(upgrade_of_addon__isnull=True),
                name="addon_upgrade_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(active_from__lte=F("active_until")), name="addon_period_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return SEPARATOR.join(part for part in (self.category, self.variant, self.detail) if part)


class Pause(models.Model):
    """Days between being taken off the list and put back, both included: not on offer then."""

    addon = models.ForeignKey(Addon, models.CASCADE, related_name="pauses")
    first_day = models.PositiveIntegerField()
    last_day = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["first_day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "first_day"], name="pause_once_per_day"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="pause_forward"),
        ]


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


class BundleContents(models.Model):
    """What a bundle holds from a day on; its parts are rows of BundlePart."""

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="contents")
    valid_from = models.PositiveIntegerField(default=ALWAYS)

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "valid_from"], name="bundle_contents_once_per_day"),
        ]


class BundlePart(models.Model):
    contents = models.ForeignKey(BundleContents, models.CASCADE, related_name="parts")
    addon = models.ForeignKey(Addon, models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contents", "addon"], name="bundle_part_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=99), name="bundle_part_quantity"
            ),
        ]


class OfferRule(models.Model):
    """When and where an add-on may be offered, from a day on. No service types named = all, no moments = any.

    Seasons are days of the year (month × 100 + day), both included; 1101 to 228 runs over New Year.
    `headroom`: at most this many per cent of the job's price; null = no rule, only advice.
    """

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="rules")
    valid_from = models.PositiveIntegerField(default=ALWAYS)
    service_types = models.ManyToManyField(ServiceType, blank=True, related_name="+")
    # Codes of ledger.models.Moment with commas between.
    moments = models.CharField(max_length=40, blank=True, default="")
    season_first = models.PositiveSmallIntegerField(null=True, blank=True)
    season_last = models.PositiveSmallIntegerField(null=True, blank=True)
    headroom = models.PositiveSmallIntegerField(null=True, blank=True)
    # Not beside these on one ticket; it holds both ways.
    not_with = models.ManyToManyField(Addon, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addon", "valid_from"], name="rule_once_per_day"),
            models.CheckConstraint(
                condition=Q(season_first__isnull=True, season_last__isnull=True)
                | Q(season_first__isnull=False, season_last__isnull=False),
                name="rule_season_whole",
            ),
        ]


class Eligibility(models.Model):
    """The rules written out flat, for the numbers: add-on × service type (null = all) × days.

    Derived by rules.write_out(); first_day and last_day are both included, and so are the days of the year
    (month × 100 + day) between which it holds. A season over New Year is two rows.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    addon = models.ForeignKey(Addon, models.CASCADE, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.CASCADE, null=True, related_name="+")
    first_day = models.PositiveIntegerField()
    last_day = models.PositiveIntegerField()
    season_first = models.PositiveSmallIntegerField(default=101)
    season_last = models.PositiveSmallIntegerField(default=1231)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["shop", "addon"], name="eligibility_shop_addon")]


class Merge(models.Model):
    """From `done_at` on `addon` counts as `into`, its whole history included, until it is undone."""

    addon = models.ForeignKey(Addon, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Addon, models.PROTECT, related_name="merged")
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["addon"], condition=Q(undone_at__isnull=True), name="merged_into_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(addon=F("into")), name="merge_of_two"),
        ]


class Alias(models.Model):
    """Another spelling of an add-on: files that use it mean that add-on."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    addon = models.ForeignKey(Addon, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "key"], name="alias_once_per_shop"),
        ]


class NotTheSame(models.Model):
    """Two names of which somebody said that they are two things: not proposed again. `one` is the older."""

    one = models.ForeignKey(Addon, models.CASCADE, related_name="+")
    other = models.ForeignKey(Addon, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="not_the_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_the_same_in_order"),
        ]


class Change(models.Model):
    """One act on a catalogue: who, when, the plain values before and after. Never changed, never deleted."""

    shop = models.ForeignKey(Shop, models.PROTECT, null=True, related_name="+")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    token = models.ForeignKey(Token, models.SET_NULL, null=True, related_name="+")
    addon = models.ForeignKey(Addon, models.PROTECT, null=True, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["shop", "id"], name="change_shop"),
            models.Index(fields=["addon", "id"], name="change_addon"),
        ]


class TrainingAnswer(models.Model):
    """What an employee tapped on a training card; of several answers the last one counts."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    card = models.CharField(max_length=40)
    answer = models.CharField(max_length=20)
    right = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["shop", "employee"], name="training_shop_employee")]
