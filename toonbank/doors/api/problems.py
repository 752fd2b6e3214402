"""Everything that goes wrong as a problem document (RFC 9457), in the caller's language."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja.errors import HttpError, ValidationError

from toonbank.doors.api.answers import outgoing
from toonbank.doors.api.complaints import complaints
from toonbank.doors.errors import status_of
from toonbank.ledger.sent import Recorded
from toonbank.lib.errors import Busy, Conflict, Refused, ToonbankError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 10
log = logging.getLogger("toonbank.api")
# What our own codes say about HTTP that their class does not.
STATUS = {
    "too_large": 413,
    "unauthenticated": 401,
    "media_type": 415,
    "pin_locked": 423,
    "too_many_tries": 429,
}
OURS = {
    401: ("unauthenticated", _("Log in, or send a valid key.")),
    403: ("forbidden", _("You are not allowed to do this here.")),
    404: ("not_found", _("There is nothing here.")),
    405: ("method_not_allowed", _("This address does not take this method.")),
    413: ("too_large", _("This is too big.")),
    500: ("internal", _("Something went wrong here; we are to blame, not you.")),
}
TITLES = {
    400: _("Bad request"),
    401: _("Who are you?"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    409: _("Changed elsewhere"),
    413: _("Too big"),
    415: _("Not JSON"),
    422: _("Not accepted"),
    423: _("Locked"),
    429: _("Too many tries"),
    500: _("Something went wrong"),
    503: _("Try again in a moment"),
}


class Unauthenticated(ToonbankError):  # noqa: N818 - as in lib/errors.py
    """Nobody we know."""

    def __init__(self) -> None:
        super().__init__(*OURS[401])


def on_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The one handler of the API."""
    if isinstance(error, HttpError) and isinstance(error.__cause__, ToonbankError):
        # The reader of the body spoke through the framework.
        error = error.__cause__
    if isinstance(error, ToonbankError):
        return _spoken(request, error)
    if isinstance(error, ValidationError):
        return _complained(error)
    if isinstance(error, HttpError):
        return standard(error.status_code if error.status_code in OURS else 500)
    return _unforeseen(request, error)


def standard(status: int) -> HttpResponse:
    code, message = OURS[status]
    return respond(document(status, code, gettext(message)))


def respond(problem: dict[str, Any], headers: Mapping[str, str] | None = None) -> HttpResponse:
    status = problem["status"]
    response = JsonResponse(problem, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="toonbank"'
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return response


def problem_of(error: ToonbankError) -> dict[str, Any]:
    """As a document; also for one ticket of a batch."""
    more: dict[str, Any] = {}
    if isinstance(error, Refused) and error.field:
        more["field"] = error.field
    if "tries" in error.params:
        more["tries"] = error.params["tries"]
    if isinstance(error, Conflict) and isinstance(error.current, Recorded):
        more["current"] = outgoing(error.current.document)
    return document(STATUS.get(error.code) or status_of(error), error.code, error.text(gettext), **more)


def document(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    return {
        "type": f"urn:toonbank:problem:{code}",
        "title": gettext(TITLES[status]),
        "status": status,
        "detail": detail,
        "code": code,
        **more,
    }


def _spoken(request: HttpRequest, error: ToonbankError) -> HttpResponse:
    problem = problem_of(error)
    if problem["status"] in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED):
        log.warning("%s %s %s", error.code, request.method, request.path)
    if isinstance(error, Busy):
        return respond(problem, {"Retry-After": str(error.retry_after)})
    return respond(problem)


def _complained(error: ValidationError) -> HttpResponse:
    found = complaints(error.errors)
    return respond(invalid(found))


def invalid(found: list[dict[str, str]]) -> dict[str, Any]:
    first = found[0]
    return document(422, first["code"], first["detail"], field=first["field"], errors=found)


def _unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s", request.method, request.path, exc_info=error)
    ours = (IntegrityError, DataError, ProgrammingError)
    if isinstance(error, DatabaseError) and not isinstance(error, ours):
        # Disk full, read-only, gone: nothing was saved, and the sender still has it.
        message = _("The database cannot be used right now; nothing was saved. Try again.")
        return respond(document(503, "database_unavailable", gettext(message)))
    return standard(413 if type(error).__name__ == "RequestDataTooBig" else 500)
