"""Who gets in where: every address of the product × every method × everybody.

A new address fails here until it has a line in PAGES, a new operation of the API until it has one in API.
A line names one row for GET and one for POST; a row holds what anonymous, outsider, counter, manager, owner
and head office get, in this order: `in` (a page, a form that says what is wrong, a redirect), `login`, or a
status.
"""

import json
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.tablets import tablet
from tests.world import NOW, World, uuid
from toonbank.catalog import aliases, snapshot
from toonbank.catalog.addons import NewAddon, create_addon, create_many
from toonbank.catalog.merges import merge
from toonbank.catalog.services import add_service_type
from toonbank.catalog.shared import add_shared
from toonbank.doors.api.api import api
from toonbank.ledger.models import Source
from toonbank.ledger.notes import add_note
from toonbank.ledger.record import record_ticket
from toonbank.lib.periods import Period
from toonbank.shops.models import Member, Role, Shop, Token, User
from toonbank.shops.people import hire
from toonbank.shops.setup import open_chain

PEOPLE = ("anonymous", "outsider", "counter", "manager", "owner", "head_office")

EVERYBODY = "in in in in in in"
MEMBERS = "login in in in in in"
LOG = "login 404 in in in 403"
READ = "login 404 403 in in in"
SEATED = "login 404 in in in in"
MANAGE = "login 404 403 in in 403"
HEAD_OFFICE = "login 404 404 404 404 in"
OWN = "login 404 403 403 in 403"
# Wrong method: said to whoever is logged in, before anything is looked up.
NO = "login 405 405 405 405 405"
OPEN_NO = "405 405 405 405 405 405"
# Log-in pages: not for passwords that were never set, devices never added, mails never sent.
AGAIN = "login 403 403 403 403 403"
NONE = "login 404 404 404 404 404"
OPEN_NONE = "404 404 404 404 404 404"

