"""The names in a file: which of them the shop has, and what an unknown one was probably meant to be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_noop as _

from toonbank.catalog import aliases
from toonbank.catalog.models import Addon, Script, ServiceType
from toonbank.catalog.names import AddonName
from toonbank.doors.files.drafts import OfferDraft, TicketDraft, same
from toonbank.lib.errors import Refused
from toonbank.lib.problems import Problems
from toonbank.shops.models import Employee, Shop
from toonbank.shops.names import Named

# Of 100: what looks like it at all, and how far a second name may stay behind the best.
ALIKE, BEHIND = 75, 10
UNKNOWN = {
    "employee": _("This shop has no employee “{name}”."),
    "service_type": _("This shop has no service type “{name}”."),
    "addon": _("This shop has no add-on “{name}”."),
    "script": _("This add-on has no script “{name}”."),
}
# For an add-on or something else, with or without a name that looks like it.
HINTS = {
    (False, False): _("Use --create-missing to make what is new."),
    (False, True): _("Did you mean {alike}?"),
    (True, False): _("Use --create-missing to make it, or --keep-unmatched to decide later what it is."),
    (True, True): _("Did you mean {alike}? With --keep-unmatched you decide that later."),
}
N = TypeVar("N", Named, AddonName)
ScriptKey = tuple[str, str | int]


@dataclass
class Used(Generic[N]):
    """A name with the first line it stands on and on how many."""

    name: N
    line: int
    times: int = 1


@dataclass
class Names:
    """What tickets call by name, by folded spelling; a sentence together with its add-on."""

    employees: dict[str, Used[Named]] = field(default_factory=dict)
    service_types: dict[str, Used[Named]] = field(default_factory=dict)
    addons: dict[str, Used[AddonName]] = field(default_factory=dict)
    scripts: dict[ScriptKey, Used[Named]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.employees or self.service_types or self.addons or self.scripts)


@dataclass(frozen=True)
class Known:
    """Keys and spellings of what the shop has, other spellings of add-ons included; scripts by what the
    add-on is called, with wording and with version."""

    employees: dict[str, tuple[int, str]]
    service_types: dict[str, tuple[int, str]]
    addons: dict[str, tuple[int, str]]
    scripts: dict[ScriptKey, int]

    def script(self, offer: OfferDraft) -> int | None:
        if offer.script is None:
            return None
        wanted = offer.script if isinstance(offer.script, int) else offer.script.key
        return self.scripts[offer.addon.key, wanted]


def used(tickets: Iterable[TicketDraft]) -> Names:
    names = Names()
    for ticket in tickets:
        _count(names.service_types, ticket.service_type, ticket.line)
        if not any(same(offer.employee, ticket.employee) for offer in ticket.offers):
            _count(names.employees, ticket.employee, ticket.line)
        for offer in ticket.offers:
            _count(names.employees, offer.employee, offer.line)
            _count(names.addons, offer.addon, offer.line)
            _count_script(names, offer)
    return names


def known(shop: Shop) -> Known:
    people = Employee.objects.filter(shop=shop).values_list("alias_key", "id", "alias")
    services = ServiceType.objects.filter(shop=shop).values_list("key", "id", "name")
    addons = aliases.resolve(shop)
    return Known(
        {key: (pk, alias) for key, pk, alias in people},
        {key: (pk, name) for key, pk, name in services},
        {key: (addon.pk, addon.name) for key, addon in addons.items()},
        dict(_scripts(shop, addons)),
    )


def _scripts(shop: Shop, addons: dict[str, Addon]) -> Iterator[tuple[ScriptKey, int]]:
    called: dict[int, list[str]] = {}
    for key, addon in addons.items():
        called.setdefault(addon.pk, []).append(key)
    rows = Script.objects.filter(addon__shop=shop).values_list("addon", "wording_key", "version", "id")
    for addon_id, wording, version, pk in rows:
        for key in called[addon_id]:
            yield (key, wording), pk
            yield (key, version), pk


def missing(names: Names, known: Known) -> Names:
    return Names(
        {key: use for key, use in names.employees.items() if key not in known.employees},
        {key: use for key, use in names.service_types.items() if key not in known.service_types},
        {key: use for key, use in names.addons.items() if key not in known.addons},
        {key: use for key, use in names.scripts.items() if key not in known.scripts},
    )


def not_waiting(missing: Names) -> Names:
    """What has to be known before a file comes in: all but add-ons, and what they are offered with."""
    scripts = {key: use for key, use in missing.scripts.items() if key[0] not in missing.addons}
    return Names(missing.employees, missing.service_types, {}, scripts)


def refuse(missing: Names, known: Known, problems: Problems) -> None:
    """Each unknown name once, with the ones that look most like it."""
    for kind, found, here in _kinds(missing, known):
        for key, use in found.items():
            problems.add(use.line, kind, _unknown(kind, spelling(use.name), alike(key, here)), use.times)
    for (addon, _wording), use in missing.scripts.items():
        if addon not in missing.addons:
            problems.add(use.line, "script", _unknown("script", spelling(use.name), []), use.times)


def refuse_versions(tickets: Iterable[TicketDraft], known: Known, problems: Problems) -> None:
    """A number says which sentence, not how it goes: nothing can be made of an unknown one."""
    for offer in (offer for ticket in tickets for offer in ticket.offers):
        if isinstance(offer.script, int) and (offer.addon.key, offer.script) not in known.scripts:
            message = _("This add-on has no script number {number}.")
            problems.add(offer.line, "script", Refused("script_unknown", message, number=offer.script))


def alike(key: str, here: dict[str, tuple[int, str]]) -> list[str]:
    """At most two names of the shop that look like this one, the best first."""
    # Few processes ever compare names.
    from rapidfuzz import fuzz, process

    found = process.extract(key, list(here), scorer=fuzz.WRatio, limit=2, score_cutoff=ALIKE)
    best = max((score for _match, score, _at in found), default=0)
    return [here[match][1] for match, score, _at in found if score >= best - BEHIND]


def look_alikes(missing: Names, known: Known) -> list[tuple[str, str]]:
    """New names that may be an old one written differently."""
    return [
        (spelling(use.name), near[0])
        for _kind, found, here in _kinds(missing, known)
        for key, use in found.items()
        if (near := alike(key, here))
    ]


def spelling(name: Named | AddonName) -> str:
    return name.name if isinstance(name, Named) else str(name)


def _kinds(
    missing: Names, known: Known
) -> list[tuple[str, dict[str, Used[Any]], dict[str, tuple[int, str]]]]:
    return [
        ("employee", missing.employees, known.employees),
        ("service_type", missing.service_types, known.service_types),
        ("addon", missing.addons, known.addons),
    ]


def _unknown(kind: str, name: str, near: list[str]) -> Refused:
    hint = HINTS[kind == "addon", bool(near)]
    shown = ", ".join(f"“{one}”" for one in near)
    return Refused(f"{kind}_unknown", UNKNOWN[kind], hint=hint, name=name, alike=shown)


def _count(found: dict[str, Used[N]], name: N | None, line: int) -> None:
    if name is None:
        return
    if name.key in found:
        found[name.key].times += 1
    else:
        found[name.key] = Used(name, line)


def _count_script(names: Names, offer: OfferDraft) -> None:
    if isinstance(offer.script, Named):
        key = (offer.addon.key, offer.script.key)
        if key in names.scripts:
            names.scripts[key].times += 1
        else:
            names.scripts[key] = Used(offer.script, offer.line)
