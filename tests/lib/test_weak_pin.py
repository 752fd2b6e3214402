"""Which PINs anybody would try first."""

import pytest

from toonbank.lib.weak_pin import is_pin, is_weak

WEAK = """
0000 1111 9999 1234 4321 7890 0987 2345 1212 3131 1122 2580 1984 2000 2026 1900 2099
123456 654321 000000 121212 123123 111112 222322 159753
03121987 12031987 19871203 12345678 88888888
"""
FINE = "4827 1899 2104 7316 90417 482731 4827316 48273169 1112 32131987"
NONE = ["", "482", "482731695", "48a2", "48 27", "４８２７", "٤٨٢٧", "4827\n", "-4827"]


@pytest.mark.parametrize("pin", WEAK.split())
def test_weak(pin: str) -> None:
    assert is_weak(pin)


@pytest.mark.parametrize("pin", FINE.split())
def test_not_weak(pin: str) -> None:
    assert not is_weak(pin)


def test_one_in_twenty_of_four_digits_at_most_is_refused() -> None:
    weak = [pin for pin in (f"{number:04}" for number in range(10_000)) if is_weak(pin)]
    assert 200 < len(weak) < 500


@pytest.mark.parametrize("text", NONE)
def test_no_pin(text: str) -> None:
    assert not is_pin(text)


def test_four_to_eight_digits() -> None:
    assert [is_pin(text) for text in ("4827", "48273169")] == [True, True]
