"""Names on the screen: settled, kept, told apart, spelled, merged and undone."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from toonbank.catalog import aliases
from toonbank.catalog.addons import NewAddon, create_many
from toonbank.catalog.merges import merge
from toonbank.catalog.models import Addon, Alias, Merge, NotTheSame

ENGLISH = {"accept-language": "en"}
NAMES = "/utrecht/catalog/names/"


@pytest.fixture
def glas(world: World) -> Addon:
    """A name that came in with a file, on two tickets of repairs."""
    (addon,) = create_many(world.shop, [NewAddon("Screenprotector", "iPhone 14", "glas", listed=False)])
    world.addons["glas"] = addon
    for _ticket in range(2):
        world.log(world.offer("glas", "bought", unit_price=2000))
        world.log(world.offer("glass", "bought"))
    return addon


def send(
    world: World, address: str, data: dict[str, Any] | None = None, who: str = "manager"
) -> HttpResponse:
    return world.client(who).post(f"{NAMES}{address}", data or {}, headers=ENGLISH, follow=True)


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]


def test_what_waits_and_what_it_probably_is(world: World, glas: Addon) -> None:
    response = world.client("manager").get(NAMES, headers=ENGLISH)
    (row,) = response.context["waiting"]
    assert (row["addon"], row["tickets"], row["first"]) == (glas, 2, "22 nov 2026")
    assert (row["best"]["into"], row["likely"][0]) == (world.addons["glass"],) * 2
    assert row["best"]["why"] == (
        "nearly the same name, the same price, on the same services,"
        " never together on a ticket, 1 × was to be expected"
    )
    assert {addon.name for addon in row["others"]}.isdisjoint({addon.name for addon in row["likely"]})
    assert "Probably “Screen protector" in response.content.decode()


def test_a_reader_sees_no_buttons(world: World, glas: Addon) -> None:
    page = world.client("head_office").get(NAMES).content.decode()
    assert glas.name in page
    assert f'action="{NAMES}' not in page


def test_it_is_kept_as_an_add_on(world: World, glas: Addon) -> None:
    response = send(world, f"{glas.pk}/keep/")
    glas.refresh_from_db()
    assert (glas.listed, response.context["waiting"]) == (True, [])  # type: ignore[attr-defined]


def test_first_what_moves_then_the_merge_then_the_undo(world: World, glas: Addon) -> None:
    glass, client = world.addons["glass"], world.client("manager")
    pair = {"addon": glas.pk, "into": glass.pk}
    preview = client.get(f"{NAMES}merge/", pair, headers=ENGLISH)
    cells = {row["metric"].key: [cell["said"] for cell in row["cells"]] for row in preview.context["rows"]}
    assert cells == {
        "offers": ["2", "2", "4"],
        "bought": ["2", "2", "4"],
        "attach_rate": ["100 %", "100 %", "100 %"],
        "revenue": ["€\xa040,00", "€\xa040,00", "€\xa080,00"],
        "profit": ["–", "€\xa032,00", "€\xa032,00"],
    }
    assert [(month["label"], month["cells"]) for month in preview.context["months"]] == [
        ("November 2026", ["2", "2", "€\xa040,00"])
    ]
    assert Merge.objects.count() == 0
    done = send(world, "merge/", pair)
    assert said(done) == [
        "“Screenprotector · iPhone 14 · glas” counts as “Screen protector · iPhone 14 · glass” from now on."
        " You can undo this at any time."
    ]
    (row,) = done.context["merged"]  # type: ignore[attr-defined]
    assert (row["merge"].addon, row["by"]) == (glas, "Manager")
    again = client.post(f"{NAMES}merge/", pair, headers=ENGLISH)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["addon"])
    undone = send(world, f"merges/{row['merge'].pk}/undo/")
    assert (undone.context["merged"], len(undone.context["undone"])) == ([], 1)  # type: ignore[attr-defined]
    assert said(send(world, f"merges/{row['merge'].pk}/undo/")) == ["This merge was undone before."]
    assert (Merge.objects.count(), Alias.objects.count()) == (1, 0)


def test_tickets_with_both_are_said(world: World, glas: Addon) -> None:
    world.log(world.offer("glas", "bought"), world.offer("glass", "declined"))
    pair = {"addon": glas.pk, "into": world.addons["glass"].pk}
    page = world.client("manager").get(f"{NAMES}merge/", pair, headers=ENGLISH)
    assert page.context["preview"].both == 1
    assert "On 1 ticket both were offered." in page.content.decode()


@pytest.mark.parametrize(
    ("addon", "into", "field"),
    [("glass", "glass", "into"), ("glass", "glas", "into"), ("", "glass", "addon"), ("x", "glass", "addon")],
)
def test_what_cannot_be_merged_is_said_at_its_field(
    world: World, glas: Addon, addon: str, into: str, field: str
) -> None:
    keys = {name: world.addons[name].pk if name in world.addons else name for name in (addon, into)}
    pair = {"addon": keys[addon], "into": keys[into]}
    for response in (
        world.client("manager").get(f"{NAMES}merge/", pair),
        world.client("manager").post(f"{NAMES}merge/", pair),
    ):
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Merge.objects.count() == 0


def test_two_different_things(world: World, glas: Addon) -> None:
    pair = {"addon": world.addons["case"].pk, "into": world.addons["glass"].pk}
    assert said(send(world, "different/", pair)) == ["Saved."]
    assert NotTheSame.objects.get().one == world.addons["glass"]
    assert send(world, "different/", {"addon": "x", "into": glas.pk}).status_code == 404


def test_spellings_come_and_go(world: World) -> None:
    glass = world.addons["glass"]
    send(world, "aliases/", {"name": "Pane of glass", "addon": glass.pk})
    alias = Alias.objects.get()
    assert (alias.addon, alias.name, alias.created_by) == (glass, "Pane of glass", world.members["manager"])
    wrong = send(world, "aliases/", {"name": "pané of glass", "addon": world.addons["case"].pk})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["name"] == [  # type: ignore[attr-defined]
        "“Pane of glass” is another spelling of “Screen protector · iPhone 14 · glass”."
    ]
    send(world, f"aliases/{alias.pk}/remove/")
    assert Alias.objects.count() == 0


def test_the_spelling_of_a_merge_stays_with_it(world: World, glas: Addon) -> None:
    merge(glas, world.addons["glass"], timezone.now())
    page = world.client("manager").get(NAMES)
    assert [row["of_merge"] for row in page.context["spellings"]] == [True]
    assert "remove/" not in page.content.decode()


@pytest.mark.parametrize("more", [0, 20])
def test_it_costs_the_same_for_more_names(
    world: World, glas: Addon, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    made = create_many(world.shop, [NewAddon(f"Thing {number}", listed=False) for number in range(more)])
    for thing in made[:5]:
        aliases.add(thing, f"Spelling of {thing}", timezone.now())
        merge(thing, world.addons["case"], timezone.now())
    client = world.client("manager")
    client.get(NAMES)
    # Session, user, seat, six for what is to settle, the list twice, what was merged, spellings, merges.
    with django_assert_num_queries(14):
        client.get(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "SCREEN protector",
        "Scréen  protector",
        "Scre\u0301en protector",
        "Screen\u200b protector",
        "Sсreen рrotector",
    ],
)
def test_a_name_that_is_taken_leads_to_the_one_that_has_it(world: World, name: str) -> None:
    glass, case = world.addons["glass"], world.addons["case"]
    taken = {"category": name, "variant": "iPhone 14", "detail": "glass", "kind": "cross-sell"}
    for address, merging in (("new", False), (f"{case.pk}/name", True)):
        response = world.client("manager").post(f"/utrecht/catalog/{address}/", taken, headers=ENGLISH)
        page = response.content.decode()
        assert (response.status_code, response.context["twin"]) == (422, glass)
        assert f'href="/utrecht/catalog/{glass.pk}/"' in page
        assert (f'href="{NAMES}merge/?addon={case.pk}&amp;into={glass.pk}"' in page) is merging


@pytest.mark.parametrize("name", ["x" * 10_000, "🎉🎉", "\0", "   ", "\u202e \u2066"])
def test_no_such_names(world: World, name: str) -> None:
    for address, data in (
        ("new/", {"category": name, "kind": "cross-sell"}),
        ("names/aliases/", {"name": name, "addon": world.addons["glass"].pk}),
    ):
        response = world.client("manager").post(f"/utrecht/catalog/{address}", data)
        assert (response.status_code, len(response.context["form"].errors)) == (422, 1)


def test_turned_around_letters_are_stored_straight(world: World) -> None:
    data = {"category": "Pan\u202ee", "kind": "cross-sell"}
    world.client("manager").post("/utrecht/catalog/new/", data)
    assert Addon.objects.filter(category="Pane", key="pane").count() == 1


def test_the_former_name_is_kept_after_renaming(world: World) -> None:
    glass = world.addons["glass"]
    new = {"category": "Display glass", "variant": "iPhone 14", "detail": "", "kind": "cross-sell"}
    world.client("manager").post(f"/utrecht/catalog/{glass.pk}/name/", new)
    assert list(Alias.objects.values_list("addon", "name")) == [
        (glass.pk, "Screen protector · iPhone 14 · glass")
    ]


def test_it_is_marked_where_it_is_seen(world: World, glas: Addon) -> None:
    found = world.log(world.offer("glas", "bought"), world.offer("glass", "bought"))
    client = world.client("manager")
    pages = ("/utrecht/numbers/?from=2026-11-01&to=2026-11-30", f"/utrecht/tickets/{found.document.uuid}/")
    for page in pages:
        assert client.get(page, headers=ENGLISH).content.decode().count("not on the list") == 1, page
    assert "not on the list" in client.get(f"/utrecht/catalog/{glas.pk}/", headers=ENGLISH).content.decode()
    merge(glas, world.addons["glass"], timezone.now())
    for page in pages:
        assert "not on the list" not in client.get(page, headers=ENGLISH).content.decode()
    assert "counts as Screen protector" in client.get(pages[1], headers=ENGLISH).content.decode()
