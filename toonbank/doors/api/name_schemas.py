"""Bodies about names: what goes in, what comes out."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from toonbank.doors.api.schemas import Key, Strict

# Longer than any name may be: how long it may be is said by the catalogue.
Name = Annotated[str, Field(strict=True, max_length=100_000)]


class Pair(Strict):
    addon: Key
    into: Key


class AliasIn(Strict):
    addon: Key
    name: Name


class Named(BaseModel):
    id: int
    name: str


class AliasOut(Named):
    addon: Named


class AliasesOut(BaseModel):
    aliases: list[AliasOut]


class MergeOut(BaseModel):
    id: int
    addon: Named
    into: Named
    done_at: datetime
    undone_at: datetime | None


class MergesOut(BaseModel):
    merges: list[MergeOut]


class LookAlikeOut(BaseModel):
    """`addon` would count as `into`; likeness from 0 to 1, tickets with both against those to be expected."""

    addon: Named
    into: Named
    score: float
    text: float
    services: float
    price: float
    together: int
    expected: float


class WaitingOut(Named):
    tickets: int
    first_day: date | None
    last_day: date | None
    proposals: list[LookAlikeOut]


class NamesOut(BaseModel):
    unmatched: list[WaitingOut]
    look_alikes: list[LookAlikeOut]


class PreviewOut(BaseModel):
    """Numbers as in /ask: what moves, what `into` has now and would have, and what moves by month."""

    addon: Named
    into: Named
    moving: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]
    months: list[dict[str, Any]]
    tickets_with_both: int
