"""/health: for whatever watches the server. Red when a ticket could not be saved or read right now."""

import shutil
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from toonbank.lib.errors import ToonbankError
from toonbank.shops.models import Chain

LEAST_FREE_BYTES = 20_000_000


@require_safe
@never_cache
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    problem = _problem()
    if problem is None:
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "red", "problem": problem}, status=503, headers={"Retry-After": "10"})


def _problem() -> str | None:
    try:
        _write()
    except ToonbankError as error:
        return error.code
    except DatabaseError:
        return "database"
    return "disk_full" if _disk_is_full() else None


def _write() -> None:
    """Takes the way of a save, and takes it back."""
    with transaction.atomic():
        Chain.objects.create(name="health", slug="health")
        transaction.set_rollback(True)


def _disk_is_full() -> bool:
    if connection.vendor != "sqlite":
        return False
    return shutil.disk_usage(Path(connection.settings_dict["NAME"]).parent).free < LEAST_FREE_BYTES
