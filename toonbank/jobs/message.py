"""An outbox row as the message that goes over the wire."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from toonbank.jobs.models import Outbox


def message_of(mail: Outbox) -> EmailMultiAlternatives:
    """Raises ValueError for a newline in a header."""
    message = EmailMultiAlternatives(
        mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.recipient], headers=_headers(mail)
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.attachment:
        message.attach(mail.attachment_name, bytes(mail.attachment), "application/pdf")
    return message


def message_id(key: str) -> str:
    """The same at every try, so that a mailbox that gets it twice can tell."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('toonbank.outbox', key).hexdigest()}@{domain}>"


def _headers(mail: Outbox) -> dict[str, str]:
    headers = {"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
