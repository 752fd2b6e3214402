"""Which reports come by mail, to whom, and at what hour."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.shops.access import READ, ROLE_SCOPES
from toonbank.shops.models import Member, Role, Shop

# Who gets the week without having said anything about it.
USUALLY_WEEK = (Role.OWNER, Role.HEAD_OFFICE)
READERS = tuple(role for role, scopes in ROLE_SCOPES.items() if READ in scopes)


def want_week() -> QuerySet[Member]:
    """Seats in shops and head offices whose people want the weekly report, and may read it."""
    return _readers().filter(Q(mail_week=True) | Q(mail_week=None, role__in=USUALLY_WEEK))


def want_day() -> QuerySet[Member]:
    """A head office has no day of its own."""
    return _readers().filter(mail_day=True, shop__isnull=False)


def wants_week(member: Member) -> bool:
    return member.mail_week if member.mail_week is not None else member.role in USUALLY_WEEK


def choose_mails(member: Member, week: bool | None = None, day: bool | None = None) -> Member:
    """None leaves a choice as it was."""
    if week is not None:
        member.mail_week = week
    if day is not None:
        member.mail_day = day and member.shop_id is not None
    member.save(update_fields=["mail_week", "mail_day"])
    return member


def change_report_hour(shop: Shop, hour: int) -> Shop:
    """From the next report on; what went out already does not go out again."""
    if isinstance(hour, bool) or not 0 <= hour <= 23:
        raise Refused("report_hour_invalid", _("Choose an hour from 0 to 23."), field="report_hour")
    shop.report_hour = hour
    shop.save(update_fields=["report_hour"])
    return shop


def _readers() -> QuerySet[Member]:
    return Member.objects.filter(role__in=READERS, user__is_active=True).select_related("user")
