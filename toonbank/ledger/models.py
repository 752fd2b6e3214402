"""What happened: entries are what was sent, tickets and offers are the state that follows from them.

Days are integers (20261122), weeks ISO year and week (202647), months 202611, weekdays 1 (Monday) to 7.
Tickets and offers are flat on purpose: a question about one shop reads one index range and joins nothing.
"""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from toonbank.catalog.models import Addon, Kind, Script, ServiceType
from toonbank.shops.models import Employee, Member, Shop, Token

MAX_QUANTITY = 99


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    VOID = "void", _("Voided")


class Outcome(models.TextChoices):
    BOUGHT = "bought", _("Bought")
    DECLINED = "declined", _("Declined")
    OPEN = "open", _("Still open")


class AskedBy(models.TextChoices):
    STAFF = "staff", _("Offered by staff")
    CUSTOMER = "customer", _("Customer asked first")


class Moment(models.TextChoices):
    INTAKE = "intake", _("Intake")
    DURING = "during", _("During the service")
    CHECKOUT = "checkout", _("Checkout")


class Reason(models.TextChoices):
    PRICE = "price", _("Price")
    NOT_NEEDED = "not_needed", _("Not needed")
    HAS_ONE = "has_one", _("Already has one")
    THINK = "think", _("Wants to think")


class Source(models.TextChoices):
    COUNTER = "counter", _("Counter")
    API = "api", _("API")
    IMPORT = "import", _("Import")


class Entry(models.Model):
    """One accepted version of a ticket, as sent plus the facts of its day. Never changed, never deleted."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    ticket = models.UUIDField()
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    token = models.ForeignKey(Token, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "ticket", "revision"], name="entry_once"),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("entries are never deleted: void the ticket with a new revision")


class Ticket(models.Model):
    """One visit, one receipt, one service type: the current state."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    uuid = models.UUIDField()
    revision = models.PositiveIntegerField()
    status = models.CharField(max_length=6, choices=Status.choices)
    source = models.CharField(max_length=8, choices=Source.choices)
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()
    day = models.PositiveIntegerField()
    week = models.PositiveIntegerField()
    month = models.PositiveIntegerField()
    weekday = models.PositiveSmallIntegerField()
    receipt = models.CharField(max_length=40, blank=True, default="")
    total = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=80, blank=True, default="")
    customer = models.CharField(max_length=64, blank=True, default="")
    # 0/1 instead of booleans: every engine sums them alike.
    counted = models.PositiveSmallIntegerField()
    pending = models.PositiveSmallIntegerField()
    annoyed = models.PositiveSmallIntegerField()
    price_known = models.PositiveSmallIntegerField()
    cost_known = models.PositiveSmallIntegerField()
    clock_corrected = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "uuid"], name="ticket_once_per_shop"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="ticket_revision_from_one"),
            models.CheckConstraint(
                condition=~Q(status="void") | Q(counted=0), name="ticket_void_is_not_counted"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["shop", "day", "revision"], name="ticket_shop_day")]


class Offer(models.Model):
    """One add-on on one ticket with one outcome; the facts of the ticket are repeated on it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="offers")
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    addon = models.ForeignKey(Addon, models.PROTECT, related_name="+")
    script = models.ForeignKey(Script, models.PROTECT, null=True, related_name="+")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    ticket_employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, null=True, related_name="+")
    day = models.PositiveIntegerField()
    week = models.PositiveIntegerField()
    month = models.PositiveIntegerField()
    weekday = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    moment = models.CharField(max_length=8, choices=Moment.choices, blank=True, default="")
    reason = models.CharField(max_length=20, blank=True, default="")
    # offered = staff spoke first; a purchase the customer asked for has offered 0 and bought 1.
    offered = models.PositiveSmallIntegerField()
    bought = models.PositiveSmallIntegerField()
    open = models.PositiveSmallIntegerField()
    quantity = models.PositiveSmallIntegerField()
    unit_price = models.PositiveIntegerField(null=True)
    unit_cost = models.PositiveIntegerField(null=True)
    discount = models.PositiveIntegerField()
    # Cents; 0 when not bought or when the price (cost) is not known.
    revenue = models.BigIntegerField()
    profit = models.BigIntegerField()
    pending = models.PositiveSmallIntegerField()
    price_known = models.PositiveSmallIntegerField()
    cost_known = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ticket", "addon"], name="offer_once_per_ticket"),
            models.CheckConstraint(
                condition=Q(offered__lte=1, bought__lte=1, open__lte=1), name="offer_flags_are_0_or_1"
            ),
            models.CheckConstraint(condition=Q(bought=0) | Q(open=0), name="offer_one_outcome"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MAX_QUANTITY), name="offer_quantity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__isnull=True) | Q(discount__lte=F("unit_price") * F("quantity")),
                name="offer_discount_within_price",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["shop", "day"], name="offer_shop_day")]


class NoteKind(models.TextChoices):
    PROMOTION = "promotion", _("Promotion")
    TRAINEE = "trainee", _("Being trained")
    WEATHER = "weather", _("Weather")
    HOLIDAY = "holiday", _("Holiday")
    PRICE = "price", _("Price change")
    OTHER = "other", _("Something else")


class ContextNote(models.Model):
    """What made these days unlike others, of one employee or of the whole shop. Both days are included."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    first_day = models.PositiveIntegerField()
    last_day = models.PositiveIntegerField()
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-first_day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="context_note_forward"),
        ]
        indexes: ClassVar = [models.Index(fields=["shop", "last_day"], name="context_note_shop_day")]


class TillCount(models.Model):
    """How many receipts the till made on a day, as somebody filled it in: coverage is measured against it."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    day = models.PositiveIntegerField()
    receipts = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "day"], name="till_count_once_per_day"),
        ]
