"""Notes about days on the screen."""

from tests.world import World
from toonbank.ledger.models import ContextNote

FORM = {
    "kind": "promotion",
    "first_day": "2026-11-16",
    "last_day": "2026-11-22",
    "text": "second phone half price",
}


def test_add_and_remove(world: World) -> None:
    client = world.client("manager")
    client.post("/utrecht/notes/", FORM)
    note = ContextNote.objects.get()
    assert (note.first_day, note.last_day, note.text) == (20261116, 20261122, "second phone half price")
    page = client.get("/utrecht/notes/").content.decode()
    assert "second phone half price" in page
    assert "16 nov 2026" in page
    client.post(f"/utrecht/notes/{note.pk}/remove/")
    assert "second phone half price" not in client.get("/utrecht/notes/").content.decode()


def test_one_day_needs_no_last_day_and_a_link_fills_it_in(world: World) -> None:
    client = world.client("owner")
    assert 'value="2026-11-20"' in client.get("/utrecht/notes/?day=2026-11-20").content.decode()
    client.post("/utrecht/notes/", {"kind": "weather", "first_day": "2026-11-20"})
    note = ContextNote.objects.get()
    assert (note.first_day, note.last_day, note.employee) == (20261120, 20261120, None)


def test_wrong_days_and_customer_data_are_said_at_the_field(world: World) -> None:
    client = world.client("manager")
    wrong = {
        "first_day": {**FORM, "first_day": "31-02-2026"},
        "text": {**FORM, "text": "jan@example.nl"},
        "employee": {**FORM, "kind": "trainee"},
        "__all__": {**FORM, "last_day": "2026-11-01"},
    }
    for field, data in wrong.items():
        response = client.post("/utrecht/notes/", data)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not ContextNote.objects.exists()


def test_a_note_of_another_shop_is_missing(world: World) -> None:
    world.client("outsider").post("/bike-barn/notes/", FORM)
    note = ContextNote.objects.get()
    assert world.client("manager").post(f"/utrecht/notes/{note.pk}/remove/").status_code == 404
    assert world.client("outsider").get("/utrecht/notes/").status_code == 404
    assert ContextNote.objects.get().removed_at is None
