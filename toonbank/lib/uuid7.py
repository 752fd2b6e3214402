"""Ticket keys: time-ordered UUIDs (RFC 9562, version 7) and the strict reading of those devices send."""

import re
import secrets
import threading
import time
from uuid import RFC_4122, UUID

from .errors import Refused, gettext_noop

_turn = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """Rises strictly within a process: 48 bits of milliseconds, 12 of counting on, 62 of chance."""
    stamp = _next_stamp(time.time_ns() // 1_000_000)
    high = (stamp >> 12) << 16 | 0x7000 | stamp & 0xFFF
    return UUID(int=high << 64 | 0b10 << 62 | secrets.randbits(62))


def parse_ticket_uuid(text: str) -> UUID:
    """Version 4 or 7 in the 36-sign form; capitals are the same key."""
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        uuid = UUID(text)
        if uuid.variant == RFC_4122 and uuid.version in (4, 7):
            return uuid
    raise Refused("uuid_invalid", gettext_noop("The key of the ticket must be a UUID of version 7 or 4."))


def _next_stamp(millisecond: int) -> int:
    """Milliseconds and counter as one number; a counter that overflows borrows the next millisecond."""
    global _last
    with _turn:
        _last = max(millisecond << 12 | secrets.randbits(11), _last + 1)
        return _last
