"""/counter/…"""

from django.urls import path

from toonbank.doors.counter.page import counter, shell
from toonbank.doors.counter.worker import script, worker

urlpatterns = [
    path("", shell, name="counter_shell"),
    path("app.js", script, name="counter_script"),
    path("sw.js", worker, name="counter_worker"),
    path("<slug:slug>/", counter, name="counter"),
]
