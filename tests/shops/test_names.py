"""Names are tidy, comparable, and never customer data."""

import pytest

from toonbank.lib.errors import Refused
from toonbank.shops.names import Named, named


def test_named() -> None:
    assert named("  Screen\u200b  Protéctor ", 60, "name") == Named("Screen Protéctor", "screen protector")


@pytest.mark.parametrize(
    "text", ["Case for 06-12345678", "sam@example.com", "NL91 ABNA 0417 1643 00", "Batterij 06 1234 5678"]
)
def test_customer_data_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(Refused) as refused:
        named(text, 60, "name")
    assert (refused.value.code, refused.value.field) == ("customer_data", "name")
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["Screen protector", "iPhone 14 Pro Max", "5W-30", "Tyre 205/55 R16", "Sam", "2026"]
)
def test_ordinary_names_pass(text: str) -> None:
    assert named(text, 60, "name").name == text
