"""Storing the invented shops: one chain of three, all or nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from toonbank.catalog.models import Addon, ServiceType
from toonbank.doors.files.demo import known_answers, phone_doctor
from toonbank.doors.files.demo.known_answers import DETAILING, FORTNIGHT
from toonbank.doors.files.demo.stock import stock_known, stock_phone_doctor
from toonbank.doors.files.demo.visits import Said, Visit
from toonbank.ledger.bulk import record_many
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import Source
from toonbank.lib.periods import business_day, local_instant
from toonbank.shops.access import ROLE_SCOPES, Seat
from toonbank.shops.models import Chain, Employee, Role, Shop
from toonbank.shops.setup import open_chain, open_shop

PHONE_DOCTOR = "telefoondokter"
SAVED_AFTER = timedelta(seconds=40)


def fill(now: datetime) -> Chain:
    """Everything up to this moment; the same for the same day."""
    with transaction.atomic():
        chain = open_chain("Toonbank demo", "demo")
        shop = open_shop("De Telefoondokter", PHONE_DOCTOR, chain=chain).shop
        last = business_day(now, shop.timezone, shop.cutoff_minutes)
        stock_phone_doctor(shop, last)
        _record(shop, phone_doctor.visits(last), now)
        for known in (FORTNIGHT, DETAILING):
            shop = open_shop(known.name, known.slug, chain=chain).shop
            stock_known(shop, known)
            _record(shop, known_answers.visits(known, last), now)
    return chain


def _record(shop: Shop, visits: Iterable[Visit], now: datetime) -> None:
    ids, chance = _Ids(shop), Random(shop.slug)
    every = [_document(ids, visit, UUID(int=chance.getrandbits(128), version=4)) for visit in visits]
    documents = [document for document in every if _saved(document) <= now]
    record_many(Seat(shop, ROLE_SCOPES[Role.OWNER]), documents, Source.COUNTER, _saved)


def _saved(document: Document) -> datetime:
    """When it happened and not now: or every ticket would look logged late."""
    return document.started_at + SAVED_AFTER


class _Ids:
    """The keys behind the names of a shop."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.people = dict(Employee.objects.filter(shop=shop).values_list("alias", "id"))
        self.services = dict(ServiceType.objects.filter(shop=shop).values_list("name", "id"))
        self.addons = {addon.name: addon.pk for addon in Addon.objects.filter(shop=shop)}


def _document(ids: _Ids, visit: Visit, uuid: UUID) -> Document:
    return Document(
        uuid=uuid,
        revision=1,
        started_at=local_instant(visit.at.date(), visit.at.time(), ids.shop.timezone),
        employee=ids.people[visit.employee],
        service_type=ids.services[visit.service],
        offers=tuple(_line(ids, said) for said in visit.said),
        receipt=visit.receipt,
        total=visit.total,
        annoyed=visit.annoyed,
    )


def _line(ids: _Ids, said: Said) -> Line:
    return Line(
        addon=ids.addons[said.addon],
        outcome=said.outcome,
        asked_by=said.asked_by,
        moment=said.moment,
        reason=said.reason,
        quantity=said.quantity,
        discount=said.discount,
    )
