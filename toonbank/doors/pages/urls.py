"""The addresses of the pages. A shop's slug comes first, so this list is the last to be asked."""

from django.urls import path

from toonbank.doors.pages import (
    addons,
    catalog,
    dated,
    employees,
    home,
    members,
    numbers,
    services,
    settings,
    tokens,
)
from toonbank.doors.pages.language import language

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", language, name="language"),
    path("<slug:slug>/catalog/", catalog.addon_list, name="catalog"),
    path("<slug:slug>/catalog/new/", addons.new_addon, name="new_addon"),
    path("<slug:slug>/catalog/<int:pk>/", catalog.addon_detail, name="addon"),
    path("<slug:slug>/catalog/<int:pk>/name/", addons.edit_addon, name="edit_addon"),
    path("<slug:slug>/catalog/<int:pk>/archive/", addons.archive_addon, name="archive_addon"),
    path("<slug:slug>/catalog/<int:pk>/restore/", addons.restore_addon, name="restore_addon"),
    path("<slug:slug>/catalog/<int:pk>/price/", dated.price, name="price"),
    path("<slug:slug>/catalog/<int:pk>/script/", dated.script, name="script"),
    path("<slug:slug>/catalog/<int:pk>/rule/", dated.rule, name="rule"),
    path("<slug:slug>/catalog/services/", services.service_list, name="services"),
    path("<slug:slug>/catalog/services/<int:pk>/", services.service, name="service"),
    path("<slug:slug>/catalog/services/<int:pk>/archive/", services.archive_service, name="archive_service"),
    path("<slug:slug>/catalog/services/<int:pk>/restore/", services.restore_service, name="restore_service"),
    path("<slug:slug>/people/", employees.employee_list, name="people"),
    path("<slug:slug>/people/<int:pk>/", employees.employee, name="employee"),
    path("<slug:slug>/people/<int:pk>/leave/", employees.leave, name="leave"),
    path("<slug:slug>/people/<int:pk>/return/", employees.come_back, name="come_back"),
    path("<slug:slug>/people/members/", members.member_list, name="members"),
    path("<slug:slug>/people/members/<int:pk>/role/", members.role, name="member_role"),
    path("<slug:slug>/people/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("<slug:slug>/people/tokens/", tokens.token_list, name="tokens"),
    path("<slug:slug>/people/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("<slug:slug>/settings/", settings.settings, name="settings"),
    path("<slug:slug>/", numbers.numbers, name="numbers"),
    path("<slug:slug>/week/", numbers.week, name="this_week"),
    path("<slug:slug>/week/<str:week>/", numbers.week, name="week"),
]
