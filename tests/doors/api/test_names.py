"""Names, spellings and merges by API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.world import World
from toonbank.catalog.addons import NewAddon, create_addon, create_many
from toonbank.catalog.models import Addon, Alias, Change, Merge, NotTheSame

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call


def named(addon: Addon) -> dict[str, Any]:
    return {"id": addon.pk, "name": addon.name}


@pytest.fixture
def glas(world: World) -> Addon:
    (addon,) = create_many(world.shop, [NewAddon("Screenprotector", "iPhone 14", "glas", listed=False)])
    world.addons["glas"] = addon
    for _ticket in range(3):
        world.log(world.offer("glas", "bought", unit_price=2000))
        world.log(world.offer("glass", "bought"))
    return addon


def test_what_is_not_settled(world: World, call: Call, glas: Addon) -> None:
    answer = call("GET", "catalog/names").json()
    (waiting,) = answer["unmatched"]
    assert {name: waiting[name] for name in ("id", "name", "tickets", "first_day", "last_day")} == {
        **named(glas),
        "tickets": 3,
        "first_day": "2026-11-22",
        "last_day": "2026-11-22",
    }
    assert waiting["proposals"][0]["into"] == named(world.addons["glass"])
    assert call("POST", f"catalog/names/{glas.pk}/keep").json() == named(glas)
    assert call("GET", "catalog/names").json()["unmatched"] == []


def test_two_different_things(world: World, call: Call, glas: Addon) -> None:
    pair = {"addon": glas.pk, "into": world.addons["glass"].pk}
    assert call("POST", "catalog/names/different", pair).status_code == 204
    assert NotTheSame.objects.count() == 1
    (waiting,) = call("GET", "catalog/names").json()["unmatched"]
    assert pair["into"] not in {one["into"]["id"] for one in waiting["proposals"]}


def test_spellings(world: World, call: Call) -> None:
    glass = world.addons["glass"]
    made = call("POST", "catalog/aliases", {"addon": glass.pk, "name": "Pane  of glass"})
    alias = Alias.objects.get()
    assert made.status_code == 201
    assert made.json() == {"id": alias.pk, "name": "Pane of glass", "addon": named(glass)}
    assert call("GET", "catalog/aliases").json() == {"aliases": [made.json()]}
    for name, code in (
        ("pane of GLASS", "alias_exists"),
        ("Set-up help", "alias_is_name"),
        ("", "text_empty"),
    ):
        answer = call("POST", "catalog/aliases", {"addon": glass.pk, "name": name})
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, "name")
    assert call("DELETE", f"catalog/aliases/{alias.pk}").status_code == 204
    assert call("DELETE", f"catalog/aliases/{alias.pk}").status_code == 404
    assert call("GET", "catalog/aliases").json() == {"aliases": []}


def test_preview_merge_and_undo(world: World, call: Call, glas: Addon) -> None:
    glass, pair = world.addons["glass"], {"addon": glas.pk, "into": world.addons["glass"].pk}
    preview = call("POST", "catalog/merges?preview=true", pair)
    told = preview.json()
    assert (preview.status_code, told["addon"], told["into"]) == (200, named(glas), named(glass))
    sums = {
        side: {name: value.get("hits", value.get("total")) for name, value in told[side].items()}
        for side in ("moving", "before", "after")
    }
    assert sums == {
        "moving": {"offers": 3, "bought": 3, "attach_rate": 3, "revenue": 6000, "profit": 0},
        "before": {"offers": 3, "bought": 3, "attach_rate": 3, "revenue": 6000, "profit": 4800},
        "after": {"offers": 6, "bought": 6, "attach_rate": 6, "revenue": 12000, "profit": 4800},
    }
    assert [month["month"] for month in told["months"]] == ["2026-11"]
    assert (told["tickets_with_both"], Merge.objects.count()) == (0, 0)
    done = call("POST", "catalog/merges", pair)
    row = done.json()
    assert (done.status_code, row["addon"], row["into"], row["undone_at"]) == (
        201,
        named(glas),
        named(glass),
        None,
    )
    assert call("GET", "catalog/merges").json() == {"merges": [row]}
    again = call("POST", "catalog/merges", pair)
    assert (again.status_code, again.json()["code"]) == (409, "already_merged")
    circle = call("POST", "catalog/merges", {"addon": glass.pk, "into": glas.pk})
    assert (circle.status_code, circle.json()["code"]) == (409, "merge_circle")
    rows = call("GET", "ask?metric=offers&by=addon").json()["rows"]
    assert [(one["addon"], one["offers"]["hits"]) for one in rows] == [(glass.name, 6)]
    undone = call("POST", f"catalog/merges/{row['id']}/undo")
    assert (undone.status_code, undone.json()["undone_at"]) == (200, "2026-11-22T13:30:00+00:00")
    twice = call("POST", f"catalog/merges/{row['id']}/undo")
    assert (twice.status_code, twice.json()["code"]) == (409, "merge_undone")


def test_it_says_who_did_it(world: World, call: Call) -> None:
    call("POST", "catalog/merges", {"addon": world.addons["case"].pk, "into": world.addons["glass"].pk})
    change = Change.objects.filter(code="addon_merged").get()
    assert (change.token is not None, change.member, change.after["into"]) == (
        True,
        None,
        world.addons["glass"].name,
    )


def test_what_is_merged_is_not_offered(world: World, call: Call, glas: Addon) -> None:
    before = call("GET", "catalog")
    assert glas.pk not in {addon["id"] for addon in before.json()["addons"]}
    call("POST", "catalog/merges", {"addon": world.addons["case"].pk, "into": world.addons["glass"].pk})
    after = call("GET", "catalog", **{"If-None-Match": before.headers["ETag"]})
    ids = {addon["id"] for addon in after.json()["addons"]}
    assert ids == {world.addons[name].pk for name in ("glass", "help", "cable")}


@pytest.mark.parametrize(
    ("addon", "into", "status", "code", "field"),
    [
        ("glass", "glass", 422, "merge_itself", "into"),
        ("glass", "theirs", 422, "addon_unknown", "into"),
        ("theirs", "glass", 422, "addon_unknown", "addon"),
        ("help", "glass", 409, "merge_circle", None),
    ],
)
def test_what_cannot_be_merged(
    world: World, call: Call, addon: str, into: str, status: int, code: str, field: str | None
) -> None:
    keys = {name: row.pk for name, row in world.addons.items()}
    keys["theirs"] = create_addon(world.neighbour, "Bell").pk
    call("POST", "catalog/merges", {"addon": keys["glass"], "into": keys["help"]})
    for address in ("catalog/merges", "catalog/merges?preview=true"):
        answer = call("POST", address, {"addon": keys[addon], "into": keys[into]})
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem.get("field")) == (status, code, field)
    assert Merge.objects.count() == 1


def test_a_name_of_ten_thousand_signs(world: World, call: Call) -> None:
    for name in ("x" * 10_000, "a\u0000b", "   ", "🎉"):
        answer = call("POST", "catalog/aliases", {"addon": world.addons["glass"].pk, "name": name})
        assert (answer.status_code, answer.json()["field"]) == (422, "name")


@pytest.mark.parametrize(
    "address", ["catalog/names/9/keep", "catalog/merges/9/undo", f"catalog/merges/{10**30}/undo"]
)
def test_what_is_not_there(world: World, call: Call, address: str) -> None:
    assert call("POST", address.replace("/9/", "/987654321/")).status_code == 404
