"""Every address, door by door."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("toonbank.doors.api.urls")),
    path("counter/", include("toonbank.doors.counter.urls")),
    path("", include("toonbank.doors.mail.urls")),
    path("", include("toonbank.doors.pages.urls")),
]
