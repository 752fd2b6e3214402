"""The list of add-ons as a file: fetched, edited in a spreadsheet, looked at, and only then taken in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toonbank.catalog.list_file import look, take_in
from toonbank.doors.list_export import list_rows
from toonbank.doors.list_words import sentence
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import page
from toonbank.doors.sheets import download
from toonbank.lib.errors import Conflict, Refused, gettext_noop
from toonbank.shops import access
from toonbank.shops.models import Shop

# A list is a few dozen lines; what is larger is something else.
MAX_BYTES = 1_000_000
SALT = "toonbank.list-file"
HALF_AN_HOUR = 1800


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The list, changed in a spreadsheet"),
        help_text=_("CSV or XLSX. What a file leaves out is left alone; nothing changes before you say so."),
    )


@require_http_methods(["GET", "POST"])
def list_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The file travels signed with the preview, together with the version of the list it was held against."""
    seat = access.seat(request, slug, access.MANAGE)
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"section": "catalog"}
    if request.method != "POST":
        return page(request, seat, "catalog_file", context, FileForm())
    try:
        if "confirmed" in request.POST:
            return _taken_in(request, seat.shop)
        if form.is_valid():
            context |= _looked_at(seat.shop, _content(form))
            form = FileForm()
    except (Refused, Conflict) as error:
        context["wrong"] = error.text(gettext).split("\n")
        form = FileForm()
    return page(request, seat, "catalog_file", context, form)


def _content(form: FileForm) -> bytes:
    uploaded = form.cleaned_data["file"]
    if uploaded.size > MAX_BYTES:
        message = gettext_noop("This file is too big for a list of add-ons: at most {most} MB.")
        raise Refused("too_large", message, most=MAX_BYTES // 1_000_000)
    return bytes(uploaded.read())


def _looked_at(shop: Shop, content: bytes) -> dict[str, Any]:
    found = look(shop, content, shown.today(shop))
    sealed = signing.dumps([shop.pk, shop.catalog_version, content.hex()], salt=SALT, compress=True)
    lines = [(one.line, sentence(one, shop)) for one in found.differences]
    return {"lines": lines, "same": found.same, "sealed": sealed, "looked": True}


def _taken_in(request: HttpRequest, shop: Shop) -> HttpResponse:
    stale = Conflict("list_changed", gettext_noop("The list was changed meanwhile: choose the file again."))
    try:
        pk, version, content = signing.loads(request.POST["confirmed"], salt=SALT, max_age=HALF_AN_HOUR)
    except signing.BadSignature:
        raise stale from None
    if (pk, version) != (shop.pk, shop.catalog_version):
        raise stale
    count = len(take_in(shop, bytes.fromhex(content), shown.today(shop)).differences)
    said = ngettext("{count} change was made.", "{count} changes were made.", count)
    messages.success(request, said.format(count=count))
    return redirect(reverse("catalog", args=[shop.slug]))


@require_http_methods(["GET"])
def list_download(request: HttpRequest, slug: str) -> HttpResponse:
    """`?file=xlsx` for a workbook; CSV in the shop's own marks otherwise."""
    seat = access.seat(request, slug, access.READ)
    format_ = "xlsx" if request.GET.get("file") == "xlsx" else "csv"
    name = f"{seat.shop.name} {gettext('add-ons')}"
    return download(list_rows(seat.shop, shown.today(seat.shop)), name, format_, seat.shop.locale)
