"""The switch between Dutch and English, also before logging in."""

from tests.world import World


def test_the_choice_is_kept(world: World) -> None:
    client = world.client("anonymous")
    response = client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert '<html lang="en">' in client.get("/accounts/login/").content.decode()


def test_it_does_not_lead_away(world: World) -> None:
    response = world.client("owner").post("/language/", {"language": "en", "next": "https://example.com/"})
    assert response["Location"] == "/"
