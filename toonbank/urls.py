"""Every address, door by door."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Toonbank")


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", home, name="home"),
]
