"""The list goes out as a file, is edited, and comes back as exactly that difference."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from tests.world import World
from toonbank.catalog.list_file import look, take_in
from toonbank.catalog.models import Addon, Change, Price
from toonbank.catalog.rules import set_rule
from toonbank.doors.list_export import list_rows
from toonbank.doors.sheets import csv_bytes, xlsx_bytes
from toonbank.lib.errors import Refused
from toonbank.lib.problems import FileRefused
from toonbank.shops.models import Shop

TODAY = 2026_11_22


def shop(world: World) -> Shop:
    return Shop.objects.get(pk=world.shop.pk)


def exported(world: World, locale: str = "nl") -> str:
    return csv_bytes(list_rows(shop(world), TODAY), locale).decode("utf-8-sig")


def told(world: World, content: bytes | str) -> list[tuple[str, object, object]]:
    found = look(shop(world), content.encode() if isinstance(content, str) else content, TODAY)
    return [(one.what, one.before, one.after) for one in found.differences]


@pytest.mark.parametrize("locale", ["nl", "en", ""])
def test_what_comes_back_unchanged_changes_nothing(world: World, locale: str) -> None:
    set_rule(world.addons["case"], [world.services["repair"]], 2026_11_01, season=(1101, 228))
    content = csv_bytes(list_rows(shop(world), TODAY), locale)
    found = look(shop(world), content, TODAY)
    assert (found.differences, found.same) == ([], 4)
    assert told(world, xlsx_bytes(list_rows(shop(world), TODAY))) == []


def test_one_cell_edited_is_that_one_difference(world: World) -> None:
    text = exported(world)
    for old, new, expected in (
        (";25,00;9,00;", ";29,50;9,00;", ("price", (2500, 900), (2950, 900, TODAY))),
        ("add the case?", "try a case?", ("script", "Shall we add the case?", "Shall we try a case?")),
        ("Case;iPhone 14;clear", "Case;iPhone 15;clear", (
            "name", "Case · iPhone 14 · clear", "Case · iPhone 15 · clear",
        )),
    ):  # fmt: skip
        assert text.count(old) == 1
        assert told(world, text.replace(old, new)) == [expected]


def test_taken_in_it_is_done_and_again_it_is_nothing(world: World) -> None:
    text = exported(world).replace(";25,00;9,00;", ";29,50;9,00;")
    text = text.replace("iPhone 14;clear", "iPhone 15;clear")
    text += ";Strap;42 mm;;up-sell;;15,00;4,00;1;;Shall we fit a strap?;Repair;1;1;0\r\n"
    take_in(shop(world), text.encode(), TODAY)
    case, strap = Addon.objects.get(pk=world.addons["case"].pk), Addon.objects.get(category="Strap")
    assert case.name == "Case · iPhone 15 · clear"
    assert list(Price.objects.filter(addon=case).values_list("valid_from", "unit_price")) == [
        (0, 2500),
        (TODAY, 2950),
    ]
    assert (strap.kind, strap.discount_allowed, strap.prices.get().estimated) == ("up-sell", False, True)
    assert [one.name for one in strap.rules.get().service_types.all()] == ["Repair"]
    assert told(world, exported(world)) == []
    changes = Change.objects.count()
    take_in(shop(world), exported(world).encode(), TODAY)
    assert Change.objects.count() == changes


def test_off_the_list_and_back(world: World) -> None:
    lines = exported(world).splitlines()
    at = next(number for number, line in enumerate(lines) if ";Cable;" in line)
    lines[at] = lines[at].replace(";;1;1;1", ";;0;1;1")
    take_in(shop(world), "\r\n".join(lines).encode(), TODAY)
    assert Addon.objects.get(pk=world.addons["cable"].pk).active_until == 2026_11_21
    # A row the file lacks is left alone.
    assert told(world, "\r\n".join(lines[:1] + lines[1:2])) == []


def test_dutch_headers_and_a_file_without_numbers(world: World) -> None:
    text = "categorie;variant;detail;prijs;soort\nCase;iPhone 14;clear;30,00;bundel\n"
    assert told(world, text) == [("kind", "cross-sell", "bundle"), ("price", (2500, 900), (3000, 900, TODAY))]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_spreadsheet_saves(world: World, encoding: str) -> None:
    assert told(world, "category;price\nBeschermhoes café;12,50\n".encode(encoding)) == [
        ("new", None, "Beschermhoes café"),
        ("price", None, (1250, None, 0)),
    ]


def test_every_mistake_has_its_line_and_nothing_is_done(world: World) -> None:
    text = (
        "category;price;service_types;on_list;id\n"
        "Strap;12,50;;1;\nStrap;13,50;;1;\nBand;-1;;1;\nBelt;5,00;Nowhere;1;\nBuckle;5,00;;perhaps;\n"
        "Case;5,00;;1;987654\nbel 06 12345678;5,00;;1;\n"
    )
    before = (Addon.objects.count(), Change.objects.count())
    for act in (look, take_in):
        with pytest.raises(FileRefused) as refused:
            act(shop(world), text.encode(), TODAY)
        assert {problem.line for problem in refused.value.problems} <= {3, 4, 5, 6, 7, 8}
        assert refused.value.count >= 3
    assert (Addon.objects.count(), Change.objects.count()) == before
    assert told(world, exported(world)) == []


@pytest.mark.parametrize(
    "text", ["", "\n", "name;price\nCase;1\n", "category;category\nCase;x\n", "price\n1\n"]
)
def test_what_is_no_list_is_refused(world: World, text: str) -> None:
    with pytest.raises(Refused):
        look(shop(world), text.encode(), TODAY)


def book(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(**{"xl/vbaProject.bin": b"x"}), "workbook_trap"),
        (book(**{"xl/externalLinks/externalLink1.xml": b"x"}), "workbook_trap"),
        (book(**{"../../etc/passwd": b"x"}), "workbook_trap"),
        (book(**{"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "workbook_trap"),
        (book(**{"xl/sheet.xml": b"0" * 60_000_000}), "too_large"),
        (book(**{f"part{number}": b"" for number in range(600)}), "too_large"),
        (book(**{"hello.txt": b"x"}), "workbook_broken"),
        (b"PK\x03\x04 nonsense", "workbook_broken"),
    ],
)
def test_a_spreadsheet_that_is_a_trap_is_not_opened(world: World, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        look(shop(world), content, TODAY)
    assert refused.value.code == code


def test_a_formula_nobody_worked_out_is_named_by_its_cell(world: World) -> None:
    workbook, stream = Workbook(), io.BytesIO()
    sheet = workbook.active
    assert sheet is not None
    for row in (["category", "price"], ["Strap", "=10+2"]):
        sheet.append(row)
    workbook.save(stream)
    with pytest.raises(Refused) as refused:
        look(shop(world), stream.getvalue(), TODAY)
    assert (refused.value.code, refused.value.params["cell"]) == ("formula_bare", "B2")
