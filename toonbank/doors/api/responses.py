"""The answers every address can give, for the OpenAPI file."""

from toonbank.doors.api.schemas import Problem

EVERYWHERE = (401, 403, 404, 422, 503)


def problems(*more: int) -> dict[int, type[Problem]]:
    return dict.fromkeys(sorted({*EVERYWHERE, *more}), Problem)
