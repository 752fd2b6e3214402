"""Customer tokens: stable, parted by shop and installation, and not reversible by trying card numbers."""

import hashlib
import hmac

import pytest

from toonbank.lib.pseudonym import customer

SECRET = "a secret of this installation"


def test_it_is_an_hmac_of_the_shop_and_the_number() -> None:
    expected = hmac.new(SECRET.encode(), b"customer:7:card12", hashlib.sha256).hexdigest()
    assert customer(SECRET, 7, "card12") == expected


@pytest.mark.parametrize("same", ["Card 12", " card12 ", "CARD\u00a012", "ｃａｒｄ12"])
def test_the_same_card_read_differently_is_the_same_customer(same: str) -> None:
    assert customer(SECRET, 7, same) == customer(SECRET, 7, "card12")


def test_another_card_shop_or_installation_is_another_token() -> None:
    tokens = {
        customer(SECRET, 7, "card12"),
        customer(SECRET, 7, "card13"),
        customer(SECRET, 71, "card12"),
        customer(SECRET + "x", 7, "card12"),
    }
    assert len(tokens) == 4
