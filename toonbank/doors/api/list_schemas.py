"""What the list of add-ons looks like to a machine that keeps it."""

from typing import Annotated

from pydantic import BaseModel, Field

from toonbank.doors.api.schemas import Strict

Cents = Annotated[int, Field(ge=0, le=100_000_00)]
Part = Annotated[str, Field(max_length=200)]
DayIn = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO; left out: always")]
Key = Annotated[int, Field(ge=1, le=2**53)]


class AddonIn(Strict):
    category: Part
    variant: Part = ""
    detail: Part = ""
    kind: Part = "cross-sell"
    season: Part = ""


class AddonPatch(Strict):
    """What is left out stays as it is."""

    category: Part | None = None
    variant: Part | None = None
    detail: Part | None = None
    kind: Part | None = None
    season: Part | None = None
    quantity_allowed: bool | None = None
    discount_allowed: bool | None = None


class PriceIn(Strict):
    """Cents. A cost that is left out is unknown, not nothing. A price never touches tickets of the past."""

    unit_price: Cents
    unit_cost: Cents | None = None
    valid_from: DayIn | None = None
    free: bool = False
    estimated: bool = False


class ScriptIn(Strict):
    wording: Annotated[str, Field(max_length=1000)]
    valid_from: DayIn | None = None


class RuleIn(Strict):
    """Nothing named = no limit. `season`: two days of the year, like [1101, 228]; `headroom` in per cent."""

    service_types: list[Key] = Field(default=[], max_length=100)
    moments: list[Part] = Field(default=[], max_length=3)
    season: tuple[int, int] | None = None
    headroom: int | None = None
    not_with: list[Key] = Field(default=[], max_length=100)
    valid_from: DayIn | None = None


class ServiceIn(Strict):
    name: Part


class JobPriceIn(Strict):
    price: Cents
    valid_from: DayIn | None = None


class DatedPriceOut(BaseModel):
    valid_from: str | None
    unit_price: int
    unit_cost: int | None


class DatedScriptOut(BaseModel):
    id: int
    valid_from: str | None
    wording: str


class DatedRuleOut(BaseModel):
    valid_from: str | None
    service_types: list[int]
    moments: list[str]
    season: list[int] | None
    headroom: int | None
    not_with: list[int]


class ListedAddonOut(BaseModel):
    """With everything that is dated, oldest first; a null day means always. `active`: on the list today."""

    id: int
    name: str
    category: str
    variant: str
    detail: str
    kind: str
    season: str
    active: bool
    shared: bool
    counts_as: int | None
    quantity_allowed: bool
    discount_allowed: bool
    prices: list[DatedPriceOut]
    scripts: list[DatedScriptOut]
    rules: list[DatedRuleOut]
    notices: list[str]


class ServiceOut(BaseModel):
    id: int
    name: str
    archived: bool
    prices: list[DatedPriceOut]
