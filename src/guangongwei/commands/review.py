"""Plans and tables: a review, a check, the empty tables, and a plan as it is read."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei import plans, reports, storage, tabular
from guangongwei.commands import arguments
from guangongwei.commands.arguments import DONE, FOUND
from guangongwei.errors import BadArgument, Checked, printable
from guangongwei.model.audience import Audience
from guangongwei.model.organisation import OrganisationId
from guangongwei.reports import checks, tables
from guangongwei.reports.data import as_json
from guangongwei.reviewing import review
from guangongwei.targets import read_targets

if TYPE_CHECKING:
    import argparse

    from guangongwei.model.period import Year
    from guangongwei.reviewing import Review


def add_review(parser: argparse.ArgumentParser) -> None:
    """What `review` takes."""
    parser.add_argument("plan", type=Path, help="the plan: .txt, .md or .docx")
    parser.add_argument("data", type=Path, help="the folder of tables")
    parser.add_argument(
        "--year", type=arguments.year, required=True, help="the calendar year, such as 2024"
    )
    parser.add_argument(
        "--as-of", type=arguments.day, help="count up to this day; the year's last without it"
    )
    parser.add_argument("--organisation", help="the id of the unit to review, with all below it")
    parser.add_argument("--targets", type=Path, help="a TOML file of targets beside the plan's")
    parser.add_argument(
        "--out", type=Path, help="write review.html, review.md and review.json there"
    )
    parser.add_argument("--xlsx", action="store_true", help="write review.xlsx there besides")
    parser.add_argument(
        "--audience",
        choices=[each.label for each in Audience],
        default=Audience.PUBLIC.label,
        help="who is to see it; nothing is hidden from the desk alone",
    )
    parser.add_argument(
        "--round-to",
        type=arguments.rounding,
        help="tell numbers of people as multiples of 3, 5 or 10",
    )
    parser.add_argument("--ledger", type=Path, help="the ledger of what has been told before")
    parser.add_argument("--key-file", type=Path, help="the file with the key of the ledger")
    parser.add_argument("--release", help="what this release is called in the ledger")
    parser.set_defaults(run=_review)


def add_check(parser: argparse.ArgumentParser) -> None:
    """What `check` takes."""
    parser.add_argument("data", type=Path, help="the folder of tables, or one file")
    parser.add_argument("--noun", help="what a row of the file is: Service or 服务记录")
    parser.add_argument(
        "--as-of", type=arguments.day, help="doubt what has happened after this day"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--report", type=Path, help="write a page, a text and workbooks there")
    parser.add_argument("--columns", type=Path, help="a TOML file of local headers")
    parser.set_defaults(run=_check)


def add_template(parser: argparse.ArgumentParser) -> None:
    """What `template` takes."""
    parser.add_argument("folder", type=Path, help="where to write them; nothing is overwritten")
    parser.add_argument(
        "--xlsx", action="store_true", help="workbooks with dropdown lists and notes"
    )
    parser.set_defaults(run=_template)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """What `plan` takes."""
    parser.add_argument("plan", type=Path, help="the plan: .txt, .md or .docx")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_plan)


def _review(asked: argparse.Namespace) -> int:
    period: Year = asked.year
    plan = plans.read(asked.plan)
    data = tabular.read_folder(asked.data)
    targets = Checked(()) if asked.targets is None else read_targets(asked.targets)
    made = review(
        plan.value,
        data.value,
        period=period,
        as_of=asked.as_of or period.end,
        organisation=OrganisationId(asked.organisation) if asked.organisation else None,
        targets=targets.value,
        problems=(*plan.problems, *data.problems, *targets.problems),
    )
    audience = Audience[asked.audience.upper()]
    made = _published(made, audience, asked)
    if asked.out is not None:
        reports.write(made, asked.out, workbook=asked.xlsx, audience=audience)
    colour = reports.colour_allowed(sys.stdout, os.environ)
    width = min(shutil.get_terminal_size((96, 24)).columns, 120)
    print(reports.scorecard(made, width=width, colour=colour, audience=audience), end="")
    return DONE


def _published(made: Review, audience: Audience, asked: argparse.Namespace) -> Review:
    """The review for its audience; its release is in the ledger before anything of it is told."""
    asks = (asked.ledger, asked.key_file, asked.release)
    if not any(asks):
        return made.published(audience, rounding=asked.round_to)
    if not all(asks) or audience is Audience.DESK:
        raise BadArgument(
            "--ledger", "given with --key-file and --release, and not where the desk is told"
        )
    ledger = storage.load_ledger(asked.ledger, storage.read_key(asked.key_file))
    told = made.published(audience, ledger=ledger, name=asked.release, rounding=asked.round_to)
    assert told.release is not None  # noqa: S101  (it has just been published)
    storage.save_ledger(ledger.and_one(told.release), asked.ledger)
    return told


def _check(asked: argparse.Namespace) -> int:
    noun = None if asked.noun is None else tabular.noun_named(asked.noun)
    columns = Checked(None) if asked.columns is None else tabular.read_columns(asked.columns)
    found = tabular.check(asked.data, noun, as_of=asked.as_of, columns=columns.value)
    checked = Checked(found.value, (*columns.problems, *found.problems), further=found.further)
    if asked.report is not None:
        reports.write_problems(checked, asked.report, source=asked.data)
    if asked.json:
        print(as_json(tables.check_data(checked)))
    else:
        print(tables.check_text(checked))
    return FOUND if checked.errors else DONE


def _template(asked: argparse.Namespace) -> int:
    for path in tabular.write_templates(asked.folder, format="xlsx" if asked.xlsx else "csv"):
        print(printable(str(path)))
    return DONE


def _plan(asked: argparse.Namespace) -> int:
    plan = plans.read(asked.plan)
    if asked.json:
        print(as_json(plans.outline(plan.value)))
    else:
        print(checks.plan_text(plan))
    return DONE
