"""/api/… and /health"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from toonbank.doors.api.api import api
from toonbank.doors.api.health import health
from toonbank.doors.api.problems import standard

View = Callable[..., HttpResponse]


def _door(view: View) -> View:
    """The API asks for log-in and CSRF itself, and says everything in problem documents."""

    @wraps(view)
    def enter(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = view(request, **parts)
        if response.status_code != 405:
            return response
        refused = standard(405)
        refused.headers["Allow"] = response.headers["Allow"]
        return refused

    return csrf_exempt(login_not_required(enter))


@csrf_exempt
@login_not_required
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    return standard(404)


def _address(pattern: URLPattern | URLResolver) -> URLPattern:
    assert isinstance(pattern, URLPattern)
    return path(f"api/v1/{pattern.pattern}", _door(pattern.callback), name=f"api-{pattern.name}")


urlpatterns = [
    # The last one is the framework's own page about itself.
    *(_address(pattern) for pattern in api.urls[0][:-1]),
    path("api/<path:rest>", nothing),
    path("health", health, name="health"),
]
