"""A shop to change."""

import pytest

from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop("Phone Doctor").shop
