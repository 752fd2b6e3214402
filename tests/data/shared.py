"""Public data with known answers, as offer logs. The files lie beside the project, never in it."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
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
    "unit_price",
    "script",
)
Line = dict[str, str]

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


def _rows(name: str, encoding: str) -> Iterator[Line]:
    with gzip.open(FOLDER / name, "rt", encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


def _ticket(key: object, service: str) -> Line:
    return {"ticket": f"T{key}", "date": "2026-03-02", "service_type": service}


def _offer(category: str, variant: str, outcome: str) -> Line:
    return {"category": category, "variant": variant, "outcome": outcome}
