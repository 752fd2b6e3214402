"""A customer without customer data: the same customer gives the same token, the token gives nobody."""

import hmac
import unicodedata


def customer(secret: str, shop: int, number: str) -> str:
    """HMAC-SHA-256 in hex, keyed by the installation's secret and parted by shop.

    Cards are read in capitals or not, with spaces or not: that makes no other customer.
    """
    folded = "".join(unicodedata.normalize("NFKC", number).casefold().split())
    return hmac.digest(secret.encode(), f"customer:{shop}:{folded}".encode(), "sha256").hex()
