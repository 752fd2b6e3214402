"""Every sum that can be asked of the facts, once. A metric divides two of them.

`source` says which rows are summed (see sources.py); `sql` is the sum over their columns. Squares and
cubes are for intervals only: they are floats, the sums themselves are whole numbers on every engine.
Measures of the till have no `sql`: see till.py.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

TICKETS, OFFERS, VISITS, ELIGIBLE, SUGGESTED = "tickets", "offers", "visits", "eligible", "suggested"
TILL = "till"


@dataclass(frozen=True)
class Measure:
    key: str
    source: str
    sql: str
    wording: str = ""


def _powers(key: str, source: str, column: str) -> tuple[Measure, ...]:
    real = f"CAST({column} AS DOUBLE)"
    return (
        Measure(f"{key}_squared", source, f"SUM({real} * {real})"),
        Measure(f"{key}_cubed", source, f"SUM({real} * {real} * {real})"),
    )


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("tickets", TICKETS, "COUNT(*)", _("tickets")),
        Measure("tickets_priced", TICKETS, "SUM(price_known)", _("tickets whose prices are known")),
        Measure("tickets_costed", TICKETS, "SUM(cost_known)", _("tickets whose prices and costs are known")),
        Measure("tickets_with_total", TICKETS, "COUNT(total)", _("tickets with a receipt total")),
        Measure("receipts", TICKETS, "SUM(total)", _("receipt totals")),
        *_powers("receipts", TICKETS, "total"),
        Measure("offered", OFFERS, "SUM(offered)", _("offers by staff")),
        Measure("bought", OFFERS, "SUM(offered * bought)", _("offers by staff that were bought")),
        Measure(
            "organic",
            OFFERS,
            "SUM((1 - offered) * bought)",
            _("add-ons the customer asked for and bought"),
        ),
        Measure(
            "revenue",
            OFFERS,
            "SUM(revenue * price_known)",
            _("quantity × unit price − discount of add-ons bought"),
        ),
        Measure(
            "profit",
            OFFERS,
            "SUM(profit * cost_known)",
            _("quantity × (unit price − unit cost) − discount of add-ons bought"),
        ),
        Measure("unpriced", OFFERS, "SUM(CASE WHEN unit_price IS NULL THEN bought ELSE 0 END)"),
        Measure(
            "uncosted",
            OFFERS,
            "SUM(CASE WHEN unit_price IS NULL OR unit_cost IS NULL THEN bought ELSE 0 END)",
        ),
        # What a sale of the add-ons brings, as they were offered: a decision is about the next offer.
        Measure(
            "margin",
            OFFERS,
            "SUM(CASE WHEN unit_cost IS NULL THEN 0 ELSE offered * (unit_price - unit_cost) END)",
        ),
        Measure("margin_known", OFFERS, "SUM(CASE WHEN unit_cost IS NULL THEN 0 ELSE offered END)"),
        Measure("visit_offers", VISITS, "SUM(offered)", _("offers by staff")),
        *_powers("visit_offers", VISITS, "offered"),
        Measure(
            "visit_revenue", VISITS, "SUM(revenue)", _("quantity × unit price − discount of add-ons bought")
        ),
        *_powers("visit_revenue", VISITS, "revenue"),
        Measure(
            "visit_profit",
            VISITS,
            "SUM(profit)",
            _("quantity × (unit price − unit cost) − discount of add-ons bought"),
        ),
        *_powers("visit_profit", VISITS, "profit"),
        Measure("crossed", VISITS, "SUM(crossed)", _("tickets with at least one cross-sell bought")),
        Measure("upped", VISITS, "SUM(upped)", _("tickets with at least one up-sell bought")),
        Measure(
            "eligible", ELIGIBLE, "SUM(tickets)", _("eligible tickets, counted once for each add-on they fit")
        ),
        Measure(
            "suggested", SUGGESTED, "SUM(offered)", _("eligible tickets on which staff offered the add-on")
        ),
        Measure(
            "suggested_bought",
            SUGGESTED,
            "SUM(offered * bought)",
            _("eligible tickets on which the offered add-on was bought"),
        ),
        Measure("logged", TILL, "", _("tickets on days the till was counted, at most its receipts")),
        Measure("receipts_counted", TILL, "", _("receipts of the till on those days")),
    )
}
