"""Table of contents: every model, in the order in which the data flow."""

from toonbank.catalog.models import Addon, Eligibility, OfferRule, Price, Script, ServiceType
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.shops.models import (
    Chain,
    Device,
    Employee,
    Enrolment,
    Member,
    PinTry,
    Shop,
    Token,
    User,
    WrongCodes,
)

__all__ = [
    "Addon",
    "Chain",
    "Device",
    "Eligibility",
    "Employee",
    "Enrolment",
    "Entry",
    "Member",
    "Offer",
    "OfferRule",
    "PinTry",
    "Price",
    "Script",
    "ServiceType",
    "Shop",
    "Ticket",
    "Token",
    "User",
    "WrongCodes",
]
