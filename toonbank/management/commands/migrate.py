"""`toonbank migrate`: the tables as this version wants them, in one go."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from toonbank.management import schema, upgrading


class Command(migrate.Command):
    help = "Bring the database up to date with this version; make a backup first."

    def handle(self, *args: Any, **options: Any) -> None:
        # Refuses a newer database: an older version has nothing to say about it.
        schema.state()
        with upgrading.alone(), upgrading.in_one_go():
            super().handle(*args, **options)
            call_command("createcachetable", verbosity=0)