PAGES: dict[str, tuple[str, str]] = {
    "": (MEMBERS, NO),
    "language/": (EVERYBODY, EVERYBODY),
    "health": (EVERYBODY, OPEN_NO),
    "trust/": (EVERYBODY, OPEN_NO),
    # The tests have no certificate of their own.
    "trust/toonbank.crt": (OPEN_NONE, OPEN_NO),
    "chain/<slug:slug>/": (HEAD_OFFICE, NO),
    "chain/<slug:slug>/catalog/": (HEAD_OFFICE, HEAD_OFFICE),
    "chain/<slug:slug>/catalog/<int:pk>/": (HEAD_OFFICE, HEAD_OFFICE),
    "chain/<slug:slug>/catalog/<int:pk>/archive/": (NO, HEAD_OFFICE),
    "<slug:slug>/catalog/shared/": (MANAGE, NO),
    "<slug:slug>/catalog/shared/<int:pk>/": (MANAGE, MANAGE),
    "counter/": (EVERYBODY, OPEN_NO),
    "counter/app.js": (EVERYBODY, OPEN_NO),
    "counter/parts/<slug:name>.js": (EVERYBODY, OPEN_NO),
    "counter/app.css": (EVERYBODY, OPEN_NO),
    "counter/sw.js": (EVERYBODY, OPEN_NO),
    "counter/<slug:slug>/": (LOG, NO),
    "<slug:slug>/": (READ, NO),
    "<slug:slug>/till/": (MANAGE, MANAGE),
    "<slug:slug>/numbers/": (READ, NO),
    # Without a number it asks which one; a reader gets that far.
    "<slug:slug>/behind/": (READ, NO),
    "<slug:slug>/addons/": (READ, NO),
    "<slug:slug>/addons/<int:pk>/": (READ, NO),
    "<slug:slug>/services/": (READ, NO),
    "<slug:slug>/team/": (READ, NO),
    "<slug:slug>/week/": (READ, NO),
    "<slug:slug>/tickets/": (READ, NO),
    "<slug:slug>/tickets/<uuid:uuid>/": (READ, NO),
    "<slug:slug>/tickets/<uuid:uuid>/correct/": (NO, MANAGE),
    "<slug:slug>/week/<str:week>/": (READ, NO),
    "mail/stop/<str:token>/": (OPEN_NONE, OPEN_NONE),
    "<slug:slug>/reports/mail/": (READ, READ),
    "<slug:slug>/reports/mail/hour/": (NO, OWN),
    "<slug:slug>/reports/mail/test/": (NO, READ),
    "<slug:slug>/reports/mail/preview/<str:kind>/": (READ, NO),
    "<slug:slug>/reports/week/<str:week>/pdf/": (READ, NO),
    "<slug:slug>/reports/day/<str:day>/pdf/": (READ, NO),
    "<slug:slug>/catalog/": (READ, NO),
    "<slug:slug>/catalog/file/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/file/download/": (READ, NO),
    "<slug:slug>/catalog/history/": (READ, NO),
    "<slug:slug>/catalog/new/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/": (READ, NO),
    "<slug:slug>/catalog/<int:pk>/name/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/archive/": (NO, MANAGE),
    "<slug:slug>/catalog/<int:pk>/restore/": (NO, MANAGE),
    "<slug:slug>/catalog/<int:pk>/price/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/script/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/rule/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/details/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/<int:pk>/bundle/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/names/": (READ, NO),
    "<slug:slug>/catalog/names/merge/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/names/merges/<int:pk>/undo/": (NO, MANAGE),
    "<slug:slug>/catalog/names/aliases/": (NO, MANAGE),
    "<slug:slug>/catalog/names/aliases/<int:pk>/remove/": (NO, MANAGE),
    # Two add-ons have to be named.
    "<slug:slug>/catalog/names/different/": (NO, "login 404 403 404 404 403"),
    "<slug:slug>/catalog/names/<int:pk>/keep/": (NO, MANAGE),
    "<slug:slug>/catalog/services/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/services/<int:pk>/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/services/<int:pk>/price/": (MANAGE, MANAGE),
    "<slug:slug>/catalog/services/<int:pk>/archive/": (NO, MANAGE),
    "<slug:slug>/catalog/services/<int:pk>/restore/": (NO, MANAGE),
    "<slug:slug>/people/": (MANAGE, MANAGE),
    "<slug:slug>/people/<int:pk>/": (MANAGE, MANAGE),
    "<slug:slug>/people/<int:pk>/leave/": (NO, MANAGE),
    "<slug:slug>/people/<int:pk>/return/": (NO, MANAGE),
    "<slug:slug>/people/<int:pk>/pin/": (MANAGE, MANAGE),
    "<slug:slug>/people/<int:pk>/pin/remove/": (NO, MANAGE),
    "<slug:slug>/people/members/": (OWN, OWN),
    "<slug:slug>/people/members/<int:pk>/employee/": (NO, OWN),
    "<slug:slug>/people/members/<int:pk>/role/": (NO, OWN),
    "<slug:slug>/people/members/<int:pk>/remove/": (NO, OWN),
    "<slug:slug>/people/tokens/": (OWN, OWN),
    "<slug:slug>/people/tokens/<int:pk>/revoke/": (NO, OWN),
    "<slug:slug>/devices/": (MANAGE, MANAGE),
    "<slug:slug>/devices/<int:pk>/revoke/": (NO, MANAGE),
    "<slug:slug>/devices/<int:pk>/unlock/": (NO, MANAGE),
    "<slug:slug>/me/": (SEATED, NO),
    "<slug:slug>/training/": (SEATED, SEATED),
    "<slug:slug>/training/team/": (MANAGE, NO),
    "<slug:slug>/notes/": (MANAGE, MANAGE),
    "<slug:slug>/notes/<int:pk>/remove/": (NO, MANAGE),
    "<slug:slug>/settings/": (OWN, OWN),
    "<slug:slug>/start/": (MANAGE, NO),
    "<slug:slug>/start/services/": (MANAGE, MANAGE),
    "<slug:slug>/start/addons/": (MANAGE, MANAGE),
    "<slug:slug>/start/paste/": (MANAGE, MANAGE),
    "<slug:slug>/start/prices/": (MANAGE, MANAGE),
    "<slug:slug>/start/team/": (MANAGE, MANAGE),
    "<slug:slug>/start/baseline/": (MANAGE, NO),
    "<slug:slug>/start/card/": (READ, NO),
    "<slug:slug>/start/away/": (NO, MANAGE),
    "accounts/login/": (EVERYBODY, EVERYBODY),
    "accounts/logout/": (EVERYBODY, EVERYBODY),
    "accounts/inactive/": (EVERYBODY, OPEN_NO),
    "accounts/signup/": (EVERYBODY, EVERYBODY),
    "accounts/reauthenticate/": (AGAIN, AGAIN),
    "accounts/email/": (MEMBERS, MEMBERS),
    "accounts/confirm-email/": (EVERYBODY, OPEN_NO),
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": (EVERYBODY, OPEN_NONE),
    "accounts/password/change/": (MEMBERS, MEMBERS),
    "accounts/password/set/": (MEMBERS, MEMBERS),
    "accounts/password/reset/": (EVERYBODY, EVERYBODY),
    "accounts/password/reset/done/": (EVERYBODY, OPEN_NO),
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (EVERYBODY, EVERYBODY),
    "accounts/password/reset/key/done/": (EVERYBODY, OPEN_NO),
    "accounts/login/code/confirm/": (MEMBERS, MEMBERS),
    "accounts/2fa/": (MEMBERS, NO),
    "accounts/2fa/authenticate/": (MEMBERS, MEMBERS),
    "accounts/2fa/reauthenticate/": (AGAIN, AGAIN),
    "accounts/2fa/totp/activate/": (MEMBERS, MEMBERS),
    "accounts/2fa/totp/deactivate/": (NONE, NONE),
    "accounts/2fa/recovery-codes/": (NONE, NO),
    "accounts/2fa/recovery-codes/generate/": (MEMBERS, MEMBERS),
    "accounts/2fa/recovery-codes/download/": (NONE, NONE),
    "accounts/2fa/webauthn/": (MEMBERS, NO),
    "accounts/2fa/webauthn/add/": (MEMBERS, MEMBERS),
    "accounts/2fa/webauthn/reauthenticate/": (AGAIN, AGAIN),
    "accounts/2fa/webauthn/login/": (MEMBERS, MEMBERS),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": (NONE, NONE),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": (NONE, NONE),
}

