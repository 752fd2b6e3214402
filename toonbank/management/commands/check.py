"""`toonbank check`: the installation, and whether the numbers still follow from what was logged."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.catalog.eligibility import wrongly_written
from toonbank.catalog.merges import wrongly_counted
from toonbank.ledger.check import Difference, Tally, differences
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.shops.models import Shop

SHOWN = 20


class Command(ToonbankCommand):
    help = gettext_noop(
        "Rebuild every ticket from what was logged and compare; look at the settings as well."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        # Django's own checks first: a wrong database setting would make the rest meaningless.
        self.check(databases=["default"])
        tally, shops, wrong = Tally(), Shop.objects.order_by("slug"), 0
        shown: list[dict[str, str]] = []
        for found in _lines(tally, {shop.pk: shop for shop in shops}):
            wrong += 1
            if len(shown) < SHOWN:
                shown.append(found)
        report = {**asdict(tally), "shops": len(shops), "differences": wrong, "first": shown}
        self.show(report, _text(report), options["json"])
        if wrong:
            raise SystemExit(1)


def _lines(tally: Tally, shops: dict[int, Shop]) -> Iterator[dict[str, str]]:
    for found in differences(tally):
        yield _line(shops, found)
    for shop in shops.values():
        for addon in wrongly_written(shop):
            yield {"shop": shop.slug, "ticket": "", "what": f"rules of add-on {addon.pk}"}
        for addon in wrongly_counted(shop):
            yield {"shop": shop.slug, "ticket": "", "what": f"merges of add-on {addon.pk}"}


def _line(shops: dict[int, Shop], found: Difference) -> dict[str, str]:
    slug = shops[found.shop].slug if found.shop in shops else str(found.shop)
    return {"shop": slug, "ticket": str(found.ticket), "what": found.what}


def _text(report: dict[str, Any]) -> str:
    compared = _(
        "Compared {tickets} tickets ({entries} versions) in {shops} shops: {differences} differences."
    )
    lines = [compared.format(**report)]
    lines += [f"  {found['shop']} {found['ticket']} {found['what']}" for found in report["first"]]
    return "\n".join(lines)
