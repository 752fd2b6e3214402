"""The catalogues and people of the invented shops."""

from datetime import date

from toonbank.catalog.addons import NewAddon, create_many
from toonbank.catalog.models import ALWAYS, Addon
from toonbank.catalog.prices import NewPrice, set_price, set_prices
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import add_service_types, set_service_price
from toonbank.doors.files.demo.goods import GOODS, HELP, NEW_HELP_SCRIPT, SERVICES
from toonbank.doors.files.demo.known_answers import Known
from toonbank.doors.files.demo.phone_doctor import CASE, CASE_BEFORE, PEOPLE, price_day, script_day
from toonbank.lib.periods import day_int
from toonbank.shops.models import Shop
from toonbank.shops.people import hire_many


def stock_phone_doctor(shop: Shop, last: date) -> None:
    hire_many(shop, [person.alias for person in PEOPLE])
    services = {one.name: one for one in add_service_types(shop, [service.name for service in SERVICES])}
    for job in SERVICES:
        # What may cost nothing has no fixed price.
        if job.cheapest:
            set_service_price(services[job.name], (job.cheapest + job.dearest) // 2)
    wanted = [NewAddon(good.category, good.variant, kind=good.kind, season=good.season) for good in GOODS]
    addons = create_many(shop, wanted)
    pairs = list(zip(addons, GOODS, strict=True))
    set_prices(shop, [NewPrice(addon, good.price, good.cost) for addon, good in pairs])
    for addon, good in pairs:
        set_script(addon, good.script)
        if good.only:
            set_rule(addon, [services[name] for name in good.only])
    _changes({addon.name: addon for addon in addons}, last)


def stock_known(shop: Shop, known: Known) -> None:
    hire_many(shop, known.people)
    add_service_types(shop, known.services)
    addons = create_many(shop, [NewAddon(name) for name in known.answers])
    set_prices(shop, [NewPrice(addon, *known.prices[addon.name]) for addon in addons])
    for addon in addons:
        set_script(addon, known.scripts[addon.name])


def _changes(addons: dict[str, Addon], last: date) -> None:
    """One better sentence and one higher price on the way."""
    set_script(addons[f"{HELP} · Data en apps"], NEW_HELP_SCRIPT, day_int(script_day(last)))
    case = next(good for good in GOODS if good.name == CASE)
    set_price(addons[CASE], CASE_BEFORE, case.cost, ALWAYS)
    set_price(addons[CASE], case.price, case.cost, day_int(price_day(last)))
