"""Where one tap puts right what a check saw: shared by the pages and the mail."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.lib.periods import day_from_int
from toonbank.metrics.shown import Shown
from toonbank.quality.verdict import Fix, Verdict
from toonbank.shops.models import Shop

LABELS = {
    "tickets": _("See the tickets"),
    "notes": _("Note why"),
    "till_counts": _("Fill in the till"),
    "names": _("See the names"),
    "addon": _("Fill in the price"),
    "training": _("Practise together"),
    "devices": _("See the tablets"),
}
OF_DAY = {"tickets", "notes"}
PAGES = {
    "tickets": "tickets",
    "notes": "notes",
    "till_counts": "till",
    "names": "names",
    "addon": "price",
    "training": "training_team",
    "devices": "devices",
}


@dataclass(frozen=True)
class Line:
    """One line of the daily check: what was seen, whether numbers are in doubt, the way to mend it."""

    said: str
    doubtful: bool
    label: str
    address: str
    check: str = ""


def lines(shop: Shop, found: tuple[Verdict, ...]) -> list[Line]:
    shown = Shown.of(shop)
    return [line(shop, verdict, verdict.sentence(shown)) for verdict in found]


def line(shop: Shop, verdict: Verdict, said: str) -> Line:
    fix = verdict.fix
    label, way = (gettext(LABELS[fix.place]), address(shop, fix)) if fix else ("", "")
    return Line(said, verdict.doubtful, label, way, verdict.check)


def address(shop: Shop, fix: Fix) -> str:
    if fix.place == "addon":
        return reverse(PAGES["addon"], args=[shop.slug, fix.value])
    page = reverse(PAGES[fix.place], args=[shop.slug])
    return f"{page}?day={day_from_int(int(fix.value)).isoformat()}" if fix.place in OF_DAY else page
