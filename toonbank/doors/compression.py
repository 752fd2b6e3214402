"""Scripts, styles and drawings go out compressed; there is no build step that would have done it before.

Pages and answers do not: a body with a secret and a stranger's words in it tells the secret by its length
(BREACH). A page that is the same for everybody asks for it itself.
"""

import gzip
from collections.abc import Callable
from functools import lru_cache

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

KINDS = {"application/manifest+json", "image/svg+xml", "text/css", "text/javascript"}
# Below this the headers weigh more.
LEAST_BYTES = 400


class CompressionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        return compressed(request, response) if kind in KINDS else response


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """For what holds no secret."""
    if response.status_code != 200 or "Content-Encoding" in response:
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    if request.method != "GET" or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    answer = _read(response) if isinstance(response, FileResponse) else response
    if isinstance(answer, HttpResponse) and len(answer.content) >= LEAST_BYTES:
        answer.content = squeezed(answer.content)
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Content-Length"] = str(len(answer.content))
    return answer


@lru_cache(maxsize=64)
def squeezed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def _read(file: FileResponse) -> HttpResponse:
    body = b"".join(bytes(piece) for piece in file)
    file.close()
    return HttpResponse(body, headers=dict(file.items()))
