"""Each kind in both directions: what must be found, and what a shop writes every day and must not be."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lib.private_texts import FOUND, QUIET, dev_rows, numbers
from toonbank.lib.private import Finding, check


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in FOUND for text in FOUND[kind]])
def test_found(kind: str, text: str) -> None:
    assert {finding.kind for finding in check(text)} >= {kind}


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text: str) -> None:
    assert check(text) == ()


def test_names_warn_and_numbers_are_refused() -> None:
    name, phone = Finding("name", 0, 10, "warn"), Finding("phone", 11, 21, "refuse")
    assert check("mevr Claes 0642862149") == (name, phone)


def test_spelled_out_number_warns() -> None:
    assert check("nul zes twaalf vierendertig zesenvijftig") == (Finding("phone", 0, 40, "warn"),)


def test_places_count_characters_of_the_text_as_given() -> None:
    text = "\U0001f600\U0001f600  bel \uff10\uff16-1234\u200b5678 !"
    assert [text[f.start : f.end] for f in check(text)] == ["\uff10\uff16-1234\u200b5678"]


def test_bare_number_is_fine_as_a_receipt_reference_a_phone_is_not() -> None:
    assert check("111222333") == (Finding("bsn", 0, 9, "refuse"),)
    assert check("111222333", reference=True) == ()
    assert check("025188711", reference=True) == ()
    assert check("0612345678", reference=True) == (Finding("phone", 0, 10, "refuse"),)
    assert check("bsn 111222333", reference=True) == (Finding("bsn", 4, 13, "refuse"),)


def test_text_too_long_to_check_is_refused_whole() -> None:
    assert check("a " * 1001) == (Finding("too_long", 0, 2000, "refuse"),)
    assert check("a " * 1000) == ()


@pytest.mark.parametrize("frame", ["{}", "klant {} graag", "let op:{}, 2 stuks", "{} 10 euro"])
def test_generated_numbers(frame: str) -> None:
    missed = [
        (kind, value)
        for kind, value in numbers(seed=11, count=100)
        if kind not in {finding.kind for finding in check(frame.format(value))}
    ]
    assert missed == []


@given(st.text())
def test_any_text_has_an_answer_in_order_and_without_overlap(text: str) -> None:
    ends = [0]
    for finding in check(text):
        assert ends[-1] <= finding.start < finding.end <= len(text)
        ends.append(finding.end)


@given(st.text())
def test_same_answer_twice(text: str) -> None:
    assert check(text) == check(text)


def test_dev_set(capsys: pytest.CaptureFixture[str]) -> None:
    """Recall per kind and false alarms on the labelled notes."""
    rows = dev_rows()
    total, hit, alarms, clean = Counter[str](), Counter[str](), 0, 0
    for row in rows:
        kinds = {finding.kind for finding in check(row["text"])}
        total.update(row["types"])
        hit.update(kinds & set(row["types"]))
        clean += not row["pii"]
        alarms += not row["pii"] and bool(kinds)
    with capsys.disabled():
        print("\nkind         found   of  recall")
        for kind in sorted(total):
            print(f"{kind:11}{hit[kind]:7}{total[kind]:5}{hit[kind] / total[kind]:8.3f}")
        print(f"false alarms {alarms} of {clean} notes ({alarms / clean:.2%})")
    structured = [kind for kind in total if kind != "name"]
    assert sum(hit[kind] for kind in structured) / sum(total[kind] for kind in structured) >= 0.99
    assert hit["name"] / total["name"] >= 0.85
    assert alarms / clean <= 0.01
