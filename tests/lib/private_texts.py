"""Texts for the tests of `private`: real shop notes, generated numbers, and odd ways to write them."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest


def listed(row: str) -> list[str]:
    return row.split("|")


_DEV = Path(__file__).resolve().parents[3] / "shared" / "data" / "pii" / "pii_dev.jsonl"
_CONSONANTS = "BDFGHJKLMNPRSTVXZ"
_SIDECODES = listed(
    "AA-99-99|99-99-AA|99-AA-99|AA-99-AA|AA-AA-99|99-AA-AA|99-AAA-9|9-AAA-99|AA-999-A|A-999-AA|AAA-99-A|"
    "A-99-AAA|9-AA-999|999-AA-9"
)
_PIECES = listed(
    "06 12345678|+31|0|6|12|@|piet|Jan de Vries|mevr.|de|van|Kerkstraat|12|1234 AB|NL91 ABNA|geb.|bon|"
    "imei|-|.|/|(|)|\u200b|\xa0|\uff10\uff16|\u0660\u0661|\U0001f600|e\u0301|\xe9|\u0142|\u2014|\u2019|"
    "\n|\t|\x00|\ufb01|\u2460|\U0001d7d8|\u0416|\u4e2d|\ufeff|~|iPhone 14|te duur|12-03-2026|Ja|komt|"
    "klant|A.B.|X-123-YZ"
)

# What must be found, and what a shop writes every day.
FOUND = {
    "phone": listed(
        "bel 0612345678|06-12345678|06.12.34.56.78|(06) 12345678|0 6 1 2 3 4 5 6 7 8|+31(0)6 12345678|"
        "0031612345678|020 624 1111|(020) 624 11 11|0341-251234|0475/12.34.56|02 512 34 56|025188711|"
        "+32 475/12.34.56|+90 532 123 45 67|tel 612345678|app0612345678|"
        "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18|06\u200b12345678|06\u201112345678|"
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668|order 06 12345678"
    ),
    "email": listed(
        "jan.jansen@gmail.com|jan @ gmail.com|jan(at)gmail.com|jan at gmail punt com|"
        "jan apenstaartje gmail punt com|jan\uff20gmail.com|info@m\xfcller.de|jan@gmail"
    ),
    "plate": listed(
        "AB-123-C|12-ABC-3|kz-rr-13|KZ RR 13|83PKV7|12-34-AB|1-ABC-234|1ABC234|1 ABC 234|1-abc-234|R-12-BCD|"
        "5-ZZ-123|123-ZZ-5|kenteken AB-12-CD|kenteken AB1234|nummerplaat ABC-123|kenteken B-AB 1234"
    ),
    "iban": listed(
        "NL91ABNA0417164300|nl91 abna 0417 1643 00|BE68-5390-0754-7034|DE89 3704 0044 0532 0130 00 10 euro|"
        "FR14 2004 1010 0505 0001 3M02 606|GB29 NWBK 6016 1331 9268 19|TR33 0006 1005 1978 6457 8413 26|"
        "rekening BE12 3456 7890 1234"
    ),
    "bsn": listed("111222333|111 222 333|1112.22.333|bsn nr 12345678|BSN: 123456789"),
    "rrn": listed(
        "93.05.18-223.61|93051822361|93 05 18 223 61|00.01.25-567.77|rijksregisternummer 93.05.18-223.62"
    ),
    "address": listed(
        "Kerkstraat 12|kerkstr. 12b|Dorpsstraat 1, 1234 AB Amsterdam|1234 AB|1234ab 12|postcode 1234ab|"
        "Grote Markt 5|Laan van Meerdervoort 120|Prins Hendrikkade 33|Antwerpsesteenweg 45 bus 3|"
        "Itali\xeblei 12|Rue de la Loi 16|Singel 250|woont Dorp 12|Bezuidenhoutseweg 20-3|Hauptstra\xdfe 5"
    ),
    "dob": listed(
        "geb. 12-03-1985|geboren op 12 maart 1985|geboortedatum: 1985-03-12|geb 12/3/85|jarig op 3 mei|"
        "born 12 May 1985|geboren in 1985"
    ),
    "device_id": listed(
        "490154203237518|imei 490154203237519|35-693803-564380-9|1HGCM82633A004352|wvwzzz1kz6w123456|"
        "VIN: WVW ZZZ 1KZ 6W1 234 56"
    ),
    "handle": listed("@jan_jansen|insta jan.jansen|snap daan123|instagram.com/piet.claes"),
    "name": listed(
        "Jan Jansen|jan jansen|lotte van den berg|mevr. Jansen|mevrouw El Amrani|de heer Van den Berg|"
        "Ay\u015fe Demir|fatma yildiz belt|Youssef Ben Salah|Agnieszka Kowalczyk|Piotr Nowak|Soraya Ramdin|"
        "Peeters Jan|J. Jansen|A.B. de Boer|naam: Xiomara|voor Jansen|Jansen belt terug|Piet komt vrijdag|"
        "bel Piet|Fatima's telefoon|Fatima|PIET CLAES"
    ),
}
QUIET = listed(
    "iPhone 14 Pro Max 256 GB|Screen protector \xb7 iPhone 14 \xb7 glass|APK 12-03-2026|12-11-2026 14:30|"
    "09.00 - 17.30|02/03/2026 2x|12-03-2026 195/65R15|2-in-1 kabel|2 van 100|1-op-100|locker 18|"
    "art 06-110-22|SKU PRT-14-BLK|SKU AB-123-C|serie 99-AB|code 4711-88-12|bon 20250914-0231|"
    "bon 111222333|order 111222333|factuur 2026-000123|km 123.456|1.234,56|0.103773981457839|"
    "banden 195/65 R15 91H|5W30 4L|R134a|CR2032|LR44|BMW 320d|RTX 4060 TI|10000 mAh|2024 model|1000 ml|"
    "weg met korting|onderweg 2 uur|supermarkt 3|iPad 9|Laan actie 20|straat verlichting set|"
    "Bakker korting pas|van Dijk shirt|de Vries fiets|Emma matras|Iris lens|Max Factor mascara|Jan actie|"
    "jan/feb|Willem II sjaal|Opel Karl|Seat Leon|Ron-tech|klant wil nadenken|mevrouw twijfelt|"
    "voor vrijdag|adres sticker|verjaardag actie 10%|naam gravure|mail marketing nee|@ 10 euro|2 @ 5,00|"
    "Sony WH-1000XM5|HP 304XL|Shimano BR-MT200|EAN 8712345678906|KvK 12345678|BTW NL123456789B01|"
    "0800-1234|wil eerst thuis vragen|te duur||?|\U0001f600 blij"
)


def dev_rows() -> list[dict[str, Any]]:
    if not _DEV.exists():
        pytest.skip("shared data absent")
    return [json.loads(line) for line in _DEV.read_text(encoding="utf-8").splitlines()]


def numbers(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Kind and value; the checksums are worked out here by trying, not by the code under test."""
    draw = Random(seed)
    for _ in range(count):
        yield "plate", plate(draw)
        yield "bsn", bsn(draw)
        yield "rrn", rrn(draw)
        yield "iban", iban(draw)
        yield "device_id", imei(draw)
        yield "phone", phone(draw)