# With their session: anonymous, outsider, counter, manager, owner, head office; then keys of this shop that
# may log, read, manage, one of another shop that may do everything there, and a tablet of this shop.
API: dict[str, str] = {
    "PUT tickets/{uuid}": "401 404 200 200 200 403 200 403 403 422 200",
    "GET tickets/{uuid}": "401 404 200 200 200 200 200 200 403 404 200",
    "GET tickets/{uuid}/eligible": "401 404 403 200 200 200 403 200 403 404 403",
    "POST tickets/batch": "401 404 200 200 200 403 200 403 403 200 200",
    "GET tickets": "401 404 200 200 200 403 200 403 403 200 200",
    "POST tickets/known": "401 404 200 200 200 403 200 403 403 200 200",
    "GET catalog": "401 404 200 200 200 200 200 200 403 200 200",
    "GET catalog/names": "401 404 403 200 200 200 403 200 403 200 403",
    "POST catalog/names/{addon}/keep": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/names/different": "401 404 403 204 204 403 403 403 204 422 403",
    "GET catalog/aliases": "401 404 403 200 200 200 403 200 403 200 403",
    "POST catalog/aliases": "401 404 403 201 201 403 403 403 201 422 403",
    "DELETE catalog/aliases/{alias}": "401 404 403 204 204 403 403 403 204 404 403",
    "GET catalog/merges": "401 404 403 200 200 200 403 200 403 200 403",
    "POST catalog/merges": "401 404 403 201 201 403 403 403 201 422 403",
    "POST catalog/merges/{merged}/undo": "401 404 403 200 200 403 403 403 200 404 403",
    "GET ask": "401 404 403 200 200 200 403 200 403 200 403",
    # A code is the permission; then a PIN, on a tablet only, and it is wrong here.
    "POST devices": "403 403 403 403 403 403 403 403 403 403 403",
    "POST pin": "401 404 403 403 403 403 403 403 403 403 403",
    "POST pin/change": "401 404 403 403 403 403 403 403 403 403 403",
    "POST pin/unlock": "401 404 403 403 403 403 403 403 403 403 403",
    "GET catalog/history": "401 404 403 200 200 200 403 200 403 200 403",
    "POST catalog/addons": "401 404 403 201 201 403 403 403 201 201 403",
    "GET catalog/addons/{addon}": "401 404 403 200 200 200 403 200 403 404 403",
    "PATCH catalog/addons/{addon}": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/addons/{addon}/archive": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/addons/{addon}/restore": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/addons/{addon}/prices": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/addons/{addon}/scripts": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/addons/{addon}/rules": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/service-types": "401 404 403 201 201 403 403 403 201 201 403",
    "PATCH catalog/service-types/{service}": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/service-types/{service}/archive": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/service-types/{service}/restore": "401 404 403 200 200 403 403 403 200 404 403",
    "POST catalog/service-types/{service}/prices": "401 404 403 200 200 403 403 403 200 404 403",
    "GET training": "401 404 200 200 200 403 200 403 403 200 200",
    "POST training": "401 404 200 200 200 403 200 403 403 404 200",
    # Nobody's log-in is linked to a name at the counter, and no PIN was shown.
    "GET me": "401 404 403 403 403 403 403 403 403 403 403",
}
KEYS = {"log": ["log"], "read": ["read"], "manage": ["manage"], "elsewhere": ["log", "read", "manage"]}
QUERY = {"GET ask": "?metric=tickets"}
BODIES: dict[str, Any] = {
    "POST tickets/batch": {"tickets": []},
    "POST tickets/known": {"tickets": []},
    "POST devices": {"code": "AAAAAAAA", "name": "Tablet"},
    "POST pin": {"employee": 1, "pin": "2580"},
    "POST pin/change": {"employee": 1, "old": "2580", "new": "8317"},
    "POST pin/unlock": {"code": "AAAAAAAA"},
}


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    # Every refusal is logged; hundreds of them would bury the one line that matters.
    caplog.set_level("CRITICAL", "django.request")
    caplog.set_level("CRITICAL", "toonbank.api")


