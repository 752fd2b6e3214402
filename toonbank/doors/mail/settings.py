"""Which reports I get, at what hour they go out, what they look like, and one to try."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.mail.letters import DAY, KINDS_ON_SCREEN, TEST, mail_is_set_up, trial
from toonbank.doors.mail.newest import KINDS, newest_paper
from toonbank.jobs.claim import take
from toonbank.jobs.models import Outbox
from toonbank.jobs.outbox import send_one
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.mails import change_report_hour, choose_mails, want_day, want_week, wants_week
from toonbank.shops.models import Member

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
BETWEEN_TRIALS = timedelta(minutes=1)


class ChoiceForm(forms.Form):
    week = forms.BooleanField(label=_("The weekly report, on Monday"), required=False)
    day = forms.BooleanField(label=_("The daily check, after each day"), required=False)


class HourForm(forms.Form):
    report_hour = forms.TypedChoiceField(
        label=_("Mail goes out at"), choices=HOURS, coerce=int, help_text=_("On the clock of the shop.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: HttpRequest, slug: str) -> HttpResponse:
    seat, member = _seat(request, slug)
    form = _choices(member, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose_mails(member, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("mail", slug)
    return render(request, "mail/settings.html", _context(seat, member, form, request.GET.get("kind", "")))


@require_POST
def hour(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.OWN)
    form = HourForm(request.POST)
    if form.is_valid():
        change_report_hour(seat.shop, form.cleaned_data["report_hour"])
        messages.success(request, gettext("Saved."))
    else:
        messages.error(request, gettext("Choose an hour from 0 to 23."))
    return redirect("mail", slug)


@require_POST
def send_test(request: HttpRequest, slug: str) -> HttpResponse:
    """At once, so that a wrong setting shows itself here and not on Monday."""
    seat, member = _seat(request, slug)
    kind = request.POST.get("kind", "")
    now = timezone.now()
    recent = Outbox.objects.filter(key__startswith=f"{TEST}:", key__endswith=f":member:{member.pk}")
    if recent.filter(created_at__gt=now - BETWEEN_TRIALS).exists():
        messages.error(request, gettext("One was just sent: wait a minute before the next one."))
        return redirect("mail", slug)
    letter = trial(newest_paper(seat, kind if kind in KINDS else KINDS[0], now), member, now)
    letter.save()
    problem = send_one(letter, timezone.now) if take(letter, now) else ""
    if problem:
        letter.delete()
        said = gettext("The mail server did not take it: {problem}").format(problem=problem)
        messages.error(request, said)
    else:
        messages.success(request, gettext("Sent to {email}.").format(email=letter.recipient))
    return redirect("mail", slug)


def _seat(request: HttpRequest, slug: str) -> tuple[Seat, Member]:
    seat = access.seat(request, slug, access.READ)
    assert seat.member  # a log-in has one; only machines have none
    return seat, seat.member


def _choices(member: Member, sent: Any) -> ChoiceForm:
    form = ChoiceForm(sent, initial={"week": wants_week(member), "day": member.mail_day})
    if member.shop_id is None:
        del form.fields["day"]
    return form


def _context(seat: Seat, member: Member, form: ChoiceForm, kind: str) -> dict[str, Any]:
    last = Outbox.objects.filter(key__endswith=f":member:{member.pk}").exclude(key__startswith=f"{TEST}:")
    kinds = KINDS[:1] if member.shop_id is None else KINDS
    return {
        "seat": seat,
        "section": "week",
        "form": form,
        "hour": HourForm(initial={"report_hour": seat.shop.report_hour}),
        "others": _others(seat) if seat.may(access.OWN) else None,
        "set_up": mail_is_set_up(),
        "kind": kind if kind in kinds else kinds[0],
        "kinds": [(one, gettext(KINDS_ON_SCREEN[one])) for one in kinds],
        "daily": kind == DAY,
        "last": last.order_by("-created_at").first(),
    }


def _others(seat: Seat) -> list[tuple[str, str]]:
    """Who gets what; each chooses for himself."""
    week = set(want_week().filter(shop=seat.shop).values_list("pk", flat=True))
    day = set(want_day().filter(shop=seat.shop).values_list("pk", flat=True))
    found = Member.objects.filter(shop=seat.shop, pk__in=week | day).select_related("user")
    parts = ((week, gettext("weekly report")), (day, gettext("daily check")))
    return [
        (member.user.email, ", ".join(name for keys, name in parts if member.pk in keys))
        for member in found.order_by("user__email")
    ]
