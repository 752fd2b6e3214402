"""A shop to change, and no catalogue remembered from another test."""

import pytest

from toonbank.catalog import snapshot
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop


@pytest.fixture
def shop(db: None, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(snapshot, "_kept", {})
    return open_shop("Phone Doctor").shop
