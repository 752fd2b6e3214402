"""Our own errors as pages: the status that fits, the reason in the visitor's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from toonbank.lib.errors import Busy, Conflict, Forbidden, Misconfigured, Missing, Refused, ToonbankError
from toonbank.shops import acting

STATUS = {Refused: 422, Missing: 404, Conflict: 409, Forbidden: 403, Busy: 503, Misconfigured: 503}


def status_of(error: ToonbankError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


class ErrorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            acting.end()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ToonbankError):
            return None
        status = status_of(error)
        response = render(request, "pages/error.html", {"reason": error.text(gettext)}, status=status)
        if isinstance(error, Busy):
            response.headers["Retry-After"] = str(error.retry_after)
        return response
