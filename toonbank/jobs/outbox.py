"""Sending what waits: each mail claimed, handed to the mail server, and marked at once."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core.mail import get_connection
from django.db import DatabaseError, connections

from toonbank.jobs import registry
from toonbank.jobs.claim import MOST_TRIES, claim, due, give_back, give_up, short, unended
from toonbank.jobs.message import message_of
from toonbank.jobs.models import Outbox
from toonbank.lib.errors import Busy

log = logging.getLogger("toonbank.jobs")

# Without a mail server nothing is tried mail by mail: all wait together, for a week at most.
SERVER_PAUSE = timedelta(minutes=5)
OLDEST = timedelta(days=7)
MARK_TRIES, MARK_PAUSE_SECONDS = 30, 2.0
PERMANENT = 500

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Sent:
    sent: int
    error: str = ""


def send_due(clock: Clock, stop: Callable[[], bool] = lambda: False) -> Sent:
    """Over one connection. A server that cannot be reached costs no mail one of its tries."""
    _give_up_old_ones(clock())
    if not due(Outbox, clock()).exists():
        return Sent(0)
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        said = short(f"{type(error).__name__}: {error}")
        log.warning("the mail server cannot be reached: %s", said)
        due(Outbox, clock()).update(due_at=clock() + SERVER_PAUSE, error=said)
        return Sent(0, said)
    try:
        return _send_all(server, clock, stop)
    finally:
        _close(server)


def send_one(mail: Outbox, clock: Clock) -> str:
    """A mail that is ours already; "" when it went out, otherwise what the mail server said."""
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        give_back(mail, clock(), str(error))
        return short(f"{type(error).__name__}: {error}")
    try:
        return _hand_over(server, mail, clock)
    finally:
        _close(server)


def _give_up_old_ones(now: datetime) -> None:
    old = unended(Outbox).filter(tries__lt=MOST_TRIES, created_at__lt=now - OLDEST)
    # Looked at first: an UPDATE of nothing takes the turn to write all the same.
    if old.exists():
        old.update(tries=MOST_TRIES)


def _send_all(server: Any, clock: Clock, stop: Callable[[], bool]) -> Sent:
    sent, error = 0, ""
    while not stop() and (mail := claim(Outbox, clock())):
        recipient = registry.address_of(mail)
        if recipient is None:
            mail.delete()
            continue
        mail.recipient = recipient
        problem = _hand_over(server, mail, clock)
        sent, error = sent + (not problem), problem or error
        if problem.startswith(SMTPServerDisconnected.__name__):
            break
    return Sent(sent, error)


def _hand_over(server: Any, mail: Outbox, clock: Clock) -> str:
    try:
        server.send_messages([message_of(mail)])
    except (OSError, SMTPException, ValueError) as error:
        said = short(f"{type(error).__name__}: {error}")
        log.warning("mail %s was not accepted at try %s: %s", mail.pk, mail.tries, said)
        # A ValueError is a header that must not be sent, today or later.
        if isinstance(error, ValueError) or _is_permanent(error):
            give_up(mail, said)
        else:
            give_back(mail, clock(), said)
        return said
    _mark(mail, clock)
    return ""


def _mark(mail: Outbox, clock: Clock) -> None:
    """The server has it: from here to this write a kill would send it twice, so a busy database is waited
    for. What was in it is no longer needed."""
    for tries in range(1, MARK_TRIES + 1):
        try:
            unended(Outbox).filter(pk=mail.pk).update(
                sent_at=clock(), held_until=None, error="", text="", html="", attachment=None
            )
            return
        except (Busy, DatabaseError):
            if tries == MARK_TRIES:
                raise
            connections["default"].close()
            time.sleep(MARK_PAUSE_SECONDS)


def _is_permanent(error: Exception) -> bool:
    """Nobody lives at this address; everything else may be better tomorrow."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _said in error.recipients.values())


def _close(server: Any) -> None:
    try:
        server.close()
    except (OSError, SMTPException):
        log.info("the mail server hung up first")
