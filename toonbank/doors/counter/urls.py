"""/counter/…"""

from django.urls import path

from toonbank.doors.counter.page import counter

urlpatterns = [path("<slug:slug>/", counter, name="counter")]
