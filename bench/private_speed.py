"""Milliseconds to check a note for customer data, and the worst text of full length.

python -m bench.private_speed
"""

import sys
import time
from collections.abc import Iterable

from toonbank.lib.private import check
from toonbank.lib.private_rules import LIMIT


def listed(row: str) -> list[str]:
    return row.split("|")


NOTES = listed(
    "|te duur|wil nadenken|komt zaterdag terug|iPhone 14 Pro hoesje zwart|mevr Claes 0642862149|km 123.456"
    "|lotte van den berg terugbellen|banden 195/65 R15|terugstorten NL91 ABNA 0417 1643 00"
    "|kenteken 12-ABC-3 klaar|Kerkstraat 12, 1234 AB Utrecht|Screen protector \u00b7 iPhone 14 \u00b7 glass"
)
# Each makes a rule start often and fail late.
PIECES = listed("a|a.|a at |+|I.|T.|Jan |de |0 |06 |A1-|1234 AB |straat|Lange |~|nul zes ")


def main() -> int:
    took = sorted(milliseconds(NOTES * 50))
    slow = took[int(len(took) * 0.99)]
    print(f"notes     {sum(took) / len(took):.3f} ms on average, {slow:.3f} ms at the 99th percentile")
    hard = sorted(zip(milliseconds(map(filled, PIECES)), PIECES, strict=True))
    for worst, piece in hard[-3:]:
        print(f"hard text {worst:6.1f} ms for {LIMIT} characters of {piece!r}")
    return 0


def filled(piece: str) -> str:
    return (piece * LIMIT)[:LIMIT]


def milliseconds(texts: Iterable[str]) -> list[float]:
    took = []
    for text in texts:
        start = time.perf_counter()
        check(text)
        took.append((time.perf_counter() - start) * 1000)
    return took


if __name__ == "__main__":
    sys.exit(main())
