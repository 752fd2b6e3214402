"""The mail to look at and the PDF to keep."""

import pytest

from tests.world import World


@pytest.mark.parametrize(("kind", "status"), [("week", 200), ("day", 200), ("chain_week", 404), ("x", 404)])
def test_the_mail_in_a_frame(world: World, kind: str, status: int) -> None:
    answer = world.client("manager").get(f"/utrecht/reports/mail/preview/{kind}/")
    assert answer.status_code == status


def test_it_can_do_nothing_and_only_our_own_page_may_show_it(world: World) -> None:
    answer = world.client("owner").get("/utrecht/reports/mail/preview/week/")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    ]


def test_head_office_sees_the_chain(world: World) -> None:
    text = world.client("head_office").get("/utrecht/reports/mail/preview/week/").content.decode()
    assert '<p class="place"' in text
    assert ">Fix &amp; Go</p>" in text


@pytest.mark.parametrize(
    ("path", "name"),
    [("week/2026-W47", "utrecht-2026-W47-en.pdf"), ("day/2026-11-22", "utrecht-2026-11-22-en.pdf")],
)
def test_a_pdf_in_the_readers_language(world: World, path: str, name: str) -> None:
    world.log(world.offer("glass", "bought"))
    answer = world.client("head_office").get(
        f"/utrecht/reports/{path}/pdf/", headers={"accept-language": "en"}
    )
    assert answer.content.startswith(b"%PDF-")
    found = (answer.headers["Content-Type"], answer.headers["Content-Disposition"])
    assert found == ("application/pdf", f'attachment; filename="{name}"')
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize("path", ["week/2026-W99", "week/x", "day/2026-02-30", "day/x"])
def test_no_such_week_or_day(world: World, path: str) -> None:
    assert world.client("owner").get(f"/utrecht/reports/{path}/pdf/").status_code == 422


def test_the_week_on_screen_leads_to_both(world: World) -> None:
    world.log(world.offer("glass", "bought"))
    page = world.client("owner").get("/utrecht/week/2026-W47/").content.decode()
    assert "/utrecht/reports/week/2026-W47/pdf/" in page
    assert 'href="/utrecht/reports/mail/"' in page
