"""Employees: who makes offers. Nobody is deleted, their tickets stay theirs."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.shops.models import Employee, Shop
from toonbank.shops.names import Named, named
from toonbank.shops.versions import changing

MAX_ALIAS = 40


def hire(shop: Shop, alias: str) -> Employee:
    return hire_many(shop, [alias])[0]


def hire_many(shop: Shop, aliases: Iterable[str]) -> list[Employee]:
    """All of them or, when one name is taken or wrong, nobody."""
    wanted = [named(alias, MAX_ALIAS, "alias") for alias in aliases]
    with changing(shop):
        taken = dict(Employee.objects.filter(shop=shop).values_list("alias_key", "alias"))
        for person in wanted:
            if person.key in taken:
                raise _exists(taken[person.key])
            taken[person.key] = person.name
        return [Employee.objects.create(shop=shop, alias=one.name, alias_key=one.key) for one in wanted]


def rename_employee(employee: Employee, alias: str) -> Employee:
    wanted = named(alias, MAX_ALIAS, "alias")
    with changing(employee.shop):
        _free(employee, wanted)
        employee.alias, employee.alias_key = wanted.name, wanted.key
        employee.save(update_fields=["alias", "alias_key"])
    return employee


def leave(employee: Employee, at: datetime) -> Employee:
    """Tickets from before this moment are still accepted, also when a tablet sends them later."""
    return _set_left(employee, at)


def come_back(employee: Employee) -> Employee:
    return _set_left(employee, None)


def _free(employee: Employee, wanted: Named) -> None:
    others = Employee.objects.filter(shop=employee.shop, alias_key=wanted.key).exclude(pk=employee.pk)
    for other in others:
        raise _exists(other.alias)


def _exists(alias: str) -> Refused:
    message = _("There is already someone called “{alias}” in this shop.")
    hint = _("Someone who left can be taken back in the list of employees.")
    return Refused("employee_exists", message, field="alias", hint=hint, alias=alias)


def _set_left(employee: Employee, at: datetime | None) -> Employee:
    with changing(employee.shop):
        employee.left_at = at
        employee.save(update_fields=["left_at"])
    return employee
