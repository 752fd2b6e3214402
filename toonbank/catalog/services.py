"""Service types: what the customer came for."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from toonbank.catalog.history import noted
from toonbank.catalog.models import ServiceType
from toonbank.catalog.order import next_position
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.names import Named, named
from toonbank.shops.versions import changing

MAX_NAME = 60


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
        return [_create(shop, one, start + at) for at, one in enumerate(wanted)]


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
