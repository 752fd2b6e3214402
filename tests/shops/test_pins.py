"""PINs where it counts: many guesses at once, and what a guess costs."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.db import connections

from tests.tablets import tablet
from tests.world import NOW, World, build
from toonbank.catalog import snapshot
from toonbank.lib.errors import Busy, Forbidden
from toonbank.settings import PASSWORD_HASHERS
from toonbank.shops import pins
from toonbank.shops.enrolment import enrol, new_code
from toonbank.shops.models import Device, PinTry

AT_ONCE = 50


@pytest.fixture
def open_world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(snapshot, "_kept", {})
    return build()


def at_once(act: Any) -> Counter[str]:
    start = Barrier(AT_ONCE)

    def one(number: int) -> str:
        start.wait()
        try:
            act(number)
        except (Forbidden, Busy) as error:
            return error.code
        finally:
            connections.close_all()
        return "in"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def test_fifty_guesses_at_once_are_fifteen_looks(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [pins.set_pin(person, "4827") for person in open_world.employees.values()]
    device = tablet(open_world.shop).device
    looks: list[str] = []
    real = pins.check_password
    monkeypatch.setattr(pins, "check_password", lambda pin, kept: looks.append(pin) or real(pin, kept))
    found = at_once(lambda number: pins.check_pin(device, people[number % 2].pk, "7316", NOW))
    assert found.total() == 50
    assert set(found) <= {"pin_wrong", "pin_locked", "busy"}
    assert len(looks) == PinTry.objects.count() == 15
    assert Device.objects.get().locked_at == NOW


def test_one_code_enrols_one_of_many_tablets(open_world: World) -> None:
    code = new_code(open_world.shop, None, NOW)
    found = at_once(lambda number: enrol(code, f"Tablet {number}", NOW))
    assert (found["in"], Device.objects.count()) == (1, 1)
    assert set(found) <= {"in", "code_wrong", "too_many_tries", "busy"}


@pytest.fixture
def real_hashers(settings: Any) -> None:
    """The tests' own are quick."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS


def test_a_stored_pin_is_slow_and_salted(world: World, real_hashers: None) -> None:
    one, other = (pins.set_pin(person, "4827").pin for person in world.employees.values())
    assert (one.split("$")[0], one == other, "4827" in one) == ("scrypt", False, False)


@pytest.mark.parametrize("who", ["sam", "robin", "nobody"])
def test_every_wrong_pin_costs_one_hash(
    world: World, real_hashers: None, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a PIN, without one, unknown: the time a refusal takes tells nothing."""
    pins.set_pin(world.employees["sam"], "4827")
    device = tablet(world.shop).device
    spent: list[int] = []
    real = hashers.ScryptPasswordHasher.encode

    def counted(self: Any, *args: Any, **options: Any) -> str:
        spent.append(1)
        return str(real(self, *args, **options))

    monkeypatch.setattr(hashers.ScryptPasswordHasher, "encode", counted)
    key = world.employees[who].pk if who in world.employees else 999_999
    with pytest.raises(Forbidden) as refused:
        pins.check_pin(device, key, "7316", NOW)
    assert (refused.value.code, len(spent)) == ("pin_wrong", 1)
