"""What is wrong with a file, line by line, so that an owner can mend it in one go."""

from dataclasses import dataclass, field

from toonbank.lib.errors import Refused, ToonbankError, Translate
from toonbank.lib.errors import gettext_noop as _

SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """`times` counts the lines with this mistake, for a name that is wrong all over."""

    line: int
    column: str
    error: ToonbankError
    times: int = 1

    def text(self, translate: Translate) -> str:
        where = _("Line {line}, {column}:") if self.column else _("Line {line}:")
        parts = [translate(where).format(line=self.line, column=self.column), self.error.text(translate)]
        if self.error.hint:
            parts.append(self.error.hint_text(translate))
        if self.times > 1:
            parts.append(f"({self.times}×)")
        return " ".join(parts)


class FileRefused(Refused):
    """Nothing of the file was taken in; `problems` are the first ones, `count` is all of them."""

    def __init__(self, problems: list[Problem], count: int) -> None:
        many = _("Nothing was imported: the file has {count} mistakes.")
        one = _("Nothing was imported: the file has one mistake.")
        super().__init__("file_refused", one if count == 1 else many, count=count)
        self.problems = problems
        self.count = count

    def text(self, translate: Translate) -> str:
        lines = [super().text(translate), *(problem.text(translate) for problem in self.problems)]
        if self.count > len(self.problems):
            more = translate(_("… and {count} more mistakes.")).format(count=self.count - len(self.problems))
            lines.append(more)
        return "\n".join(lines)


@dataclass
class Problems:
    """Gathers mistakes; keeps the first ones and counts the rest."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, column: str, error: ToonbankError, times: int = 1) -> None:
        self.count += 1
        if len(self.kept) < SHOWN:
            self.kept.append(Problem(line, column, error, times))

    def stop(self) -> None:
        """Raises when there is any."""
        if self.count:
            raise FileRefused(sorted(self.kept, key=lambda problem: problem.line), self.count)
