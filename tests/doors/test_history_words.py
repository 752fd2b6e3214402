"""Every act of the catalogue reads as one sentence."""

import pytest
from django.utils import translation

from tests.world import NOW, World
from toonbank.catalog.addons import archive, create_addon, edit, restore
from toonbank.catalog.aliases import add as add_alias
from toonbank.catalog.history import CODES, noted
from toonbank.catalog.merges import merge, unmerge
from toonbank.catalog.models import Change
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import rename_service_type, set_service_price
from toonbank.doors.history_words import SENTENCES, sentence, who


def said(world: World, number: int = 1, language: str = "en") -> list[str]:
    """The newest ones, newest first."""
    with translation.override(language):
        rows = Change.objects.filter(shop=world.shop)[:number]
        return [sentence(change, world.shop).replace("\xa0", " ") for change in rows]


def test_every_code_has_its_sentence() -> None:
    assert set(SENTENCES) == CODES


def test_a_code_nobody_declared_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="no change anybody could read"):
        noted(world.shop, "something_odd")


def test_acts_as_they_read(world: World) -> None:
    case, glass = world.addons["case"], world.addons["glass"]
    set_price(case, 2900, 900, 2026_12_01)
    assert said(world) == [
        "Case · iPhone 14 · clear: price € 29,00, cost € 9,00 from 1 December 2026 on"
        " (before that € 25,00, cost € 9,00)."
    ]
    set_script(case, "A case with it?", 2026_12_01)
    assert said(world) == ["Case · iPhone 14 · clear: “A case with it?” from 1 December 2026 on."]
    set_rule(case, [world.services["repair"]])
    assert said(world) == ["Case · iPhone 14 · clear: offered with Repair from the beginning."]
    edit(case, "Cover", "iPhone 14", "clear", "up-sell")
    assert said(world) == ["Case · iPhone 14 · clear is Cover · iPhone 14 · clear now (Up-sell)."]
    archive(case, 2026_12_01)
    restore(case, 2026_12_24)
    assert said(world, 2) == [
        "Cover · iPhone 14 · clear came back on the list from 24 December 2026 on.",
        "Cover · iPhone 14 · clear went off the list from 1 December 2026 on.",
    ]
    add_alias(glass, "Screen guard", NOW)
    unmerge(merge(case, glass, NOW), NOW)
    assert said(world, 3) == [
        "Cover · iPhone 14 · clear no longer counts as Screen protector · iPhone 14 · glass.",
        "Cover · iPhone 14 · clear counts as Screen protector · iPhone 14 · glass.",
        "“Screen guard” is another spelling of Screen protector · iPhone 14 · glass.",
    ]
    rename_service_type(world.services["repair"], "Screen repair")
    set_service_price(world.services["repair"], 8900)
    assert said(world, 2) == [
        "Screen repair usually costs € 89,00 from the beginning.",
        "Service type Repair is Screen repair now.",
    ]
    assert said(world, 1, "nl") == ["Screen repair kost meestal € 89,00 vanaf het begin."]


def test_an_unknown_cost_is_said_to_be_unknown(world: World) -> None:
    set_price(world.addons["cable"], 1300, None, 2026_12_01)
    assert "cost unknown from 1 December 2026 on" in said(world)[0]


def test_no_sentence_is_left_unfilled(world: World) -> None:
    for code in CODES:
        noted(world.shop, code, world.addons["glass"], world.services["repair"])
    assert not any("{" in text for text in said(world, len(CODES)))


def test_who_did_it(world: World) -> None:
    client = world.client("manager")
    client.post("/utrecht/catalog/services/", {"name": "Advice"})
    create_addon(world.shop, "Strap")
    newest, before = Change.objects.filter(shop=world.shop)[:2]
    with translation.override("en"):
        assert [who(newest), who(before)] == ["command line", "manager@example.nl"]
