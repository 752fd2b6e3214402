"""Ready lists to begin with, one file in lists/ for each trade: what it does, sells and says."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import Kind
from toonbank.catalog.names import AddonName, split_name
from toonbank.catalog.year import Season
from toonbank.lib.errors import Missing
from toonbank.lib.money import Cents, parse_decimal

LISTS = Path(__file__).resolve().parent / "lists"
TRADES = ("phone", "detailing", "garage", "salon", "bikes", "kennel")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class TradeService:
    """`price`: what the job usually costs; None where that says nothing."""

    key: str
    name: str
    price: Cents | None


@dataclass(frozen=True)
class TradeAddon:
    """`on`: keys of services; `better_than` and `parts`: keys of add-ons on the same list."""

    key: str
    name: AddonName
    kind: str
    price: Cents
    cost: Cents
    script: str
    on: tuple[str, ...]
    season: Season | None
    season_name: str
    better_than: str
    better_than_service: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Trade:
    key: str
    name: str
    services: tuple[TradeService, ...]
    addons: tuple[TradeAddon, ...]


def trades(language: str) -> list[Trade]:
    return [_read(key, language) for key in TRADES]


def trade(key: str, language: str) -> Trade:
    if key not in TRADES:
        raise Missing("trade_unknown", _("There is no list for this trade."))
    return _read(key, language)


@cache
def _read(key: str, language: str) -> Trade:
    with (LISTS / f"{key}.toml").open("rb") as file:
        found = tomllib.load(file)
    services = tuple(_service(one, language) for one in found["services"])
    return Trade(key, found[language], services, tuple(_addon(one, language) for one in found["addons"]))


def _service(row: dict[str, Any], language: str) -> TradeService:
    return TradeService(row["key"], row[language], parse_decimal(row["price"]) if "price" in row else None)


def _addon(row: dict[str, Any], language: str) -> TradeAddon:
    first, last = row.get("season", (None, None))
    return TradeAddon(
        key=row["key"],
        name=split_name(row[language]),
        kind=row.get("kind", Kind.CROSS_SELL.value),
        price=parse_decimal(row["price"]),
        cost=parse_decimal(row["cost"]),
        script=row[f"script_{language}"],
        on=tuple(row["on"]),
        season=None if first is None else (first, last),
        season_name=row.get(f"season_{language}", ""),
        better_than=row.get("better_than", ""),
        better_than_service=row.get("better_than_service", ""),
        parts=tuple(row.get("parts", ())),
    )
