"""PINs of employees: set by a manager, changed by who knows the old one, asked for on enrolled tablets only.

Fifteen wrong ones on a device, over all employees, lock its PIN entry until a manager unlocks it. A right PIN
takes back that person's own slips of the last two minutes and nothing else: whoever tries a colleague's PIN
cannot wipe the traces with his own. What is left stays for thirty days.
"""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.lib import weak_pin
from toonbank.lib.errors import Forbidden, Refused
from toonbank.shops.models import Device, Employee, PinTry
from toonbank.shops.versions import changing

MOST_TRIES = 15
FEW_LEFT = 5
SLIP = timedelta(minutes=2)
REMEMBERED = timedelta(days=30)
MANY, FEW = "many", "few"


def set_pin(employee: Employee, pin: str) -> Employee:
    """By the manager, who need not know the old one; the tablets' lists then say that there is one."""
    checked = checked_pin(pin, "pin")
    return _keep(employee, make_password(checked))


def remove_pin(employee: Employee) -> Employee:
    return _keep(employee, "")


def change_pin(device: Device, employee: int, old: str, new: str, now: datetime) -> Employee:
    checked = checked_pin(new, "new")
    return _keep(check_pin(device, employee, old, now), make_password(checked))


def check_pin(device: Device, employee: int, pin: str, now: datetime) -> Employee:
    """The employee whose PIN this is; Forbidden (pin_wrong, pin_locked) otherwise."""
    tried = _reserve(device, employee, now)
    found = Employee.objects.filter(shop=device.token.shop_id, pk=employee, left_at=None).exclude(pin="")
    person = found.select_related("shop").first()
    if not _is_right(person, pin) or person is None:
        raise _wrong(device, now)
    slips = device.pin_tries.filter(employee=employee, tried_at__gt=now - SLIP)
    slips.exclude(pk=tried.pk).delete()
    tried.delete()
    return person


def checked_pin(pin: str, field: str) -> str:
    if not weak_pin.is_pin(pin):
        raise Refused("pin_form", _("A PIN has 4 to 8 digits."), field=field)
    if weak_pin.is_weak(pin):
        message = _("This PIN is easy to guess. Take one without a row, a repeat or a year.")
        raise Refused("pin_weak", message, field=field)
    return pin


def _keep(employee: Employee, encoded: str) -> Employee:
    with changing(employee.shop):
        employee.pin = encoded
        employee.save(update_fields=["pin"])
    return employee


def _reserve(device: Device, employee: int, now: datetime) -> PinTry:
    """Counted before the PIN is looked at: fifty guesses at once are fifteen looks."""
    with transaction.atomic():
        held = Device.objects.select_for_update().get(pk=device.pk)
        held.pin_tries.filter(tried_at__lte=now - REMEMBERED).delete()
        if held.locked_at or held.pin_tries.count() >= MOST_TRIES:
            raise _locked()
        return PinTry.objects.create(device=held, employee=employee, tried_at=now)


def _is_right(person: Employee | None, pin: str) -> bool:
    if person is None:
        # Costs what a comparison costs: time must not tell who has a PIN.
        make_password(pin)
        return False
    return check_password(pin, person.pin)


def _wrong(device: Device, now: datetime) -> Forbidden:
    left = MOST_TRIES - device.pin_tries.count()
    if left <= 0:
        Device.objects.filter(pk=device.pk, locked_at=None).update(locked_at=now)
        return _locked()
    if left <= FEW_LEFT:
        message = _("This PIN is not right. After a few more tries this tablet stops asking for PINs.")
        return Forbidden("pin_wrong", message, tries=FEW)
    return Forbidden("pin_wrong", _("This PIN is not right."), tries=MANY)


def _locked() -> Forbidden:
    message = _("Too many wrong PINs on this tablet. Your manager can unlock it; logging goes on.")
    return Forbidden("pin_locked", message)
