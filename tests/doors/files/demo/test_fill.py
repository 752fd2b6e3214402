"""The invented shops as they are stored: known answers, money that adds up, nothing after now."""

from datetime import UTC, datetime

import pytest
from django.db.models import Count, F, Sum

from toonbank.catalog.models import Addon, OfferRule, Price, Script
from toonbank.doors.files.demo.fill import fill
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.shops.models import Shop

# A Saturday afternoon in Amsterdam.
NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


@pytest.fixture
def filled(db: None) -> None:
    fill(NOW)


def test_what_is_stored(filled: None) -> None:
    assert list(Shop.objects.order_by("id").values_list("slug", "chain__slug")) == [
        ("telefoondokter", "demo"),
        ("veertien-dagen", "demo"),
        ("glans", "demo"),
    ]
    known = Offer.objects.exclude(shop__slug="telefoondokter").values_list("shop__slug", "addon__category")
    answers = known.annotate(offers=Sum("offered"), sales=Sum(F("offered") * F("bought")))
    assert list(answers.order_by("shop_id", "addon_id")) == [
        ("veertien-dagen", "Screen protector", 78, 29),
        ("veertien-dagen", "Telefoonhoesje", 80, 12),
        ("veertien-dagen", "Opzet-hulp", 40, 18),
        ("glans", "Interieurprotectant", 40, 10),
    ]
    tickets = Ticket.objects.values_list("shop__slug").annotate(Count("id")).order_by("shop_id")
    assert list(tickets)[1:] == [("veertien-dagen", 84), ("glans", 100)]
    assert Ticket.objects.filter(occurred_at__gt=NOW).count() == 0
    assert Ticket.objects.filter(clock_corrected=1).count() == 0
    assert Ticket.objects.filter(shop__slug="telefoondokter", pending=1).exclude(day=20261121).count() == 0
    check_catalogue()
    check_money()
    check_arrival()


def check_catalogue() -> None:
    addons = Addon.objects.filter(shop__slug="telefoondokter")
    assert addons.count() == 12
    kinds = addons.order_by("kind").values_list("kind").annotate(Count("id"))
    assert list(kinds) == [("bundle", 1), ("cross-sell", 8), ("up-sell", 3)]
    assert OfferRule.objects.count() == 2
    assert list(Price.objects.filter(addon__variant="Siliconen").values_list("valid_from", "unit_price")) == [
        (0, 1295),
        (20260907, 1495),
    ]
    scripts = Script.objects.filter(addon__category="Opzet-hulp", addon__shop__slug="telefoondokter")
    assert list(scripts.values_list("version", "valid_from")) == [(1, 0), (2, 20261002)]
    new_script = Offer.objects.filter(script=scripts.last())
    assert new_script.filter(day__lt=20261002).count() == 0 < new_script.count()


def check_money() -> None:
    """A receipt is never less than the add-ons on it."""
    revenue = Ticket.objects.filter(total__isnull=False).annotate(extras=Sum("offers__revenue"))
    assert revenue.filter(extras__gt=F("total")).count() == 0
    assert Ticket.objects.filter(price_known=0).count() == Ticket.objects.filter(cost_known=0).count() == 0


def check_arrival() -> None:
    """Every ticket came in right after it happened."""
    late = [
        entry.pk
        for entry in Entry.objects.all()
        if (entry.received_at - datetime.fromisoformat(entry.document["facts"]["occurred_at"])).seconds != 40
    ]
    assert late == []
