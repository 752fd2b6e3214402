"""The OpenAPI file describes what the API does: whatever fits it, or nearly, never breaks the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from tests.world import World
from toonbank.doors.api.api import api

load_all_checks()
WANTED = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    ]
)
OPERATIONS = [(method, path) for path, known in api.get_openapi_schema()["paths"].items() for method in known]


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """As Django's test client does: a server would close the connection that holds the test's data."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_described(
    world: World, method: str, path: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    headers = {"Authorization": f"Bearer {world.token('log', 'read', 'manage')}", "Host": "localhost"}
    world.log(world.offer("glass", "bought"))

    @settings(max_examples=15, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(schema[path][method].as_strategy(generation_mode=mode))
    def attempt(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=WANTED)

    attempt()
