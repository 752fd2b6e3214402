"""The tablet's page: one shell with its words; the rest happens on the device and over the API."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from toonbank.doors.counter.words import words
from toonbank.shops import access

# Named here so that the browser fetches them side by side instead of one after the other.
MODULES = [
    f"counter/{name}.js"
    for name in ("app", "dom", "form", "money", "send", "start", "store", "ticket", "uuid7")
]


@require_safe
@ensure_csrf_cookie
def counter(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.LOG)
    return render(request, "counter/counter.html", {"shop": seat.shop, "words": words(), "modules": MODULES})
