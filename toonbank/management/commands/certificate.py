"""`toonbank certificate`: https on the shop's own network, for tablets that trust its own authority."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.lib import certificates
from toonbank.management.command import ToonbankCommand


class Command(ToonbankCommand):
    help = gettext_noop("Make or renew the certificate with which tablets reach this computer over https.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--host", action="append", required=True, metavar="NAME_OR_IP",
            help=_("how tablets reach this computer; may be given more than once"),
        )  # fmt: skip
        parser.add_argument(
            "--new-authority", action="store_true", help=_("begin anew; every tablet has to trust it again")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, hosts = settings.VAR / "tls", list(dict.fromkeys(options["host"]))
        made = certificates.make(folder, hosts, timezone.now(), options["new_authority"])
        answer = {
            "certificate": str(folder / certificates.SERVER),
            "key": str(folder / certificates.SERVER_KEY),
            "authority": str(folder / certificates.AUTHORITY),
            "fingerprint": made.fingerprint,
            "until": made.until.isoformat(),
            "new_authority": made.new_authority,
        }
        self.show(answer, _text(answer, hosts), options["json"])


def _text(answer: dict[str, Any], hosts: list[str]) -> str:
    address = f"https://{f'[{hosts[0]}]' if ':' in hosts[0] else hosts[0]}:8443/trust/"
    lines = [
        _("Certificate: {certificate}, good until {until}").format(
            certificate=answer["certificate"], until=answer["until"][:10]
        ),
        _("Fingerprint of the authority (SHA-256):"),
        answer["fingerprint"],
        _("Start with:"),
        f"TOONBANK_ALLOWED_HOSTS={','.join(hosts)} toonbank serve --host 0.0.0.0 --port 8443"
        f" --certificate {answer['certificate']} --key {answer['key']}",
    ]
    if answer["new_authority"]:
        lines.append(_("Then open {address} on every tablet, once.").format(address=address))
    return "\n".join(lines)
