"""A mail server on a free port that keeps what it accepts, and can be told to be unkind."""

from __future__ import annotations

import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.processes import free_port


class PostOffice:
    """`refuses` maps a recipient to the answer it gets; `answers` is what DATA is answered with."""

    def __init__(self, password: str = "", tls: ssl.SSLContext | None = None) -> None:
        self.port = free_port()
        self.accepted: list[EmailMessage] = []
        self.refuses: dict[str, str] = {}
        self.answers = "250 OK"
        self.password = password
        self.tls = tls
        self.logins: list[str] = []

    def use(self, settings: Any, **more: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port
        settings.EMAIL_TIMEOUT = 10
        for name, value in more.items():
            setattr(settings, name, value)

    def recipients(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.accepted)

    def __enter__(self) -> PostOffice:
        options: dict[str, Any] = {}
        if self.password:
            options = {"authenticator": self._let_in, "auth_required": True, "auth_require_tls": False}
        if self.tls:
            options |= {"tls_context": self.tls, "require_starttls": True}
        self._controller = Controller(_Handler(self), hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    def _let_in(
        self, server: object, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == self.password, handled=False)


class _Handler:
    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_RCPT(  # noqa: N802 - the name the library calls
        self, server: object, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.office.refuses:
            return self.office.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name the library calls
        self, server: object, session: Session, envelope: Envelope
    ) -> str:
        if self.office.answers.startswith("250"):
            message = message_from_bytes(envelope.content or b"", policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.office.accepted.append(message)
        return self.office.answers