def test_every_address_has_a_line() -> None:
    assert sorted({*addresses(get_resolver())} - {*PAGES}) == []
    assert sorted({*PAGES} - {*addresses(get_resolver())}) == []


def test_every_operation_has_a_line() -> None:
    described = api.get_openapi_schema()["paths"]
    found = {
        f"{method.upper()} {path.removeprefix('/api/v1/')}"
        for path in described
        for method in described[path]
    }
    assert found == set(API)


def test_who_gets_in(world: World) -> None:
    keys, logins, wrong = mine(world), {who: world.client(who).cookies for who in PEOPLE}, {}
    for route, rows in PAGES.items():
        address = filled(route, world.shop, keys)
        for method, row in zip(("GET", "POST"), rows, strict=True):
            found = [told(visit(method, address, logins[who])) for who in PEOPLE]
            if found != row.split():
                wrong[f"{method} {route}"] = " ".join(found)
    assert wrong == {}


def test_what_is_another_shops_is_missing(world: World) -> None:
    """By its own number in our shop, and in its own shop: answered like what never was, to the letter."""
    owner, keys = world.client("owner").cookies, theirs(world)
    nothing = dict.fromkeys(keys, 987_654_321)
    wrong = []
    for route, rows in PAGES.items():
        for method, row in zip(("GET", "POST"), rows, strict=True):
            if not re.search("<slug:slug>.*<(int|uuid):", route) or row == NO:
                continue
            missing = filled(route, world.shop, nothing)
            expected = (404, plain(visit(method, missing, owner), missing))
            for address in (filled(route, world.shop, keys), filled(route, world.neighbour, keys)):
                found = visit(method, address, owner)
                if (found.status_code, plain(found, address)) != expected:
                    wrong.append(f"{method} {address}")
    assert wrong == []


