"""An add-on's name in one piece and in parts."""

import pytest

from toonbank.catalog.names import addon_name, split_name
from toonbank.lib.errors import Refused


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Case", ("Case", "", "")),
        ("Screen protector · iPhone 14 · glass", ("Screen protector", "iPhone 14", "glass")),
        ("Case·iPhone 14", ("Case", "iPhone 14", "")),
        (" Case ·  · leather ", ("Case", "", "leather")),
    ],
)
def test_split_name(whole: str, parts: tuple[str, str, str]) -> None:
    assert split_name(whole) == addon_name(*parts)


def test_whole_name_leaves_out_what_is_empty() -> None:
    assert str(addon_name("Case", "", "leather")) == "Case · leather"


@pytest.mark.parametrize(("whole", "code"), [("a · b · c · d", "addon_name_invalid"), (" · b", "text_empty")])
def test_what_is_no_name(whole: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        split_name(whole)
    assert (refused.value.code, refused.value.field) == (code, "category")
