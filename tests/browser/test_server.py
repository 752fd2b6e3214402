from playwright.sync_api import Page


def test_health_is_served_to_a_dutch_browser(page: Page) -> None:
    response = page.goto("/health")
    assert response is not None
    assert response.status == 200
    assert page.evaluate("navigator.language") == "nl-NL"


def test_address_is_safe_enough_for_a_service_worker(page: Page) -> None:
    page.goto("/health")
    assert page.evaluate("[isSecureContext, 'serviceWorker' in navigator]") == [True, True]
