"""What is allowed but deserves a second look; said, never raised."""

from dataclasses import dataclass, field
from typing import Any

from toonbank.lib.errors import Refused, Translate


@dataclass(frozen=True)
class Notice:
    code: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self, translate: Translate) -> str:
        return Refused(self.code, self.message, **self.params).text(translate)
