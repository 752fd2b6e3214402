"""`toonbank demo`: a filled chain to look around in, on this machine."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.files.demo.fill import PHONE_DOCTOR, fill
from toonbank.lib.errors import Refused
from toonbank.management import schema, serving
from toonbank.management.command import ToonbankCommand
from toonbank.shops.members import first_password, open_account
from toonbank.shops.models import Chain, Member, Role, Shop

LOGINS = (
    ("eigenaar@demo.example", Role.OWNER),
    ("beheer@demo.example", Role.MANAGER),
    ("balie@demo.example", Role.COUNTER),
    ("hoofdkantoor@demo.example", Role.HEAD_OFFICE),
)


class Command(ToonbankCommand):
    help = gettext_noop("Make the demo shops when they are not there yet, and serve them.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        serving.add_place(parser)
        parser.add_argument(
            "--locale", choices=["nl", "en"], default="nl", help=_("the language of this command")
        )
        parser.add_argument("--no-serve", action="store_true", help=_("only make the shops"))

    def handle(self, *args: Any, **options: Any) -> None:
        self.speak(options["locale"])
        place = serving.Place(options["host"], options["port"])
        if not options["no_serve"]:
            serving.checked(place)
        schema.bring_up_to_date()
        password = _kept_password(settings.VAR / "demo_password")
        if not Shop.objects.filter(slug=PHONE_DOCTOR, chain__slug="demo").exists():
            _refuse_real_shops()
            with transaction.atomic():
                _seat_everybody(fill(timezone.now()), password)
        self.show(answer(place, password), welcome(place, password), options["json"])
        if not options["no_serve"]:
            serving.hand_over(place)


def answer(place: serving.Place, password: str) -> dict[str, Any]:
    shops = Shop.objects.filter(chain__slug="demo").order_by("id").values_list("slug", flat=True)
    logins = [{"email": email, "role": role.value} for email, role in LOGINS]
    return {"address": place.address, "shops": list(shops), "password": password, "logins": logins}


def welcome(place: serving.Place, password: str) -> str:
    lines = [_("The demo is open at {address} (stop with Ctrl+C)").format(address=place.address)]
    lines += [_("Log in with one of these; the password is {password}").format(password=password)]
    lines += [f"  {email:<28}{role.label}" for email, role in LOGINS]
    return "\n".join(lines)


def _refuse_real_shops() -> None:
    if Shop.objects.exists():
        message = gettext_noop("There are already shops in this database; the demo does not mix with them.")
        hint = gettext_noop("Give the demo a place of its own: TOONBANK_VAR=demo toonbank demo")
        raise Refused("not_empty", message, hint=hint)


def _kept_password(path: Path) -> str:
    """One for all demo log-ins, made once and kept, so that a second start can tell it again."""
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    password = first_password()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(password)
    return password


def _seat_everybody(chain: Chain, password: str) -> None:
    for email, role in LOGINS:
        user = open_account(email, password)
        if role == Role.HEAD_OFFICE:
            Member.objects.create(user=user, chain=chain, role=role)
            continue
        for shop in chain.shops.all():
            Member.objects.create(user=user, shop=shop, role=role)
