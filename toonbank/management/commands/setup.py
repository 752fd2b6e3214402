"""`toonbank setup`: the database, a shop and its owner."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.shops.members import checked_email
from toonbank.shops.models import Shop
from toonbank.shops.names import named
from toonbank.shops.setup import MAX_NAME, MAX_SLUG, Opened, checked_slug, open_shop


class Command(ToonbankCommand):
    help = gettext_noop("Make the database when needed, a shop, and a log-in for its owner.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--shop", required=True, metavar="NAME", help=_("the name of the shop"))
        parser.add_argument("--slug", help=_("its part of every address; made from the name when left out"))
        parser.add_argument("--owner-email", metavar="E", default="owner@localhost", help=_("to log in with"))
        parser.add_argument(
            "--locale", choices=["nl", "en"], default="nl", help=_("the language of the shop")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.speak(options["locale"])
        # Everything is checked before the database is made: refused means nothing changed.
        name = named(options["shop"], MAX_NAME, "name").name
        slug = checked_slug(_slug(name) if options["slug"] is None else options["slug"])
        email = checked_email(options["owner_email"])
        if schema.state() == schema.CURRENT:
            _refuse_existing(slug)
        schema.bring_up_to_date()
        opened = open_shop(name, slug, options["locale"], email)
        self.show(answer(opened), summary(opened), options["json"])


def answer(opened: Opened) -> dict[str, Any]:
    shop, owner, password = opened
    return {
        "shop": {"name": shop.name, "slug": shop.slug, "locale": shop.locale},
        "owner": {"email": owner.email if owner else None, "password": password},
    }


def summary(opened: Opened) -> str:
    shop, owner, password = opened
    lines = [_("Shop: {name} ({slug})").format(name=shop.name, slug=shop.slug)]
    if owner:
        lines.append(_("Owner: {email}").format(email=owner.email))
        known = _("Password: the one this person already has")
        first = _("Password: {password} (shown only now)")
        lines.append(first.format(password=password) if password else known)
    lines.append(_("Start with: toonbank serve"))
    return "\n".join(lines)


def _slug(name: str) -> str:
    """Made here and not by open_shop, which would number a second shop of the same name."""
    return text.slug(name)[:MAX_SLUG].strip("-")


def _refuse_existing(slug: str) -> None:
    if Shop.objects.filter(slug=slug).exists():
        message = gettext_noop("There is already a shop “{slug}”; nothing was changed.")
        hint = gettext_noop("Choose another address with --slug.")
        raise Refused("slug_taken", message, hint=hint, slug=slug, field="slug")
