"""Opening a shop and changing its settings."""

import pytest

from toonbank.lib.errors import Refused
from toonbank.shops.models import Member, Role, Shop, User
from toonbank.shops.setup import change_settings, open_chain, open_shop


def test_open_shop_with_an_owner(db: None) -> None:
    shop, owner, password = open_shop("Fix & Co", owner_email=" Noor@Example.com ", locale="en")
    assert (shop.name, shop.slug, shop.locale) == ("Fix & Co", "fix-co", "en")
    assert owner is not None
    assert owner.email == "noor@example.com"
    assert owner.check_password(password or "")
    assert list(Member.objects.values_list("user", "shop", "role")) == [(owner.pk, shop.pk, Role.OWNER)]


def test_the_same_name_gets_the_next_address(db: None) -> None:
    slugs = [open_shop("Fix & Co").shop.slug for _time in range(3)]
    assert slugs == ["fix-co", "fix-co-2", "fix-co-3"]


@pytest.mark.parametrize("name", ["API", "Counter", "accounts"])
def test_a_name_of_our_own_gets_another_address(db: None, name: str) -> None:
    assert open_shop(name).shop.slug == f"{name.lower()}-2"


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("fix", "slug_taken"),
        ("api", "slug_reserved"),
        ("Fix Co", "slug_invalid"),
        ("", "slug_invalid"),
        ("x" * 61, "slug_invalid"),
        ("../x", "slug_invalid"),
    ],
)
def test_an_address_that_cannot_be(db: None, slug: str, code: str) -> None:
    open_shop("Fix")
    with pytest.raises(Refused) as refused:
        open_shop("Fix", slug=slug)
    assert (refused.value.code, refused.value.field, Shop.objects.count()) == (code, "slug", 1)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"name": ""}, "name", "text_empty"),
        ({"locale": "fr"}, "locale", "locale_unknown"),
        ({"timezone": "Mars/Olympus"}, "timezone", "timezone_unknown"),
        ({"timezone": "../../etc/passwd"}, "timezone", "timezone_unknown"),
        ({"cutoff_minutes": 720}, "cutoff_minutes", "cutoff_invalid"),
        ({"cutoff_minutes": -1}, "cutoff_minutes", "cutoff_invalid"),
        ({"owner_email": "noor"}, "email", "email_invalid"),
    ],
)
def test_nothing_half_is_left(db: None, wrong: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_shop(**{"name": "Fix", **wrong})  # type: ignore[arg-type]
    found = (refused.value.field, refused.value.code, Shop.objects.count(), User.objects.count())
    assert found == (field, code, 0, 0)


def test_open_in_a_chain(db: None) -> None:
    chain = open_chain("Fix Group")
    assert (chain.slug, open_shop("Fix", chain=chain).shop.chain) == ("fix-group", chain)
    with pytest.raises(Refused) as refused:
        open_chain("Fix group!")
    assert refused.value.code == "slug_taken"


def test_change_settings(shop: Shop) -> None:
    change_settings(shop, "Phone Doctor Utrecht", "en", "Europe/London", 0, 250)
    shop.refresh_from_db()
    found = (shop.name, shop.locale, shop.timezone, shop.cutoff_minutes, shop.offer_cost)
    assert found == ("Phone Doctor Utrecht", "en", "Europe/London", 0, 250)
    assert shop.catalog_version == 2


@pytest.mark.parametrize("cost", [-1, 100_01, True])
def test_an_offer_cost_out_of_range(shop: Shop, cost: int) -> None:
    with pytest.raises(Refused) as refused:
        change_settings(shop, "Phone Doctor", "nl", "Europe/Amsterdam", 240, cost)
    assert (refused.value.code, refused.value.field) == ("offer_cost_invalid", "offer_cost")
