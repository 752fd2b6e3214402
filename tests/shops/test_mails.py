"""Who gets which report."""

import pytest

from tests.world import World
from toonbank.lib.errors import Refused
from toonbank.shops.mails import change_report_hour, choose_mails, want_day, want_week, wants_week
from toonbank.shops.models import Member


def names(found: object) -> list[str]:
    return sorted(member.user.first_name for member in found)


def test_usual_for_the_role(world: World) -> None:
    assert names(want_week()) == ["head_office", "outsider", "owner"]
    assert names(want_day()) == []
    assert [wants_week(world.members[name]) for name in ("owner", "manager")] == [True, False]


def test_chosen(world: World) -> None:
    choose_mails(world.members["owner"], week=False)
    choose_mails(world.members["manager"], week=True, day=True)
    choose_mails(world.members["head_office"], day=True)
    Member.objects.filter(pk=world.members["counter"].pk).update(mail_week=True, mail_day=True)
    assert names(want_week()) == ["head_office", "manager", "outsider"]
    assert names(want_day()) == ["manager"]


@pytest.mark.parametrize("hour", [-1, 24, True])
def test_no_such_hour(world: World, hour: int) -> None:
    with pytest.raises(Refused) as refused:
        change_report_hour(world.shop, hour)
    assert refused.value.field == "report_hour"
