"""The tablet's page: a shell without a word about any shop; the rest happens there and over the API."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from toonbank.doors.compression import compressed
from toonbank.shops import access


@require_safe
@login_not_required
def shell(request: HttpRequest) -> HttpResponseBase:
    """For enrolled tablets: they show who they are to the API, not here."""
    return _page(request)


@require_safe
@ensure_csrf_cookie
def counter(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for a member who is logged in; the script finds the shop in the address."""
    access.seat(request, slug, access.LOG)
    return _page(request)


def _page(request: HttpRequest) -> HttpResponseBase:
    """The same for everybody, so its length tells nothing."""
    return compressed(request, render(request, "counter/counter.html"))
