"""The ready lists: a shop can begin with them as they are."""

import re

import pytest

from toonbank.catalog.models import Kind
from toonbank.catalog.scripts import MAX_WORDING
from toonbank.catalog.trades import LANGUAGES, LISTS, TRADES, Trade, trade, trades
from toonbank.catalog.year import is_day_of_year
from toonbank.lib import private, text
from toonbank.lib.errors import Missing

EVERY = [(key, language) for key in TRADES for language in LANGUAGES]


@pytest.fixture(params=EVERY, ids="-".join)
def ready(request: pytest.FixtureRequest) -> Trade:
    key, language = request.param
    return trade(key, language)


def test_every_file_is_a_trade() -> None:
    assert sorted(path.stem for path in LISTS.iterdir()) == sorted(TRADES)
    assert [one.key for one in trades("nl")] == list(TRADES)


def test_an_unknown_trade_is_missing() -> None:
    with pytest.raises(Missing):
        trade("../phone", "nl")


def test_names_are_told_apart(ready: Trade) -> None:
    assert len({one.name.key for one in ready.addons}) == len(ready.addons)
    assert len({one.key for one in ready.addons}) == len(ready.addons)
    assert len({text.key(one.name) for one in ready.services}) == len(ready.services)


def test_a_list_of_the_size_one_can_remember(ready: Trade) -> None:
    assert 10 <= len(ready.addons) <= 16
    assert 4 <= len(ready.services) <= 8
    kinds = [one.kind for one in ready.addons]
    assert kinds.count(Kind.UP_SELL) >= 2
    assert kinds.count(Kind.BUNDLE) >= 1
    assert sum(one.season is not None for one in ready.addons) >= 1


def test_every_sale_earns_something(ready: Trade) -> None:
    assert [one.name for one in ready.addons if not 0 < one.cost < one.price] == []
    assert [one.name for one in ready.services if one.price is not None and one.price <= 0] == []


def test_what_is_referred_to_exists(ready: Trade) -> None:
    services, addons = {one.key for one in ready.services}, {one.key: one for one in ready.addons}
    for one in ready.addons:
        assert one.on
        assert set(one.on) <= services
        assert {one.better_than_service} <= services | {""}
        assert {one.better_than, *one.parts} <= {*addons, ""} - {one.key}
        assert not (one.better_than and one.better_than_service)
        assert one.kind == Kind.UP_SELL or not (one.better_than or one.better_than_service)
        assert (one.kind == Kind.BUNDLE) == (len(one.parts) >= 2)
    assert {key for one in ready.addons for key in one.on} == services


def test_a_bundle_is_cheaper_than_its_parts_and_costs_the_same(ready: Trade) -> None:
    by_key = {one.key: one for one in ready.addons}
    for one in ready.addons:
        if one.parts:
            parts = [by_key[key] for key in one.parts]
            assert one.price < sum(part.price for part in parts)
            assert one.cost == sum(part.cost for part in parts)
            assert set(one.on) <= set.intersection(*(set(part.on) for part in parts))


def test_a_season_has_days_and_a_name(ready: Trade) -> None:
    for one in ready.addons:
        assert (one.season is None) == (one.season_name == "")
        assert one.season is None or all(map(is_day_of_year, one.season))


def test_scripts_are_questions_one_can_say(ready: Trade) -> None:
    for one in ready.addons:
        assert one.script.endswith("?"), one.script
        assert len(one.script) <= MAX_WORDING
        assert len(one.script.split()) <= 24
        # The price may change, the sentence stays.
        assert not re.search(r"€|euro|\d,\d\d", one.script)
    assert len({one.script for one in ready.addons}) == len(ready.addons)


def test_no_customer_data(ready: Trade) -> None:
    said = [str(one.name) for one in ready.addons] + [one.script for one in ready.addons]
    said += [one.name for one in ready.services]
    assert [(words, found) for words in said if (found := private.check(words))] == []


def test_dutch_says_je_and_our_words() -> None:
    for one in trades("nl"):
        said = " ".join(addon.script for addon in one.addons)
        assert not re.search(r"\b(u|uw|aanbieding|pakketdeal)\b", said, re.IGNORECASE)


def test_both_languages_tell_the_same() -> None:
    def shape(ready: Trade) -> list[object]:
        return [
            (one.key, one.price, one.season, bool(one.name.variant), bool(one.name.detail))
            for one in ready.addons
        ]

    for key in TRADES:
        assert shape(trade(key, "nl")) == shape(trade(key, "en"))
