"""Many tickets in one request: the shape of each is looked at by itself, then they are recorded in chunks."""

from typing import Any

from pydantic import ValidationError

from toonbank.doors.api.answers import saved
from toonbank.doors.api.complaints import complaints
from toonbank.doors.api.entrance import source_of
from toonbank.doors.api.problems import invalid, problem_of
from toonbank.doors.api.schemas import BatchTicketIn
from toonbank.ledger.batch import record_batch
from toonbank.ledger.document import Document
from toonbank.ledger.sent import CREATED, Recorded
from toonbank.lib.errors import ToonbankError
from toonbank.lib.uuid7 import parse_ticket_uuid
from toonbank.shops.access import Seat

Answer = dict[str, Any]


def answers(seat: Seat, tickets: list[Any]) -> list[Answer]:
    """In the order in which the tickets came."""
    read = [_read(ticket) for ticket in tickets]
    documents = [one for one in read if isinstance(one, Document)]
    recorded = iter(record_batch(seat, documents, source_of(seat)))
    results = [next(recorded) if isinstance(one, Document) else one for one in read]
    return [_answer(_uuid(ticket), result) for ticket, result in zip(tickets, results, strict=True)]


def _read(ticket: Any) -> Document | Answer | ToonbankError:
    try:
        shaped = BatchTicketIn.model_validate(ticket)
        return shaped.to_document(parse_ticket_uuid(shaped.uuid))
    except ValidationError as error:
        return invalid(complaints(error.errors(include_url=False, include_input=False), depth=0))
    except ToonbankError as error:
        return error


def _answer(uuid: str, result: Recorded | ToonbankError | Answer) -> Answer:
    if isinstance(result, Recorded):
        return {"uuid": uuid, "http": 201 if result.result == CREATED else 200, "saved": saved(result)}
    problem = problem_of(result) if isinstance(result, ToonbankError) else result
    return {"uuid": uuid, "http": problem["status"], "problem": problem}


def _uuid(ticket: Any) -> str:
    """As it was sent, so that the sender knows which one is meant; "" when it sent none."""
    uuid = ticket.get("uuid") if isinstance(ticket, dict) else None
    return uuid[:400] if isinstance(uuid, str) else ""
