"""Passkeys and code apps work under the content policy, which allows no script in a page itself."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.server import Server

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Passwords and keys are slow to check on purpose, and tests share the machine.
PATIENCE = 30_000


def with_key(context: BrowserContext) -> Page:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def log_in(page: Page, server: Server) -> None:
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(server.email)
    page.locator("#id_password").fill(server.password)
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile(f"/{server.slug}/(start/)?$"), timeout=PATIENCE)


def confirm(page: Page, server: Server) -> None:
    """Before the log-in itself may be changed, the password is asked once more."""
    page.locator("#id_password").fill(server.password)
    page.locator("main form.panel button").click()


def test_a_code_app_shows_its_picture(new_context: NewContext, server: Server) -> None:
    page = new_context().new_page()
    log_in(page, server)
    page.goto("/accounts/2fa/totp/activate/")
    confirm(page, server)
    picture = page.locator("main img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 100


def test_log_in_with_a_passkey(new_context: NewContext, server: Server) -> None:
    # A passkey belongs to a name; an address in numbers is none.
    page = with_key(new_context(base_url=f"http://localhost:{server.port}"))
    log_in(page, server)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm(page, server)
    page.locator("#id_name").fill("Tablet")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).to_have_url(re.compile("/recovery-codes/"), timeout=PATIENCE)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main li")).to_contain_text("Tablet")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile(f"/{server.slug}/(start/)?$"), timeout=PATIENCE)
