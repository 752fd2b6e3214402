"""A QR code as the path of an inline SVG: nothing to fetch, nothing the content policy has to allow."""

from dataclasses import dataclass

import qrcode

QUIET_ZONE = 4


@dataclass(frozen=True)
class QrPath:
    """`size` is the side of its viewBox; the quiet zone is part of it."""

    size: int
    path: str


def qr_path(text: str) -> QrPath:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    matrix = code.get_matrix()
    squares = (
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(matrix)
        for across, dark in enumerate(row)
        if dark
    )
    return QrPath(len(matrix), "".join(squares))
