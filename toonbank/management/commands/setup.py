"""`toonbank setup`: the database, a shop and its owner."""

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from toonbank.management import opening, schema
from toonbank.management.command import ToonbankCommand
from toonbank.shops.models import Role, Shop


class Command(ToonbankCommand):
    help = "Make the database when needed, a shop, and a log-in for its owner."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--shop", required=True, metavar="NAME", help="the name of the shop")
        parser.add_argument("--slug", help="its part of every address; made from the name when left out")
        parser.add_argument("--owner-email", metavar="E", default="owner@localhost", help="to log in with")
        parser.add_argument("--locale", choices=["nl", "en"], default="nl", help="the language of the shop")

    def handle(self, *args: Any, **options: Any) -> None:
        self.speak(options["locale"])
        name = opening.shop_name(options["shop"])
        slug = opening.free_slug(options["slug"], name)
        email = opening.owner_email(options["owner_email"])
        if schema.state() == schema.CURRENT:
            opening.refuse_existing(slug)
        schema.bring_up_to_date()
        with transaction.atomic():
            opening.refuse_existing(slug)
            shop = Shop.objects.create(name=name, slug=slug, locale=options["locale"])
            owner = opening.seat(email, Role.OWNER, shop)
        answer = {"shop": {"name": name, "slug": slug, "locale": shop.locale}, "owner": owner.as_json()}
        self.show(answer, opened(shop, owner), options["json"])


def opened(shop: Shop, owner: opening.Login) -> str:
    lines = [_("Shop: {name} ({slug})").format(name=shop.name, slug=shop.slug)]
    if owner.password is None:
        lines.append(_("Owner: {email}, with the password they already have").format(email=owner.email))
    else:
        lines.append(_("Owner: {email}").format(email=owner.email))
        lines.append(_("Password: {password} (shown only now)").format(password=owner.password))
    lines.append(_("Start the shop with: toonbank serve"))
    return "\n".join(lines)
