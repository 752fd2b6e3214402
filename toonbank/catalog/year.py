"""Days of the year as integers (1101 is 1 November) and seasons of them, which come back every year."""

# First and last day, both included; 1101 to 228 runs over New Year.
Season = tuple[int, int]
FIRST, LAST = 1_01, 12_31
WHOLE_YEAR: Season = (FIRST, LAST)
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS = tuple(month * 100 + day for month, length in enumerate(LENGTHS, 1) for day in range(1, length + 1))


def is_day_of_year(of_year: int) -> bool:
    """29 February is one: the end of February in every year."""
    return of_year in DAYS


def in_season(season: Season | None, day: int) -> bool:
    if season is None:
        return True
    (first, last), of_year = season, day % 10_000
    return first <= of_year <= last if first <= last else of_year >= first or of_year <= last


def parts(season: Season | None) -> list[Season]:
    """In calendar order, none of them over New Year."""
    first, last = season or WHOLE_YEAR
    return [(first, last)] if first <= last else [(FIRST, last), (first, LAST)]
