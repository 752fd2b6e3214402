"""Every metric, one list (PRODUCT §2). Pages, reports, exports and the API know no other."""

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.metrics.metric import Metric, Shape, Unit

NO_PRICE, NO_COST, NO_TOTAL, NO_COUNT = "no_price", "no_cost", "no_total", "no_count"

METRICS: tuple[Metric, ...] = (
    Metric(
        "tickets", _("Tickets"), Shape.COUNT, Unit.NUMBER, "tickets",
        caveat=_("Every visit counts, also without an offer."),
    ),
    Metric(
        "eligible_tickets", _("Eligible tickets"), Shape.COUNT, Unit.NUMBER, "eligible",
        caveat=_("A ticket that fits three add-ons counts three times here, once for each."),
    ),
    Metric(
        "offers", _("Offered"), Shape.COUNT, Unit.NUMBER, "offered",
        caveat=_("What the customer asked for is not an offer."),
    ),
    Metric("bought", _("Bought"), Shape.COUNT, Unit.NUMBER, "bought"),
    Metric(
        "suggestion_rate", _("Suggestion rate"), Shape.RATE, Unit.PERCENT, "suggested", "eligible",
        caveat=_("Only tickets whose service type may be offered the add-on on that day."),
    ),
    Metric(
        "attach_rate", _("Attach rate"), Shape.RATE, Unit.PERCENT, "bought", "offered",
        caveat=_("An offer that is still open at the end of the day counts as not bought."),
    ),
    Metric(
        "bought_per_eligible", _("Bought per eligible ticket"), Shape.RATE, Unit.PERCENT,
        "suggested_bought", "eligible",
    ),
    Metric(
        "revenue", _("Add-on revenue"), Shape.COUNT, Unit.CENTS, "revenue", "tickets_priced",
        caveat=_("Includes what customers asked for themselves."), left_out=(NO_PRICE,), unknown="unpriced",
    ),
    Metric(
        "revenue_per_ticket", _("Add-on revenue per ticket"), Shape.MEAN, Unit.CENTS,
        "visit_revenue", "tickets_priced",
        caveat=_("By add-on: what it adds to the average ticket."), left_out=(NO_PRICE,), unknown="unpriced",
    ),
    Metric(
        "profit", _("Add-on profit"), Shape.COUNT, Unit.CENTS, "profit", "tickets_costed",
        caveat=_("An unknown cost is not 0: those tickets are left out."),
        left_out=(NO_COST,), unknown="uncosted",
    ),
    Metric(
        "profit_per_ticket", _("Add-on profit per ticket"), Shape.MEAN, Unit.CENTS,
        "visit_profit", "tickets_costed",
        caveat=_("An unknown cost is not 0: those tickets are left out."),
        left_out=(NO_COST,), unknown="uncosted",
    ),
    Metric("cross_sell_ratio", _("Cross-sell ratio"), Shape.RATE, Unit.PERCENT, "crossed", "tickets"),
    Metric("up_sell_ratio", _("Up-sell ratio"), Shape.RATE, Unit.PERCENT, "upped", "tickets"),
    Metric(
        "aov", _("Average order value"), Shape.MEAN, Unit.CENTS, "receipts", "tickets_with_total",
        left_out=(NO_TOTAL,),
    ),
    Metric(
        "organic_sales", _("Customer asked first"), Shape.COUNT, Unit.NUMBER, "organic",
        caveat=_("Counts in revenue, never in the suggestion or attach rate."),
    ),
    Metric("offers_per_ticket", _("Offers per ticket"), Shape.MEAN, Unit.NUMBER, "visit_offers", "tickets"),
    Metric(
        "coverage", _("Coverage"), Shape.RATE, Unit.PERCENT, "logged", "receipts_counted",
        caveat=_("Only days on which the receipts of the till were counted."), left_out=(NO_COUNT,),
    ),
)  # fmt: skip

BY_KEY: dict[str, Metric] = {metric.key: metric for metric in METRICS}


def metric(key: str) -> Metric:
    found = BY_KEY.get(key)
    if found is None:
        message = _("“{given}” is not a number we know. Known are: {known}.")
        raise Refused("metric_unknown", message, field="metric", given=key[:40], known=", ".join(BY_KEY))
    return found
