"""The addresses of what is mailed: to look at, to keep, to choose and to end."""

from django.urls import path

from toonbank.doors.mail import keep, settings, stop

urlpatterns = [
    path("mail/stop/<str:token>/", stop.stop, name="mail_stop"),
    path("<slug:slug>/reports/mail/", settings.mail_settings, name="mail"),
    path("<slug:slug>/reports/mail/hour/", settings.hour, name="mail_hour"),
    path("<slug:slug>/reports/mail/test/", settings.send_test, name="mail_test"),
    path("<slug:slug>/reports/mail/preview/<str:kind>/", keep.preview, name="mail_preview"),
    path("<slug:slug>/reports/week/<str:week>/pdf/", keep.week_pdf, name="week_pdf"),
    path("<slug:slug>/reports/day/<str:day>/pdf/", keep.day_pdf, name="day_pdf"),
]
