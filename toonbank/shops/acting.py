"""Who is at work in this request: said by the gate, read where a change is written down."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Keys of the member or token; both None for somebody at the command line."""

    member: int | None = None
    token: int | None = None


NOBODY = Actor()
_now: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def actor() -> Actor:
    return _now.get()


def begin(member: int | None = None, token: int | None = None) -> None:
    _now.set(Actor(member, token))


def end() -> None:
    """Threads serve one request after another: nobody's name may stay behind."""
    _now.set(NOBODY)
