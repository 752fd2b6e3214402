"""A page asks many questions about the same days: whether those changed is looked up once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from toonbank.metrics.closed import one_look

ONLY_READS = ("GET", "HEAD")


class OneLookMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ONLY_READS:
            return self.get_response(request)
        with one_look():
            return self.get_response(request)
