"""The entry point of the web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toonbank.settings")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

if settings.SERVED_AT and settings.WORKER:
    # Started by `toonbank serve`: the work that waits for its hour is done beside it.
    from toonbank.management.working import in_background

    in_background()