@pytest.mark.parametrize("operation", API)
def test_who_may_call(world: World, operation: str) -> None:
    secrets = [world.token(*scopes, shop=elsewhere(world, name)) for name, scopes in KEYS.items()]
    secrets.append(tablet(world.shop).secret)
    world.log(uuid=uuid(1))
    method, path = operation.split()
    keys = merged_and_spelled(world.shop)
    known = {"uuid": uuid(1), "addon": world.addons["glass"].pk, "service": world.services["repair"].pk}
    known |= {"merged": keys["names/merges/"], "alias": keys["names/aliases/"]}
    address = f"/api/v1/{path.format(**known)}{QUERY.get(operation, '')}"
    body = same_ticket(world) if method == "PUT" else bodies(world).get(operation)
    shop = {"Toonbank-Shop": world.shop.slug}
    found = [visit(method, address, world.client(who).cookies, body, shop) for who in PEOPLE]
    for secret in secrets:
        found.append(visit(method, address, SimpleCookie(), body, {"Authorization": f"Bearer {secret}"}))
    assert [answer.status_code for answer in found] == [int(status) for status in API[operation].split()]


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Of everything but the API, which describes itself."""
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif not route.startswith("api/"):
            yield route


def filled(route: str, shop: Shop, keys: dict[str, int]) -> str:
    route = re.sub(r"\(\?P<\w+>(?:[^()]|\[.*?\])*\)", "x", route.replace("^", "").replace("$", ""))
    slug = shop.chain.slug if route.startswith("chain/") and shop.chain else shop.slug
    route = route.replace("<slug:slug>", slug).replace("<str:week>", "2026-W46")
    route = route.replace("<slug:name>", "pin").replace("<uuid:uuid>", str(uuid(keys["tickets/"])))
    route = route.replace("<str:day>", "2026-11-21").replace("<str:kind>", "week")
    kind = next((kind for kind in keys if kind in route), "")
    return "/" + route.replace("<int:pk>", str(keys.get(kind, 1)))


def mine(world: World) -> dict[str, int]:
    """The key of one thing of each kind, by the part of the address that names the kind."""
    world.token("log")
    world.log(uuid=uuid(1))
    return {
        "chain/": add_shared(world.chain, "Strap").pk,
        "catalog/shared/": add_shared(world.chain, "Stand").pk,
        "tickets/": 1,
        "catalog/services/": world.services["repair"].pk,
        **merged_and_spelled(world.shop),
        "catalog/": world.addons["glass"].pk,
        "people/members/": world.members["counter"].pk,
        "people/tokens/": Token.objects.filter(device=None).get().pk,
        "people/": world.employees["sam"].pk,
        "devices/": tablet(world.shop).device.pk,
        "addons/": world.addons["glass"].pk,
        "notes/": add_note(world.seat("manager"), "weather", Period.day(NOW.date())).pk,
    }


def theirs(world: World) -> dict[str, int]:
    shop = world.neighbour
    world.token("log", shop=shop)
    visit_there = world.document(uuid=uuid(2), employee=None, service_type=None)
    record_ticket(world.seat("outsider"), visit_there, Source.COUNTER, NOW)
    clerk = User.objects.create_user("clerk@example.nl")
    other = open_chain("Other chain")
    return {
        "chain/": add_shared(other, "Strap").pk,
        "catalog/shared/": add_shared(other, "Stand").pk,
        "tickets/": 2,
        "catalog/services/": add_service_type(shop, "Tyre").pk,
        **merged_and_spelled(shop),
        "catalog/": create_addon(shop, "Bell").pk,
        "addons/": create_addon(shop, "Lamp").pk,
        "people/members/": Member.objects.create(user=clerk, shop=shop, role=Role.COUNTER).pk,
        "people/tokens/": Token.objects.filter(device=None).get().pk,
        "people/": hire(shop, "Kim").pk,
        "devices/": tablet(shop).device.pk,
        "notes/": add_note(world.seat("outsider"), "weather", Period.day(NOW.date())).pk,
    }


def merged_and_spelled(shop: Shop) -> dict[str, int]:
    one, other = create_many(shop, [NewAddon("Horn"), NewAddon("Hooter")])
    alias = aliases.add(one, "Honk", NOW)
    return {"names/merges/": merge(other, one, NOW).pk, "names/aliases/": alias.pk}


def elsewhere(world: World, key: str) -> Shop:
    return world.neighbour if key == "elsewhere" else world.shop


def bodies(world: World) -> dict[str, Any]:
    pair = {"addon": world.addons["glass"].pk, "into": world.addons["case"].pk}
    return {
        **BODIES,
        "POST catalog/names/different": pair,
        "POST catalog/merges": pair,
        "POST catalog/aliases": {"addon": pair["addon"], "name": "Pane"},
        "POST catalog/addons": {"category": "Strap"},
        "PATCH catalog/addons/{addon}": {"category": "Pane"},
        "POST catalog/addons/{addon}/prices": {"unit_price": 1500},
        "POST catalog/addons/{addon}/scripts": {"wording": "Shall we add glass?"},
        "POST catalog/addons/{addon}/rules": {},
        "POST catalog/service-types": {"name": "Advice"},
        "PATCH catalog/service-types/{service}": {"name": "Advice"},
        "POST catalog/service-types/{service}/prices": {"price": 8900},
        "POST training": {
            "employee": world.employees["sam"].pk,
            "answers": [{"card": "question", "choice": "declined"}],
        },
    }


def same_ticket(world: World) -> dict[str, Any]:
    """What world.log() recorded, as it is sent."""
    document = world.document(uuid=uuid(1))
    return {
        "revision": 1,
        "started_at": document.started_at.isoformat(),
        "employee": document.employee,
        "service_type": document.service_type,
    }


def visit(
    method: str,
    address: str,
    cookies: SimpleCookie,
    body: Any = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Its traces are wiped out, so that the next visitor finds the same shop."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    data = "" if body is None else json.dumps(body)
    kind = "application/octet-stream" if body is None else "application/json"
    with transaction.atomic():
        answer = client.generic(method, address, data, content_type=kind, headers=headers or {})
        transaction.set_rollback(True)
    # The list it left behind is kept by its version, which another list will have.
    snapshot._kept.clear()
    return answer


def told(answer: HttpResponse) -> str:
    if answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/"):
        return "login"
    return "in" if answer.status_code in (200, 302, 409, 422) else str(answer.status_code)


def plain(answer: HttpResponse, address: str) -> str:
    """Without what differs on every visit: the CSRF token and the address asked for."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return text.replace(address, "…")
