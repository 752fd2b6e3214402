"""What the tablet keeps to open without us: the service worker with its list, and the script itself."""

import hashlib
import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from toonbank.doors.counter.bundle import bundle, source, squeezed, style
from toonbank.doors.counter.words import words

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
    return _answer(bundle())


@require_safe
@login_not_required
def sheet(request: HttpRequest) -> HttpResponse:
    return _answer(style(), "css")


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """Another text, and so a new version on the tablets, as soon as a file or a word is another one."""
    made = map(reverse, ("counter_shell", "counter_script", "counter_style"))
    files = [*made, *map(static, FILES)]
    head = f"const version={json.dumps(_version(request))},files={json.dumps(files)};\n"
    return _answer(head + squeezed(source("worker.js")))


def _version(request: HttpRequest) -> str:
    page = render_to_string("counter/counter.html", {"words": words()}, request)
    sum_ = hashlib.sha256((page + bundle() + style()).encode())
    for name in FILES:
        sum_.update(Path(str(finders.find(name))).read_bytes())
    return sum_.hexdigest()[:16]


def _answer(text: str, kind: str = "javascript") -> HttpResponse:
    return HttpResponse(text, content_type=f"text/{kind}", headers={"Cache-Control": "no-cache"})
