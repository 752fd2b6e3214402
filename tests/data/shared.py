"""Public data with known answers, as offer logs. The files lie beside the project, never in it."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"
HEAD = (
    "ticket",
    "date",
    "employee",
    "service_type",
    "category",
    "variant",
    "outcome",
    "asked_by",
    "quantity",
    "unit_price",
    "unit_cost",
    "discount",
    "script",
)
Line = dict[str, str]
COFFEE_OUTLET = "5"

needs = pytest.mark.skipif(not FOLDER.is_dir(), reason="the public reference data are not beside the project")


def expected(name: str) -> Any:
    return json.loads((FOLDER / "expected" / f"{name}.json").read_text())


def offer_log(lines: Iterable[Line]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def coupons() -> Iterator[Line]:
    """A driver gets one coupon: its kind is the add-on, where he goes the service type."""
    for number, row in enumerate(_rows("coupon_in_vehicle/in-vehicle-coupon-recommendation.csv.gz", "utf-8")):
        outcome = "bought" if row["Y"] == "1" else "declined"
        yield {
            **_ticket(number, row["destination"]),
            **_offer("Coupon", row["couponType"], outcome),
            "script": f"Valid for {row['expiration']}",
        }


def airline() -> Iterator[Line]:
    """Every booking is offered the same three extras."""
    for number, row in enumerate(_rows("airline_extras/customer_booking.csv.gz", "latin-1")):
        for extra in ("wants_extra_baggage", "wants_preferred_seat", "wants_in_flight_meals"):
            outcome = "bought" if row[extra] == "1" else "declined"
            yield {**_ticket(number, row["trip_type"]), **_offer(extra, "", outcome)}


def pipeline() -> Iterator[Line]:
    """Won is bought, lost is declined; deals that still run are open. The misspelt product stays misspelt."""
    stages = {"Won": "bought", "Lost": "declined"}
    with (FOLDER / "crm_pipeline" / "sales_pipeline.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            outcome = stages.get(row["deal_stage"])
            if outcome:
                yield {
                    **_ticket(row["opportunity_id"], ""),
                    **_offer(row["product"], "", outcome),
                    "date": row["close_date"],
                    "employee": row["sales_agent"],
                    "unit_price": row["close_value"] if outcome == "bought" else "",
                }


def berkeley() -> Iterator[Line]:
    """A department is a service type, the applicant's sex the employee; admitted is bought."""
    with (FOLDER / "ucb_admissions" / "UCBAdmissions.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            outcome = "bought" if row["Admit"] == "Admitted" else "declined"
            for number in range(int(row["Freq"])):
                key = f"{row['Admit']}-{row['Gender']}-{row['Dept']}-{number}"
                line = {**_ticket(key, row["Dept"]), **_offer("Admission", "", outcome)}
                # Thirty days, so that nothing looks logged in one go.
                yield {**line, "employee": row["Gender"], "date": f"2026-03-{number % 30 + 1:02}"}


def coffee() -> Iterator[Line]:
    """What was bought with a drink, at one outlet. Nobody knows what was offered: customers asked for it."""
    with (FOLDER / "coffee_shop" / "product.csv").open(newline="") as file:
        products = {row["product_id"]: row for row in csv.DictReader(file)}
    for row in _rows("coffee_shop/sales_receipts.csv.gz", "utf-8"):
        if row["sales_outlet_id"] != COFFEE_OUTLET:
            continue
        product = products[row["product_id"]]
        visit = {
            **_ticket(f"{row['transaction_date']}-{row['transaction_id']}", ""),
            "date": row["transaction_date"],
            "employee": row["staff_id"],
        }
        if product["product_group"] not in ("Food", "Add-ons"):
            yield visit
            continue
        amount, quantity = Decimal(row["line_item_amount"]), int(row["quantity"])
        listed = Decimal(product["current_retail_price"].strip(" $"))
        price = max(listed, (amount / quantity).quantize(Decimal("0.01")))
        yield {
            **visit,
            **_offer(product["product_group"], product["product"], "bought"),
            "asked_by": "customer",
            "quantity": row["quantity"],
            "unit_price": f"{price:.2f}",
            "unit_cost": f"{Decimal(product['current_wholesale_price']):.2f}",
            "discount": f"{price * quantity - amount:.2f}",
        }


def hillstrom() -> Iterator[Line]:
    """Of every eighth customer: the mail is the offer, an order the sale; without one nothing was offered."""
    for number, row in enumerate(_rows("hillstrom_email/hillstrom.csv.gz", "utf-8")):
        if number % 8:
            continue
        visit = {**_ticket(number, row["channel"]), "date": f"2026-03-{number % 30 + 1:02}"}
        if row["segment"] == "No E-Mail":
            yield visit
            continue
        bought = row["conversion"] == "1"
        price = {"unit_price": row["spend"], "unit_cost": "0.00"} if bought else {}
        yield {**visit, **_offer(row["segment"], "", "bought" if bought else "declined"), **price}


def _rows(name: str, encoding: str) -> Iterator[Line]:
    with gzip.open(FOLDER / name, "rt", encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


def _ticket(key: object, service: str) -> Line:
    return {"ticket": f"T{key}", "date": "2026-03-02", "service_type": service}


def _offer(category: str, variant: str, outcome: str) -> Line:
    return {"category": category, "variant": variant, "outcome": outcome}
