"""One Django app for the whole product."""

from django.apps import AppConfig


class ToonbankConfig(AppConfig):
    name = "toonbank"
    verbose_name = "Toonbank"

    def ready(self) -> None:
        from toonbank import checks  # noqa: F401  (registers the start-up checks)
