"""The link in every mail that ends it, without log-in: a page with a button, one press for mail programs."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from toonbank.doors.mail.letters import DAY, read_stop
from toonbank.lib.errors import Missing
from toonbank.shops.mails import choose_mails
from toonbank.shops.models import Member


# A mail program posts without a cookie of ours (RFC 8058); the token is the permission, for this one thing.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Only a POST ends anything: scanners of mail follow every link."""
    member, name = _meant(token)
    if request.method == "POST":
        choose_mails(member, **{name: False})
    place = member.shop or member.chain
    context = {"place": place, "daily": name == DAY, "ended": request.method == "POST"}
    return render(request, "mail/stop.html", context)


def _meant(token: str) -> tuple[Member, str]:
    read = read_stop(token)
    found = Member.objects.select_related("shop", "chain").filter(pk=read[0]).first() if read else None
    if read is None or found is None:
        raise Missing("stop_unknown", _("This link no longer works; you get nothing through it any more."))
    return found, read[1]
