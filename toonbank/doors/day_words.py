"""Days and seasons as the owner of a shop writes them."""

from babel.dates import format_date

from toonbank.catalog.year import Season
from toonbank.lib.periods import day_from_int

# A leap year, so that 29 February can be written as well.
LEAP = 2024_00_00


def day_said(day: int, locale: str) -> str:
    return str(format_date(day_from_int(day), "d MMM y", locale=locale))


def season_said(season: Season, locale: str) -> str:
    """ "1 november – 28 februari"."""
    first, last = (format_date(day_from_int(LEAP + day), "d MMMM", locale=locale) for day in season)
    return f"{first} – {last}"
