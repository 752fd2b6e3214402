"""Table of contents: every model, in the order in which the data flow."""

from toonbank.catalog.models import Addon, Eligibility, OfferRule, Price, Script, ServiceType
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.shops.models import Chain, Employee, Member, Shop, Token, User

__all__ = [
    "Addon",
    "Chain",
    "Eligibility",
    "Employee",
    "Entry",
    "Member",
    "Offer",
    "OfferRule",
    "Price",
    "Script",
    "ServiceType",
    "Shop",
    "Ticket",
    "Token",
    "User",
]
