"""What the owner's pages cost the server in a shop with 100,000 tickets of three years.

    python -m bench.pages [tickets, default 100000] [folder to keep the database in]

Per page and period: processor time as a ratio to the 150 ms a page may take, and its statements.
"""

import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench import ask_page
from bench.page_cost import set_up

MOST = 0.150
TODAY = datetime.now(UTC).date()
PAGES = ("", "week/", "addons/", "addons/{addon}/", "team/", "services/", "numbers/", "me/")
PERIODS = {"": None, "a quarter": 91, "a year": 364}


def main(tickets: int, kept: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(kept or folder)
        is_filled = (place / "bench.sqlite3").exists()
        set_up(place)
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        shop = shop_of(tickets, is_filled)
        browser = owner_of(shop)
        addon = shop.addons.first().pk
        for page in PAGES:
            address = f"/{shop.slug}/{page.format(addon=addon)}"
            for name, days in PERIODS.items():
                if days is None or page in ("addons/", "addons/{addon}/", "team/", "services/", "numbers/"):
                    report(page or "today", name, browser, address + period(days))


def shop_of(tickets: int, is_filled: bool) -> Any:
    from toonbank.shops.models import Shop

    if is_filled:
        return Shop.objects.get()
    with patch.object(ask_page, "LAST", TODAY):
        return ask_page.filled(tickets)


def owner_of(shop: Any) -> Any:
    from django.test import Client

    from toonbank.shops.members import invite
    from toonbank.shops.models import Member, Role

    member = Member.objects.filter(shop=shop).first() or invite(shop, "owner@bench.example", Role.OWNER)[0]
    browser = Client(headers={"accept-language": "nl"})
    browser.force_login(member.user)
    return browser


def period(days: int | None) -> str:
    if days is None:
        return ""
    return f"?from={TODAY - timedelta(days=days - 1)}&to={TODAY}"


def report(page: str, name: str, browser: Any, address: str) -> None:
    with counted() as statements:
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    seconds = ask_page.spent(lambda: browser.get(address))
    print(f"{page:16} {name:10} {seconds / MOST:5.2f} × 150 ms   {len(statements):3} statements", flush=True)


@contextmanager
def counted() -> Any:
    from django.db import connection

    found: list[str] = []

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        found.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield found


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 100_000, given[1] if len(given) > 1 else None)
