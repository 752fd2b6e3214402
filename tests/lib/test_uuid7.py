import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122, UUID, uuid1, uuid3, uuid4, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.lib import uuid7
from toonbank.lib.errors import Refused

NAMESPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
# The example of RFC 9562, appendix A.6.
EXAMPLE = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_keys_carry_their_time_version_and_variant() -> None:
    before = time.time_ns() // 1_000_000
    key = uuid7.uuid7()
    assert before - 1 <= key.int >> 80 <= before + 100
    assert (key.version, key.variant) == (7, RFC_4122)
    assert uuid7.parse_ticket_uuid(str(key)) == key


def test_keys_rise_and_never_repeat_in_any_thread() -> None:
    def many(_: int) -> list[UUID]:
        return [uuid7.uuid7() for _ in range(5000)]

    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(many, range(8)))
    assert all(batch == sorted(batch) for batch in batches)
    assert len({key for batch in batches for key in batch}) == 40_000


def test_keys_keep_rising_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7.uuid7()
    monkeypatch.setattr("toonbank.lib.uuid7.time.time_ns", lambda: 0)
    assert uuid7.uuid7() > first


def test_capitals_are_the_same_key() -> None:
    assert uuid7.parse_ticket_uuid(EXAMPLE) == uuid7.parse_ticket_uuid(EXAMPLE.upper()) == UUID(EXAMPLE)


@given(st.uuids(version=4))
def test_version_4_is_welcome(key: UUID) -> None:
    assert uuid7.parse_ticket_uuid(str(key)) == key


@pytest.mark.parametrize(
    "text",
    ["", str(UUID(int=0)), str(UUID(int=2**128 - 1)), str(uuid1()), str(uuid3(NAMESPACE, "a")),
     str(uuid5(NAMESPACE, "a")), EXAMPLE.replace("-", ""),
     "{" + EXAMPLE + "}", "urn:uuid:" + EXAMPLE,
     EXAMPLE + "\n", " " + EXAMPLE, EXAMPLE[:-1], EXAMPLE + "0", "0" * 200,
     "017f22e2-79b0-7cc3-18c4-dc0c0c07398f", str(uuid4())[:-1] + "g", EXAMPLE.replace("0", "０")],
)  # fmt: skip
def test_other_keys_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        uuid7.parse_ticket_uuid(text)
    assert caught.value.code == "uuid_invalid"
