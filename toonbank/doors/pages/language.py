"""Dutch or English, also for who is not logged in."""

from django.contrib.auth.decorators import login_not_required
from django.views.i18n import set_language

language = login_not_required(set_language)
