"""What the tablet keeps to open without us: the service worker with its list, and the scripts themselves."""

import hashlib
import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from toonbank.doors.counter.bundle import bundle, part, parts, source, style
from toonbank.doors.counter.squeeze import squeezed

FILES = (
    "counter/manifest.webmanifest",
    "counter/icon-192.png",
    "counter/private.js",
    "counter/private_rules.js",
    "pages/mark.svg",
)


@require_safe
@login_not_required
def script(request: HttpRequest) -> HttpResponse:
    return _answer(request, bundle())


@require_safe
@login_not_required
def later(request: HttpRequest, name: str) -> HttpResponse:
    """What the first script fetches when somebody needs it."""
    if name not in parts():
        raise Http404
    return _answer(request, part(name))


@require_safe
@login_not_required
def sheet(request: HttpRequest) -> HttpResponse:
    return _answer(request, style(), "css")


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """Another text, and so a new version on the tablets, as soon as a file or a word is another one."""
    made = map(reverse, ("counter_shell", "counter_script", "counter_style"))
    fetched = (reverse("counter_part", args=[name]) for name in parts())
    files = [*made, *fetched, *map(static, FILES)]
    head = f"const version={json.dumps(_version(request))},files={json.dumps(files)};\n"
    return _answer(request, head + squeezed(source("worker.js")))


def _version(request: HttpRequest) -> str:
    page = render_to_string("counter/counter.html", request=request)
    return _digest(page, bundle(), style(), *map(part, parts()), *map(_content, FILES))


def _content(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def _answer(request: HttpRequest, text: str, kind: str = "javascript") -> HttpResponse:
    etag = quote_etag(_digest(text))
    response = HttpResponse(text, content_type=f"text/{kind}", headers={"ETag": etag})
    response.headers["Cache-Control"] = "no-cache"
    return _unless_known(request, etag, response)


def _unless_known(request: HttpRequest, etag: str, response: HttpResponse) -> HttpResponse:
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer


def _digest(*contents: str | bytes) -> str:
    sum_ = hashlib.sha256()
    for content in contents:
        sum_.update(content.encode() if isinstance(content, str) else content)
    return sum_.hexdigest()[:16]
