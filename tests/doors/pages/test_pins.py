"""A manager gives, replaces and takes away PINs, and never sees one."""

import pytest
from django.contrib.auth.hashers import check_password

from tests.world import World


def test_give_replace_and_take_away(world: World) -> None:
    client, sam = world.client("manager"), world.employees["sam"]
    found = []
    for address, sent in (("pin/", {"pin": "4827"}), ("pin/", {"pin": "9041"}), ("pin/remove/", {})):
        assert client.post(f"/utrecht/people/{sam.pk}/{address}", sent).status_code == 302
        sam.refresh_from_db()
        found.append([bool(sam.pin) and check_password(pin, sam.pin) for pin in ("4827", "9041")])
    assert found == [[True, False], [False, True], [False, False]]


@pytest.mark.parametrize("pin", ["", "123", "1234", "1987", "123456789", "48a7", "４８２７"])
def test_weak_or_no_pin(world: World, pin: str) -> None:
    sam = world.employees["sam"]
    response = world.client("manager").post(f"/utrecht/people/{sam.pk}/pin/", {"pin": pin})
    sam.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors), sam.pin) == (422, ["pin"], "")
    assert f'value="{pin}"' not in response.content.decode()
