"""Where links in mail lead."""

from typing import Any

import pytest

from toonbank.lib.errors import Misconfigured
from toonbank.lib.own_address import own_address

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"given": "https://zaak.example/"}, "https://zaak.example"),
        ({"given": "https://zaak.example/toonbank", "origins": ["https://x.example"]},
         "https://zaak.example/toonbank"),
        ({"origins": ["https://zaak.example"], "hosts": ("x.example",)}, "https://zaak.example"),
        ({"hosts": (*LOCAL, "zaak.example"), "https": True}, "https://zaak.example"),
        ({"hosts": (".zaak.example",)}, "http://zaak.example"),
        ({"hosts": ("*",), "served": "http://10.0.0.5:8080/"}, "http://10.0.0.5:8080"),
        ({"served": "http://0.0.0.0:8080/"}, "http://127.0.0.1:8000"),
        ({"served": "https://[::]:443/"}, "http://127.0.0.1:8000"),
    ],
)  # fmt: skip
def test_the_best_there_is(given: dict[str, Any], address: str) -> None:
    usual: dict[str, Any] = {"given": None, "origins": [], "hosts": LOCAL, "https": False, "served": None}
    assert own_address(**{**usual, **given}) == address


@pytest.mark.parametrize(
    "wrong",
    [
        "zaak.example",
        "ftp://zaak.example",
        "https://",
        "https://a\nBcc: b",
        "https://a/?b",
        "https://a<b",
        "http://[",
    ],
)
def test_what_no_link_can_start_with(wrong: str) -> None:
    with pytest.raises(Misconfigured):
        own_address(wrong, [], [], False, None)
