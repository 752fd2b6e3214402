"""What objects must forget in a forked child; watching an object does not keep it alive."""

import os
from typing import Protocol
from weakref import WeakSet


class Forgetful(Protocol):
    def forget(self) -> None: ...


_watched: WeakSet[Forgetful] = WeakSet()


def watch(owner: Forgetful) -> None:
    """Calls owner.forget() in every process forked from here on."""
    _watched.add(owner)


def _in_child() -> None:
    for owner in list(_watched):
        owner.forget()


if hasattr(os, "register_at_fork"):  # Windows starts processes afresh
    os.register_at_fork(after_in_child=_in_child)
