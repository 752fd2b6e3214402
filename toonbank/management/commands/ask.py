"""`toonbank ask`: any number, split by anything, with its uncertainty."""

import csv
import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from toonbank.lib.errors import Missing, Refused, gettext_noop
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.management.explaining import explained
from toonbank.metrics.answer import Answer, Value
from toonbank.metrics.ask import Asked, period_of, where_of
from toonbank.metrics.shown import Shown
from toonbank.metrics.state import DRAFT
from toonbank.metrics.wording import said
from toonbank.quality.trust import Trust
from toonbank.shops.models import Shop

ENGINES = ("auto", "db", "lake", "spark")


class Command(ToonbankCommand):
    help = gettext_noop("Answer a question about a shop or a chain.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("metric", nargs="*", help=_("a number such as attach_rate, or several"))
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--shop", metavar="SLUG")
        place.add_argument("--chain", metavar="SLUG")
        parser.add_argument(
            "--by", default="", metavar="DIM,DIM", help=_("split by these, such as addon,employee")
        )
        parser.add_argument(
            "--where",
            nargs="+",
            action="extend",
            default=[],
            metavar="DIM=VALUE",
            help=_("only these; several of one dimension are alternatives"),
        )
        parser.add_argument("--from", dest="first", metavar="DAY")
        parser.add_argument("--to", dest="last", metavar="DAY")
        parser.add_argument("--week", metavar="2026-W46")
        parser.add_argument(
            "--explain",
            metavar="TICKET",
            help=_("say which add-ons fitted this visit, and why not the others"),
        )
        parser.add_argument("--engine", choices=ENGINES, default="auto")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
        parser.add_argument("--json", action="store_const", const="json", dest="format")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["metric"] and not (options["explain"] and options["shop"]):
            message = _("Name a number to ask for, or a ticket to explain with its shop.")
            raise CommandError(message, returncode=2)
        schema.require_current()
        if options["engine"] in ("lake", "spark"):
            message = gettext_noop(
                "There is no {engine} here; leave --engine out to ask the shop's database."
            )
            raise Refused("engine_absent", message, engine=options["engine"])
        shops = shops_of(options["shop"], options["chain"])
        self.speak(shops[0].locale)
        if options["explain"]:
            text = explained(shops[0], options["explain"], options["format"] == "json")
        else:
            text = _answered(shops, options)
        self.stdout.write(text, ending="")


def _answered(shops: list[Shop], options: dict[str, Any]) -> str:
    asked = Asked(
        metrics=options["metric"],
        by=[name for name in options["by"].split(",") if name],
        where=where_of(options["where"]),
        period=period_of(options["first"], options["last"], options["week"]),
    )
    answer = Trust(shops, timezone.now()).answer(asked)
    return FORMATS[options["format"]](options, asked, answer, shops[0])


def shops_of(shop: str | None, chain: str | None) -> list[Shop]:
    found = list(
        Shop.objects.filter(slug=shop) if shop else Shop.objects.filter(chain__slug=chain).order_by("slug")
    )
    if not found:
        message = gettext_noop("There is no shop or chain called “{slug}” here.")
        raise Missing("place_unknown", message, slug=shop or chain)
    return found


def _json(options: dict[str, Any], asked: Asked, answer: Answer, shop: Shop) -> str:
    place = {"shop": options["shop"]} if options["shop"] else {"chain": options["chain"]}
    question = {**place, **asked.as_json(), "engine": "db"}
    return json.dumps({"question": question, **answer.as_json()}, ensure_ascii=False, indent=2) + "\n"


def _csv(options: dict[str, Any], asked: Asked, answer: Answer, shop: Shop) -> str:
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    keys = [key.key for key in answer.question.by]
    parts = ("hits", "tries", "value", "low", "high", "state")
    metrics = [metric.key for metric in answer.question.metrics]
    writer.writerow([*keys, *(f"{metric}_{part}" for metric in metrics for part in parts)])
    for row in answer.rows:
        values = [getattr(row.values[metric], part) for metric in metrics for part in parts]
        writer.writerow([*(row.labels[key] for key in keys), *(_plain(value) for value in values)])
    return "".join(lines)


def _table(options: dict[str, Any], asked: Asked, answer: Answer, shop: Shop) -> str:
    keys, metrics, shown = answer.question.by, answer.question.metrics, Shown.of(shop)
    head = [*(key.title() for key in keys), *(metric.title() for metric in metrics)]
    body = [
        [
            *(said(key, row.labels[key.key]) for key in keys),
            *(_cell(row.values[metric.key], shown) for metric in metrics),
        ]
        for row in answer.rows
    ]
    widths = [max(len(line[at]) for line in [head, *body]) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in [head, *body]
    ]
    lines += [
        "",
        *(f"{metric.title()}: {metric.formula()}. {metric.caution()}".rstrip() for metric in metrics),
    ]
    lacking = [value for row in answer.rows[:1] for value in row.values.values() if not value.available]
    lines += [value.state.reason() for value in lacking]
    lines += _doubts(answer)
    if answer.left_out.tickets:
        reasons = ", ".join(answer.left_out.sentences())
        lines.append(
            _("Left out: {tickets} tickets ({reasons}).").format(
                tickets=answer.left_out.tickets, reasons=reasons
            )
        )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _doubts(answer: Answer) -> list[str]:
    """What checks of the log saw, each with the numbers that are a draft for it."""
    found: dict[str, dict[str, None]] = {}
    for row in answer.rows:
        for value in row.values.values():
            if value.state.check:
                found.setdefault(value.state.reason(), {}).setdefault(value.metric.title())
    said = _("{metrics}: draft. {reason}")
    return [said.format(metrics=", ".join(titles), reason=reason) for reason, titles in found.items()]


FORMATS = {"json": _json, "csv": _csv, "table": _table}


class _Lines(list[str]):
    write = list.append


def _plain(value: Any) -> Any:
    return getattr(value, "name", value)


def _cell(value: Value, shown: Shown) -> str:
    parts = [shown.number(value), shown.sums(value), shown.interval(value) and f"[{shown.interval(value)}]"]
    if value.state.name == DRAFT and value.available:
        parts.append(f"({_('draft')})")
    return " ".join(filter(None, parts))
