"""The API as one object: its addresses, its reader of bodies, its one handler of errors."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from toonbank import __version__
from toonbank.doors.api import (
    ask,
    catalog,
    devices,
    history,
    list_edit,
    names,
    own,
    pin,
    tickets,
    today,
    training,
)
from toonbank.doors.api.problems import MEDIA_TYPE, on_error
from toonbank.lib.errors import Refused
from toonbank.lib.limits import loads_json

PREFIX = "/api/v1/"


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        # A form or plain text could be sent by any website in the visitor's name.
        if request.content_type != "application/json":
            message = _("Send JSON, with the Content-Type application/json.")
            raise Refused("media_type", message, field="Content-Type")
        return loads_json(request.body)


class Api(NinjaAPI):
    def get_openapi_schema(self, **_options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=PREFIX)
        for path in schema["paths"].values():
            for operation in path.values():
                _as_problems(operation["responses"])
        return schema


def _as_problems(responses: dict[int, dict[str, Any]]) -> None:
    for status, response in responses.items():
        if status >= 400 and "content" in response:
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}


api = Api(
    title="Toonbank",
    version=__version__,
    description="Log what was offered at the counter; ask what it brought in.",
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
api.add_exception_handler(Exception, cast(Any, on_error))
# The framework brings handlers of its own for these; ours speaks for all.
for kind in list(api._exception_handlers):
    api.add_exception_handler(cast(type[Exception], kind), cast(Any, on_error))
# First, or "known" would pass for the key of a ticket.
api.add_router("/tickets", today.router)
api.add_router("/tickets", tickets.router)
api.add_router("/catalog/history", history.router)
api.add_router("/catalog", catalog.router)
api.add_router("/catalog", names.router)
api.add_router("/catalog", list_edit.router)
api.add_router("/ask", ask.router)
api.add_router("/devices", devices.router)
api.add_router("/pin", pin.router)
api.add_router("/me", own.router)
api.add_router("/training", training.router)
