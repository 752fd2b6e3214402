"""What is in a mail: the finding in the subject, all numbers in the shop's locale, names inert, a way out."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.utils import translation

from tests.metrics.worlds import NOW, detail_shop
from tests.world import World
from toonbank.catalog.models import Addon
from toonbank.doors.mail.day import day_paper
from toonbank.doors.mail.letters import letters, read_stop, stop_address
from toonbank.doors.mail.week import chain_paper, week_paper
from toonbank.jobs.message import message_of
from toonbank.jobs.models import Outbox
from toonbank.reports.daily import daily
from toonbank.reports.weekly import chain_weekly, weekly
from toonbank.shops.models import Member, Role, Shop, User

pytestmark = pytest.mark.django_db
EVIL = '<script>a</script> #read("/etc") $x$ *b* {{ 7 }} {% x %}'
SENT = datetime(2026, 11, 16, 7, tzinfo=UTC)


def letter(shop: Shop, language: str = "nl", week: int = 202646) -> Outbox:
    user = User.objects.create_user("noor@example.nl")
    member = Member.objects.create(user=user, shop=shop, role=Role.OWNER)
    with translation.override(language):
        return letters(week_paper(weekly(shop, week, NOW)), [member], str(week), SENT)[0]


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        (
            "nl",
            "Glans en Gloria, week 46: € 0,80 aan add-ons per bon",
            ["Interieurprotectant: 40 keer voorgesteld, 10 keer gekocht (25 %).", "€ 0,80", "40 / 100"],
        ),
        (
            "en",
            "Glans en Gloria, week 46: € 0,80 of add-ons per ticket",
            ["Interieurprotectant: 40 times offered, 10 times bought (25 %).", "€ 0,80", "40 / 100"],
        ),
    ],
)
def test_both_forms_say_the_numbers(language: str, subject: str, said: list[str]) -> None:
    found = letter(detail_shop().shop, language)
    assert plain(found.subject) == subject
    for form in (found.text, seen_in(found.html)):
        assert [one for one in said if one not in plain(form)] == []
    assert f'lang="{language}"' in found.html


def test_an_english_shop_reads_english_numbers() -> None:
    shop = detail_shop().shop
    shop.locale = "en"
    shop.save()
    assert plain(letter(shop, "en").subject) == "Glans en Gloria, week 46: €0.80 of add-ons per ticket"


def test_an_empty_week_says_so() -> None:
    found = letter(detail_shop().shop, week=202501)
    assert found.subject == "Glans en Gloria, week 1: geen bonnen vastgelegd"
    assert "In deze periode zijn geen bonnen vastgelegd." in found.text


def test_no_picture_script_or_style_sheet_from_elsewhere() -> None:
    html = letter(detail_shop().shop).html
    parsed = Page.of(html)
    assert parsed.tags.isdisjoint({"img", "script", "link", "iframe", "svg", "form", "object"})
    assert not re.search(r"url\(|@import|https?://(?!127\.0\.0\.1)", html)
    # Mail programs that throw the style sheet away still find it on each element.
    assert 'class="said" style="' in html


def test_bars_are_cells_with_a_width() -> None:
    assert re.search(r'<td class="few"[^>]* width="25%"', letter(detail_shop().shop).html)


def test_names_are_inert_everywhere() -> None:
    place = detail_shop()
    Addon.objects.filter(shop=place.shop).update(category=EVIL)
    Shop.objects.filter(pk=place.shop.pk).update(name=EVIL)
    found = letter(Shop.objects.get(pk=place.shop.pk))
    assert "script" not in Page.of(found.html).tags
    assert EVIL in seen_in(found.html)
    assert EVIL in found.text
    assert EVIL[:50] in found.subject
    assert message_of(found).message()["Subject"]


def test_a_long_name_leaves_room_for_the_finding() -> None:
    place = detail_shop()
    Shop.objects.filter(pk=place.shop.pk).update(name="Z" * 80)
    found = letter(Shop.objects.get(pk=place.shop.pk))
    assert len(found.subject) <= 200
    assert plain(found.subject).endswith("…, week 46: € 0,80 aan add-ons per bon")


def test_the_way_out_is_in_both_forms_and_in_the_headers(world: World) -> None:
    member = world.members["owner"]
    found = letters(week_paper(weekly(world.shop, 202647, NOW)), [member], "202647", SENT)[0]
    address = stop_address(member, "week")
    assert address in found.text
    assert address in Page.of(found.html).links
    assert message_of(found).extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert read_stop(address.split("/")[-2]) == (member.pk, "week")
    assert read_stop(address.split("/")[-2] + "x") is None


def test_a_chain_names_its_shops_and_has_each_of_them(world: World) -> None:
    world.log(world.offer("glass", "bought"))
    with translation.override("nl"):
        report = chain_weekly(world.chain, [world.shop], 202647, NOW)
        paper = chain_paper(report)
    assert plain(paper.subject) == "Fix & Go, week 47: € 20,00 aan add-ons per bon"
    titles = [section.title for section in paper.sections]
    assert titles[:2] == ["In één oogopslag", "Per zaak"]
    assert [section.title for section in paper.sections if section.big] == ["Fix & Go Utrecht"]
    table = paper.sections[1].table
    assert table
    assert [label for label, _cells in table.rows] == ["Fix & Go Utrecht"]


def test_the_daily_check_counts_what_there_is_to_do(world: World) -> None:
    world.log(world.offer("glass", "open"), status="open", employee=None)
    day = datetime(2026, 11, 22, tzinfo=UTC).date()
    with translation.override("nl"):
        paper = day_paper(daily(world.shop, day, datetime(2026, 11, 23, 7, tzinfo=UTC)))
    checks = paper.sections[0]
    assert plain(paper.subject) == "Fix & Go Utrecht, zondag 22 november: 2 dingen om na te kijken"
    assert {finding.address for finding in checks.findings} == {
        "http://127.0.0.1:8000/utrecht/tickets/?day=2026-11-22"
    }


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def seen_in(html: str) -> str:
    return Page.of(html).text


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.text = ""

    @classmethod
    def of(cls, html: str) -> "Page":
        page = cls()
        page.feed(html)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value for name, value in attrs if name == "href" and value}

    def handle_data(self, data: str) -> None:
        self.text += data
