"""Service types: what the customer came for."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, ServicePrice, ServiceType
from toonbank.catalog.order import next_position
from toonbank.catalog.rules import write_out_dear
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.names import Named, named
from toonbank.shops.versions import changing

MAX_NAME = 60
MAX_PRICE = 100_000_00


def add_service_type(shop: Shop, name: str) -> ServiceType:
    return add_service_types(shop, [name])[0]


def add_service_types(shop: Shop, names: Iterable[str]) -> list[ServiceType]:
    """All of them or, when one is taken or wrong, none."""
    wanted = [named(name, MAX_NAME, "name") for name in names]
    with changing(shop):
        taken = dict(ServiceType.objects.filter(shop=shop).values_list("key", "name"))
        for one in wanted:
            if one.key in taken:
                raise _exists(taken[one.key])
            taken[one.key] = one.name
        start = next_position(ServiceType.objects.filter(shop=shop))
        made = [_create(shop, one, start + at) for at, one in enumerate(wanted)]
        write_out_dear(shop)
    return made


def rename_service_type(service: ServiceType, name: str) -> ServiceType:
    wanted = named(name, MAX_NAME, "name")
    with changing(service.shop):
        same = ServiceType.objects.filter(shop=service.shop, key=wanted.key).exclude(pk=service.pk)
        for other in same:
            raise _exists(other.name)
        before = {"name": service.name}
        service.name, service.key = wanted.name, wanted.key
        service.save(update_fields=["name", "key"])
        noted(service.shop, "service_renamed", None, service, before, {"name": service.name})
    return service


def set_service_price(service: ServiceType, price: int | None, valid_from: int = ALWAYS) -> ServicePrice:
    """What the job usually costs, in cents, from a day on; add-on prices are held against it.

    None = it has no fixed price, so that nothing is.
    """
    day = checked_day(valid_from)
    if price is not None and (type(price) is not int or not 0 < price <= MAX_PRICE):
        raise Refused("price_invalid", _("Fill in an amount from 0.01 to 100,000."), field="price")
    with changing(service.shop):
        earlier = ServicePrice.objects.filter(service_type=service, valid_from__lte=day)
        stood = earlier.order_by("-valid_from").first()
        found, _created = ServicePrice.objects.update_or_create(
            service_type=service, valid_from=day, defaults={"price": price or 0}
        )
        write_out_dear(service.shop)
        before = {"price": stood.price or None} if stood else {}
        after = {"valid_from": day, "price": price}
        noted(service.shop, "service_price_set", None, service, before, after)
    return found


def archive_service_type(service: ServiceType) -> ServiceType:
    """No longer to be chosen at the counter; its tickets and the rules that name it stay."""
    return _set_archived(service, True)


def restore_service_type(service: ServiceType) -> ServiceType:
    return _set_archived(service, False)


def _create(shop: Shop, wanted: Named, position: int) -> ServiceType:
    made = ServiceType.objects.create(shop=shop, name=wanted.name, key=wanted.key, position=position)
    noted(shop, "service_created", service_type=made, after={"name": made.name})
    return made


def _exists(name: str) -> Refused:
    message = _("There is already a service type “{name}”.")
    return Refused("service_type_exists", message, field="name", name=name)


def _set_archived(service: ServiceType, archived: bool) -> ServiceType:
    with changing(service.shop):
        service.archived = archived
        service.save(update_fields=["archived"])
        noted(service.shop, "service_archived" if archived else "service_restored", service_type=service)
    return service
