"""/trust/: how a tablet learns to trust this shop's own https. For everybody; there is no secret in it."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from toonbank.lib import certificates
from toonbank.lib.errors import Missing


@require_safe
@login_not_required
def trust(request: HttpRequest) -> HttpResponse:
    found = certificates.authority_in(settings.VAR / "tls")
    told = certificates.fingerprint(found) if found else ""
    return render(request, "pages/trust.html", {"fingerprint": told})


@require_safe
@login_not_required
def authority(request: HttpRequest) -> HttpResponse:
    """In the form that phones, tablets and Windows open by themselves."""
    found = certificates.authority_in(settings.VAR / "tls")
    if found is None:
        raise Missing("not_found", _("There is nothing here."))
    return _file(found)


def _file(found: x509.Certificate) -> HttpResponse:
    kind = "application/x-x509-ca-cert"
    headers = {"Content-Disposition": 'attachment; filename="toonbank.crt"'}
    return HttpResponse(found.public_bytes(Encoding.DER), content_type=kind, headers=headers)
