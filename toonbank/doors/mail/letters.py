"""A report as mails: one for each recipient, with an address that ends them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from toonbank.doors.mail.paper import Paper
from toonbank.doors.mail.parts import address, shortened
from toonbank.doors.mail.render import as_html, as_pdf, as_text
from toonbank.jobs import registry
from toonbank.jobs.models import Outbox
from toonbank.shops.mails import want_day, want_week
from toonbank.shops.models import Member

WEEK, CHAIN_WEEK, DAY, TEST = "week", "chain_week", "day", "test"
WANTED = {WEEK: want_week, CHAIN_WEEK: want_week, DAY: want_day, TEST: Member.objects.all}
KINDS_ON_SCREEN = {WEEK: _("Weekly report"), DAY: _("Daily check")}
SALT = "toonbank.mail.stop"
MOST_OF_A_SUBJECT = 200


def mail_is_set_up() -> bool:
    """The console is where mail goes when nobody said where."""
    return "console" not in settings.EMAIL_BACKEND and "dummy" not in settings.EMAIL_BACKEND


def letters(paper: Paper, members: Iterable[Member], period: str, now: datetime) -> list[Outbox]:
    """Each once per report, period and recipient, whoever writes them and however often."""
    attachment = as_pdf(paper) if paper.kind != DAY else None
    return [_letter(paper, member, period, attachment, now) for member in members]


def trial(paper: Paper, member: Member, now: datetime) -> Outbox:
    """The same for one who asks to see it."""
    (letter,) = letters(paper, [member], str(uuid4()), now)
    letter.key = letter.key.replace(paper.kind, TEST, 1)
    return letter


def stop_address(member: Member, kind: str) -> str:
    """Works without a log-in: who holds the mail may end it."""
    name = DAY if kind == DAY else WEEK
    token = signing.dumps([member.pk, name], salt=SALT, compress=True)
    return address(reverse("mail_stop", args=[token]))


def read_stop(token: str) -> tuple[int, str] | None:
    try:
        pk, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return pk, name


@registry.address
def recipient_of(mail: Outbox) -> str | None:
    """Where that person reads mail now; None once the seat is gone or the report no longer wanted."""
    kind, _period, _member, pk = mail.key.rsplit(":", 3)
    member = WANTED[kind]().select_related("user").filter(pk=pk, user__is_active=True).first()
    return member.user.email if member else None


def _letter(paper: Paper, member: Member, period: str, attachment: bytes | None, now: datetime) -> Outbox:
    stop = stop_address(member, paper.kind)
    return Outbox(
        key=f"{paper.kind}:{period}:member:{member.pk}",
        recipient=member.user.email,
        subject=shortened(paper.subject, MOST_OF_A_SUBJECT),
        text=as_text(paper, stop),
        html=as_html(paper, stop),
        attachment_name=f"{paper.file_name}.pdf" if attachment else "",
        attachment=attachment,
        unsubscribe=stop,
        created_at=now,
        due_at=now,
    )