def odd_texts(seed: int, count: int) -> Iterator[str]:
    draw = Random(seed)
    for _ in range(count):
        glue = draw.choice(("", " ", " ", "-"))
        yield glue.join(draw.choice(_PIECES) for _ in range(draw.randrange(1, 9)))


def plate(draw: Random) -> str:
    shape = draw.choice(_SIDECODES)
    return "".join(draw.choice({"A": _CONSONANTS, "9": "0123456789"}.get(sign, sign)) for sign in shape)


def bsn(draw: Random) -> str:
    while True:
        value = draw.choice("123456789") + digits(draw, 8)
        weighed = zip(map(int, value), (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
        if sum(digit * weight for digit, weight in weighed) % 11 == 0:
            return value


def rrn(draw: Random) -> str:
    year = draw.randrange(1930, 2012)
    nine = f"{year % 100:02}{draw.randrange(1, 13):02}{draw.randrange(1, 29):02}{draw.randrange(1, 998):03}"
    control = 97 - int(("2" if year >= 2000 else "") + nine) % 97
    dotted = f"{nine[:2]}.{nine[2:4]}.{nine[4:6]}-{nine[6:]}.{control:02}"
    return draw.choice((f"{nine}{control:02}", dotted))


def iban(draw: Random) -> str:
    country, account = draw.choice(
        (("NL", "RABO" + digits(draw, 10)), ("BE", digits(draw, 12)), ("DE", digits(draw, 18)))
    )
    row = "".join(str(int(sign, 36)) for sign in account + country)
    value = f"{country}{98 - int(row + '00') % 97:02}{account}"
    return draw.choice((value, " ".join(value[at : at + 4] for at in range(0, len(value), 4))))


def imei(draw: Random) -> str:
    body = "35" + digits(draw, 12)
    doubled = "".join(str(int(digit) * (1 + place % 2)) for place, digit in enumerate(body))
    return body + str(-sum(map(int, doubled)) % 10)


def phone(draw: Random) -> str:
    end = digits(draw, 8)
    pairs = " ".join(end[at : at + 2] for at in range(0, 8, 2))
    belgian = f"04{draw.choice('56789')}{end[0]}"
    dutch = (f"06{end}", f"06-{end}", f"06 {pairs}", f"+316{end}", f"+31 6 {pairs}", f"00316{end}")
    dots = f"{end[:2]}.{end[2:4]}.{end[4:6]}"
    others = (
        f"020-6{end[:6]}",
        f"{belgian} {pairs[:8]}",
        f"{belgian}/{dots}",
        f"+32 {belgian[1:]} {pairs[:8]}",
    )
    return draw.choice(dutch + others)


def digits(draw: Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))
