"""Reports to look at as mail, and to keep as PDF."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from toonbank.doors.mail.day import day_paper
from toonbank.doors.mail.letters import stop_address
from toonbank.doors.mail.newest import KINDS, newest_paper
from toonbank.doors.mail.paper import Paper
from toonbank.doors.mail.render import as_html, as_pdf
from toonbank.doors.mail.week import week_paper
from toonbank.lib.errors import Missing
from toonbank.lib.periods import parse_day, parse_week
from toonbank.reports.daily import daily
from toonbank.reports.weekly import weekly
from toonbank.shops import access

# A mail carries its styles on its elements; nothing else of it may do anything but open its links elsewhere.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)


@xframe_options_sameorigin
@require_safe
def preview(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What the newest mail looks like, in the language it is sent in."""
    seat = access.seat(request, slug, access.READ)
    if kind not in KINDS or not seat.member:
        raise Missing("not_found", gettext_noop("There is nothing here."))
    paper = newest_paper(seat, kind, timezone.now())
    page = as_html(paper, stop_address(seat.member, paper.kind))
    return HttpResponse(page, headers={"Content-Security-Policy": MAIL_POLICY})


@require_safe
def week_pdf(request: HttpRequest, slug: str, week: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    return _download(week_paper(weekly(seat.shop, parse_week(week), timezone.now())))


@require_safe
def day_pdf(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    return _download(day_paper(daily(seat.shop, parse_day(day), timezone.now())))


def _download(paper: Paper) -> HttpResponse:
    """In the reader's language, as the page it was asked for on."""
    name = f"{paper.file_name}-{get_language() or paper.language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Language": paper.language}
    return HttpResponse(as_pdf(paper), content_type="application/pdf", headers=headers)
