"""One world for many tests that only read: made once for a test file, gone after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def for_all(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of a module; its tests need the mark `django_db`, or no database is made."""
    with blocker.unblock():
        undo = transaction.atomic()
        undo.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            undo.__exit__(None, None, None)
