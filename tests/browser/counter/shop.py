"""Fills the served shop; run as a process of its own, because Playwright's thread has no database."""

import os
import sys

import django

HTML = "<img src=x onerror=alert(1)>"
EMPLOYEES = ("Sam", "Noor", "Ali")
# Of Ali; the others have none.
PIN = "4821"
SERVICES = ("Schermreparatie", "Nieuw toestel activeren")
SCRIPT = "Zal ik er meteen een screenprotector op zetten?"
# Name → price in cents, script, the only service it is offered on; in the order of the catalogue.
ADDONS = {
    "Screenprotector · iPhone 14 · glas": (1500, SCRIPT, "Schermreparatie"),
    "Telefoonhoesje": (2500, "Wilt u er een hoesje bij?", None),
    "Opzet-hulp": (2950, "Zullen we uw data overzetten?", None),
    HTML: (1295, None, "Nieuw toestel activeren"),
}


def fill(slug: str) -> None:
    from toonbank.catalog.addons import create_addon
    from toonbank.catalog.names import split_name
    from toonbank.catalog.prices import set_price
    from toonbank.catalog.rules import set_rule
    from toonbank.catalog.scripts import set_script
    from toonbank.catalog.services import add_service_types
    from toonbank.shops.models import Employee, Shop
    from toonbank.shops.people import hire_many
    from toonbank.shops.pins import set_pin

    Shop.objects.filter(slug=slug).update(notes_allowed=True)
    shop = Shop.objects.get(slug=slug)
    hire_many(shop, EMPLOYEES)
    set_pin(Employee.objects.get(shop=shop, alias="Ali"), PIN)
    services = {service.name: service for service in add_service_types(shop, SERVICES)}
    for name, (price, script, only) in ADDONS.items():
        parts = split_name(name)
        addon = create_addon(shop, parts.category, parts.variant, parts.detail)
        set_price(addon, price)
        if script:
            set_script(addon, script)
        if only:
            set_rule(addon, [services[only]])


def code(slug: str) -> str:
    from django.utils import timezone

    from toonbank.shops.enrolment import new_code
    from toonbank.shops.models import Shop

    return new_code(Shop.objects.get(slug=slug), None, timezone.now())


def revoke(slug: str) -> None:
    """Every tablet of the shop."""
    from django.utils import timezone

    from toonbank.shops.devices import devices
    from toonbank.shops.models import Shop

    for device in devices(Shop.objects.get(slug=slug)):
        device.token.revoked_at = timezone.now()
        device.token.save()


def unlock(slug: str) -> str:
    """The manager's code for the tablet that was connected last."""
    from toonbank.shops.devices import devices
    from toonbank.shops.devices_unlock import unlock_code
    from toonbank.shops.models import Shop

    return unlock_code(max(devices(Shop.objects.get(slug=slug)), key=lambda device: device.pk))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "toonbank.settings"
    django.setup()
    print({"fill": fill, "code": code, "revoke": revoke, "unlock": unlock}[sys.argv[1]]("proefwinkel") or "")
