"""What the ledger says, as plain JSON values."""

from collections.abc import Iterable
from typing import Any

from toonbank.ledger.document import Document
from toonbank.ledger.models import Entry
from toonbank.ledger.sent import Recorded
from toonbank.lib.periods import day_from_int

# Known to files and to us only: nobody can send them.
INSIDE = ("unit_price", "unit_cost")


def saved(recorded: Recorded) -> dict[str, Any]:
    return {
        "uuid": str(recorded.document.uuid),
        "revision": recorded.document.revision,
        "result": recorded.result,
        "status": recorded.document.status,
        **_made_of_it(recorded),
    }


def whole(recorded: Recorded, versions: Iterable[Entry]) -> dict[str, Any]:
    lines = zip(recorded.document.offers, recorded.facts["offers"], strict=True)
    return {
        "ticket": outgoing(recorded.document),
        **_made_of_it(recorded),
        "prices": [{"addon": line.addon, "unit_price": facts["unit_price"]} for line, facts in lines],
        "versions": [_version(entry) for entry in versions],
    }


def outgoing(document: Document) -> dict[str, Any]:
    content = document.content()
    del content["customer"]
    for line in content["offers"]:
        for name in INSIDE:
            del line[name]
    return content


def _made_of_it(recorded: Recorded) -> dict[str, Any]:
    facts = recorded.facts
    flags = {
        "clock_corrected": facts["clock_corrected"],
        "addon_archived": any(line["archived"] for line in facts["offers"]),
    }
    return {
        "day": day_from_int(facts["day"]).isoformat(),
        "flags": [name for name, is_set in flags.items() if is_set],
        "received_at": recorded.received_at.isoformat(),
    }


def _version(entry: Entry) -> dict[str, Any]:
    return {
        "revision": entry.revision,
        "received_at": entry.received_at.isoformat(),
        "by": sender(entry),
        "source": entry.source,
    }


def sender(entry: Entry) -> str:
    """An alias, a key's name or a role; never an e-mail address."""
    if entry.token:
        return entry.token.name
    if entry.member is None:
        return ""
    return entry.member.employee.alias if entry.member.employee else entry.member.get_role_display()
