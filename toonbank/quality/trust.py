"""Numbers with what the log can carry. Who asks here gets every number that a check doubts as a draft, with
what the check saw as its reason: one place decides that, for pages, reports, mail, commands and the API."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from toonbank.lib.periods import Period, business_day
from toonbank.metrics import engine
from toonbank.metrics.answer import Answer, Row
from toonbank.metrics.ask import Asked
from toonbank.metrics.closed import while_unchanged
from toonbank.metrics.question import Question
from toonbank.metrics.shown import Shown
from toonbank.quality.check import CHECKS, DOUBTING, Check
from toonbank.quality.ground import LONGEST, Ground
from toonbank.quality.verdict import Verdict
from toonbank.shops.models import Shop


@dataclass(frozen=True)
class Doubt:
    """A verdict about one shop that makes numbers of `period` a draft; `named`: say which shop it is."""

    shop: Shop
    verdict: Verdict
    period: Period
    named: bool = False

    def sentence(self) -> str:
        """In the active language."""
        said = self.verdict.sentence(Shown.of(self.shop))
        return f"{self.shop.name}: {said}" if self.named else said


class Trust:
    """The checks of some shops, each looked at once and only when a number needs it, however many questions
    a page asks."""

    def __init__(self, shops: Sequence[Shop], now: datetime) -> None:
        self.shops, self.now = tuple(shops), now
        self._grounds: dict[tuple[int, Period], Ground] = {}
        self._seen: dict[tuple[int, Period, Check], tuple[Verdict, ...]] = {}
        self._told: dict[Doubt, None] = {}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Whatever made a number a draft so far, in the order in which it was met."""
        return tuple(self._told)

    def ask(
        self,
        metrics: Sequence[str],
        by: Sequence[str] = (),
        where: Sequence[tuple[str, str]] = (),
        period: Period | None = None,
    ) -> Answer:
        return self.answer(Asked(metrics, by, where, period))

    def answer(self, asked: Asked) -> Answer:
        return self.of(asked.question(self.shops, self.now))

    def of(self, question: Question) -> Answer:
        return self.over(engine.answer(question))

    def over(self, answer: Answer, known: Iterable[Verdict] | None = None) -> Answer:
        """An answer about these shops. `known`: the verdicts of one shop over days that hold those asked
        about, where a page has them already."""
        question = answer.question
        period = question.period or self._late_days
        if known is None:
            found = list(self._doubting(period, [metric.key for metric in question.metrics]))
        else:
            found = [Doubt(self.shops[0], verdict, period) for verdict in known if verdict.doubtful]
        first, last = period.day_ints()
        found = [one for one in found if one.verdict.within(first, last) and _asked_about(one, question)]
        return replace(answer, rows=tuple(self._row(row, found) for row in answer.rows)) if found else answer

    def verdicts(self, shop: Shop, period: Period) -> tuple[Verdict, ...]:
        """All that is worth a look in the period, doubts first."""
        found = [verdict for check in CHECKS for verdict in self._checked(shop, period, check)]
        return tuple(sorted(found, key=lambda verdict: not verdict.doubtful))

    def _row(self, row: Row, found: Iterable[Doubt]) -> Row:
        doubts: dict[str, Doubt] = {}
        for doubt in found:
            if self._reaches(doubt, row):
                for number in doubt.verdict.numbers & row.values.keys():
                    doubts.setdefault(number, doubt)
        values = dict(row.values)
        for number, doubt in doubts.items():
            if row.values[number].value is not None:
                values[number] = row.values[number].doubted(doubt.sentence, doubt.verdict.check)
                self._told.setdefault(doubt)
        return replace(row, values=values)

    def _reaches(self, doubt: Doubt, row: Row) -> bool:
        if row.labels.get("shop", doubt.shop.slug) != doubt.shop.slug:
            return False
        labels = dict(row.labels)
        if len(self.shops) > 1:
            # Two people of one name are told apart by more than that name.
            labels.pop("employee", None)
        return doubt.verdict.reaches(labels)

    def _doubting(self, period: Period, numbers: Sequence[str]) -> Iterator[Doubt]:
        checks = [check for check, touched in DOUBTING if not touched.isdisjoint(numbers)]
        for shop in self.shops:
            for check in checks:
                for verdict in self._checked(shop, period, check):
                    if verdict.doubtful:
                        yield Doubt(shop, verdict, period, len(self.shops) > 1)

    def _checked(self, shop: Shop, period: Period, check: Check) -> tuple[Verdict, ...]:
        key = (shop.pk, period, check)
        if key not in self._seen:
            ground = self._ground(shop, period)
            name = (check, shop.pk, ground.period, ground.today)
            self._seen[key] = while_unchanged(name, shop, ground.days, lambda: tuple(check(ground)))
        return self._seen[key]

    def _ground(self, shop: Shop, period: Period) -> Ground:
        key = (shop.pk, period)
        if key not in self._grounds:
            self._grounds[key] = Ground.of(shop, period, self.now)
        return self._grounds[key]

    @cached_property
    def _late_days(self) -> Period:
        """Of a question about all days the last ones are looked at: what is older can't be put right."""
        today = max(business_day(self.now, shop.timezone, shop.cutoff_minutes) for shop in self.shops)
        return Period.between(today - timedelta(days=LONGEST - 1), today)


def _asked_about(doubt: Doubt, question: Question) -> bool:
    """A doubt about one employee touches no question that is about another."""
    only = doubt.verdict.only
    asked = [(only[dimension.key], values) for dimension, values in question.where if dimension.key in only]
    return all(not known.isdisjoint(values) for known, values in asked)
