"""What an object must forget in a forked child, without keeping the object alive."""

import os
from collections.abc import Callable
from typing import TypeVar
from weakref import ref

T = TypeVar("T")


def after_fork(owner: T, forget: Callable[[T], None]) -> None:
    if not hasattr(os, "register_at_fork"):
        return  # Windows starts processes afresh
    weak = ref(owner)

    def in_child() -> None:
        if (alive := weak()) is not None:
            forget(alive)

    os.register_at_fork(after_in_child=in_child)
