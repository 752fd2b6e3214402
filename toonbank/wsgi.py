"""The entry point of the web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toonbank.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
