"""Training cards on the tablet."""

from tests.tablets import tablet
from tests.world import World
from toonbank.catalog.models import TrainingAnswer
from toonbank.catalog.training_cards import CARDS


def key(world: World) -> dict[str, str]:
    return {"Authorization": f"Bearer {tablet(world.shop).secret}", "accept-language": "en"}


def test_cards_do_not_tell_what_is_right(client, world: World) -> None:  # type: ignore[no-untyped-def]
    cards = client.get("/api/v1/training", headers=key(world)).json()["cards"]
    assert [card["key"] for card in cards] == [card.key for card in CARDS]
    assert set(cards[0]) == {"key", "situation", "choices"}
    assert cards[0]["choices"][0] == {"key": "declined", "text": "Offered, not bought"}


def test_answers_come_back_with_why(client, world: World) -> None:  # type: ignore[no-untyped-def]
    headers, sam = key(world), world.employees["sam"].pk
    sent = {"employee": sam, "answers": [{"card": "flyer", "choice": "declined"}]}
    told = client.post("/api/v1/training", sent, "application/json", headers=headers).json()
    assert told == {
        "results": [
            {
                "card": "flyer",
                "choice": "declined",
                "right": False,
                "why": "A flyer or a poster asks nothing. Only what you say counts.",
            }
        ],
        "passed": False,
    }
    everything = [{"card": card.key, "choice": card.right} for card in CARDS]
    sent = {"employee": sam, "answers": everything}
    assert client.post("/api/v1/training", sent, "application/json", headers=headers).json()["passed"]


def test_nobody_of_this_shop_and_no_such_card(client, world: World) -> None:  # type: ignore[no-untyped-def]
    headers = key(world)
    one = [{"card": "flyer", "choice": "declined"}]
    for sent, status in (
        ({"employee": 987_654, "answers": one}, 404),
        ({"employee": world.employees["sam"].pk, "answers": [{"card": "x", "choice": "y"}]}, 422),
        ({"employee": world.employees["sam"].pk, "answers": []}, 422),
        ({"employee": world.employees["sam"].pk, "answers": one, "right": True}, 422),
    ):
        answer = client.post("/api/v1/training", sent, "application/json", headers=headers)
        assert answer.status_code == status
    assert not TrainingAnswer.objects.exists()
