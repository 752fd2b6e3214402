"""/counter/…"""

from django.urls import path

from toonbank.doors.counter.page import counter, shell
from toonbank.doors.counter.worker import later, script, sheet, worker

urlpatterns = [
    path("", shell, name="counter_shell"),
    path("app.js", script, name="counter_script"),
    path("parts/<slug:name>.js", later, name="counter_part"),
    path("app.css", sheet, name="counter_style"),
    path("sw.js", worker, name="counter_worker"),
    path("<slug:slug>/", counter, name="counter"),
]
