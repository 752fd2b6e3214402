"""A caller of the API: JSON in, (status, JSON) out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse
from django.test import Client

if TYPE_CHECKING:
    from tests.world import World

Call = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.world import NOW

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def call(world: World) -> Call:
    """`call("PUT", "tickets/…", body, token=…)`; without a token the shop's own one with every scope."""
    everything = world.token("log", "read", "manage")

    def send(method: str, address: str, body: Any = None, **headers: str) -> HttpResponse:
        token = headers.pop("token", everything)
        known = {"Authorization": f"Bearer {token}"} if token else {}
        data = body if isinstance(body, str | bytes) else json.dumps(body) if body is not None else ""
        client = Client(raise_request_exception=False)
        kind = headers.pop("content_type", "application/json")
        sent = {"Accept-Language": "en", **known, **headers}
        return client.generic(method, f"/api/v1/{address}", data, content_type=kind, headers=sent)

    return send


@pytest.fixture
def body(world: World) -> Callable[..., dict[str, Any]]:
    """A ticket as JSON with one offer per name: `body("glass", "case")` offers both, the first is bought."""

    def ticket(*addons: str, **fields: Any) -> dict[str, Any]:
        offers = [
            {"addon": world.addons[name].pk, "outcome": "declined" if at else "bought"}
            for at, name in enumerate(addons)
        ]
        return {
            "revision": 1,
            "started_at": "2026-11-22T13:30:00+00:00",
            "employee": world.employees["sam"].pk,
            "service_type": world.services["repair"].pk,
            "offers": offers,
            **fields,
        }

    return ticket
