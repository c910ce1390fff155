"""The command line: ``python -m guangongwei review|check|template|plan|privacy|store``; it only calls the parts."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import date
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from attrs import asdict

from guangongwei import plans, privacy, reports, storage, tabular
from guangongwei.errors import Checked, GuangongweiError, Severity, printable
from guangongwei.model.audience import Audience
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Year
from guangongwei.privacy import PersonKind, Rounding
from guangongwei.reports import checks, inventories, tables
from guangongwei.reports.data import as_json
from guangongwei.reviewing import review
from guangongwei.storage import exchange
from guangongwei.storage.schema import CURRENT
from guangongwei.targets import read_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guangongwei.errors import Problem
    from guangongwei.model.dataset import Dataset

DONE, FOUND, MISUSED = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """A parser that tells a caller's mistake in one line."""

    def error(self, message: str) -> NoReturn:
        print(printable(f"{self.prog}: {message}"), file=sys.stderr)
        raise SystemExit(MISUSED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 problems found, 2 a caller's mistake."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console that cannot write a sign shows its number instead of failing.
            stream.reconfigure(errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except GuangongweiError as error:
        print(printable(f"guangongwei {asked.command}: {error}"), file=sys.stderr)
        return MISUSED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _parser() -> _Parser:
    parser = _Parser(prog="python -m guangongwei", description=__doc__)
    parser.add_argument("--version", action="version", version=version("guangongwei"))
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="{review,check,template,plan,privacy,store}"
    )

    _add_review(commands.add_parser("review", help="set a plan against a year of records"))

    one = commands.add_parser("check", help="say what is wrong with tables")
    one.add_argument("data", type=Path, help="the folder of tables, or one file")
    one.add_argument("--noun", help="what a row of the file is: Service or 服务记录")
    one.add_argument("--as-of", type=_day, help="doubt what has happened after this day")
    one.add_argument("--json", action="store_true", help="print JSON")
    one.add_argument("--report", type=Path, help="write a page, a text and workbooks there")
    one.add_argument("--columns", type=Path, help="a TOML file of local headers")
    one.set_defaults(run=_check)

    one = commands.add_parser("template", help="write the empty tables to fill in")
    one.add_argument("folder", type=Path, help="where to write them; nothing is overwritten")
    one.add_argument("--xlsx", action="store_true", help="workbooks with dropdown lists and notes")
    one.set_defaults(run=_template)

    one = commands.add_parser("plan", help="read a plan and show what it asks for")
    one.add_argument("plan", type=Path, help="the plan: .txt, .md or .docx")
    one.add_argument("--json", action="store_true", help="print JSON")
    one.set_defaults(run=_plan)
    _add_privacy(commands.add_parser("privacy", help="say what is held about people"))
    _add_store(commands.add_parser("store", help="look into a store, fill it, take out of it"))
    return parser


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, help="the plan: .txt, .md or .docx")
    parser.add_argument("data", type=Path, help="the folder of tables")
    parser.add_argument("--year", type=_year, required=True, help="the calendar year, such as 2024")
    parser.add_argument(
        "--as-of", type=_day, help="count up to this day; the year's last without it"
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
        "--round-to", type=_rounding, help="tell numbers of people as multiples of 3, 5 or 10"
    )
    parser.set_defaults(run=_review)


def _add_store(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(
        dest="verb",
        required=True,
        metavar="{info,check,export,import,forget,purge}",
        parser_class=_Parser,
    )
    url = "the store, such as sqlite:data/store.db; what is not there is made"

    one = verbs.add_parser("info", help="say what a store holds and can do")
    one.add_argument("url", help=url)
    one.set_defaults(run=_store_info)

    one = verbs.add_parser("check", help="read every version of every record, and check them")
    one.add_argument("url", help=url)
    one.add_argument("--json", action="store_true", help="print JSON")
    one.set_defaults(run=_store_check)

    one = verbs.add_parser("export", help="write all records into a folder; nothing is overwritten")
    one.add_argument("url", help=url)
    one.add_argument("folder", type=Path, help="where to write them")
    one.add_argument(
        "--lines", action="store_true", help="as JSON Lines, standards too; not tables"
    )
    one.set_defaults(run=_store_export)

    one = verbs.add_parser("import", help="say what a folder would change in a store, or store it")
    one.add_argument("url", help=url)
    one.add_argument("folder", type=Path, help="the folder of tables or of JSON Lines")
    one.add_argument("--write", action="store_true", help="store it; without this nothing changes")
    modes = [each.value for each in tabular.Mode]
    one.add_argument("--mode", choices=modes, default="upsert", help="what may be done to records")
    one.add_argument("--blanks", action="store_true", help="let blank cells empty what is stored")
    one.add_argument(
        "--distinct", action="append", default=[], metavar="ID", help="this new one is another"
    )
    one.add_argument("--json", action="store_true", help="print JSON")
    one.set_defaults(run=_store_import)

    _add_forgetting(verbs.add_parser, url)


def _add_forgetting(add: Callable[..., argparse.ArgumentParser], url: str) -> None:
    one = add("forget", help="take somebody's identity out, and keep the counts")
    one.add_argument("url", help=url)
    one.add_argument("kind", type=_kind, help=f"whose key it is: {'、'.join(_KINDS)}")
    one.add_argument("keys", nargs="+", metavar="key", help="the person's number")
    one.add_argument("--write", action="store_true", help="do it; without this nothing changes")
    one.add_argument("--mentions", action="store_true", help="names that stand elsewhere, too")
    one.set_defaults(run=_store_forget)

    one = add("purge", help="forget whom the times of keeping are over for")
    one.add_argument("url", help=url)
    one.add_argument("--as-of", type=_day, required=True, help="the day of the question")
    one.add_argument("--write", action="store_true", help="do it; without this nothing changes")
    one.set_defaults(run=_store_purge)


def _add_privacy(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="{inventory}", parser_class=_Parser
    )
    one = verbs.add_parser("inventory", help="every field of every table, for the audit")
    one.add_argument("--csv", action="store_true", help="print CSV; without this, Markdown")
    one.set_defaults(run=_privacy_inventory)


#: Whom a number stands for, as it is said on the command line.
_KINDS = {
    "五老志愿者": PersonKind.VOLUNTEER,
    "关爱对象": PersonKind.CHILD,
    "青年教师": PersonKind.YOUNG_TEACHER,
}


def _kind(text: str) -> PersonKind:
    if text not in _KINDS:
        raise argparse.ArgumentTypeError(f"is none of {'、'.join(_KINDS)}")
    return _KINDS[text]


def _year(text: str) -> Year:
    try:
        return Year(int(text))
    except ValueError:
        raise argparse.ArgumentTypeError("is not a year written like 2024") from None


def _rounding(text: str) -> Rounding:
    if text not in ("3", "5", "10"):
        raise argparse.ArgumentTypeError("is not 3, 5 or 10")
    return Rounding(int(text))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("is not a day written like 2024-12-31") from None


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
    made = made.published(audience, rounding=asked.round_to)
    if asked.out is not None:
        reports.write(made, asked.out, workbook=asked.xlsx, audience=audience)
    colour = reports.colour_allowed(sys.stdout, os.environ)
    width = min(shutil.get_terminal_size((96, 24)).columns, 120)
    print(reports.scorecard(made, width=width, colour=colour, audience=audience), end="")
    return DONE


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


def _store_info(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        for name, noun in storage.NOUNS.items():
            print(f"{name:<14} {sum(1 for _ in store.find(noun)):>9}")
        offered = [name for name, is_there in asdict(store.capabilities).items() if is_there]
        print(f"{'schema':<14} {CURRENT.version:>9}")
        print(f"offers: {', '.join(offered)}")
    return DONE


def _store_check(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        return _told(exchange.examine(store), as_data=asked.json)


def _store_export(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        written = (
            exchange.write(store, asked.folder)
            if asked.lines
            else tabular.write_folder(storage.load(store), asked.folder)
        )
        for path in written:
            print(printable(str(path)))
    return DONE


def _store_import(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        read = _brought(asked.folder, store)
        # One transaction: nobody writes between the look and the write.
        with store.transaction() as records:
            found = tabular.plan_import(
                read,
                records,
                mode=tabular.Mode(asked.mode),
                blanks=asked.blanks,
                distinct=asked.distinct,
            )
            if asked.write and not found.errors:
                tabular.apply_import(found, records)
    if asked.json:
        print(as_json(found.to_plain()))
    else:
        for line in (*found.lines(), _done(found, is_written=asked.write)):
            print(line)
    return FOUND if found.errors else DONE


def _brought(folder: Path, store: storage.Store) -> Checked[Dataset]:
    """What a folder holds; tables may be some of what the store has already."""
    if exchange.holds_lines(folder):
        return exchange.read(folder)
    kept = storage.load(store)
    return tabular.read_folder(folder, beside=kept if kept.organisations else None)


def _done(found: tabular.Difference, *, is_written: bool) -> str:
    """What has become of an import."""
    if found.errors:
        return "Nothing is written: mend what is marked with ! first."
    if found.is_empty:
        return "Nothing is left to write."
    return "Written." if is_written else "Nothing is written without --write."


def _store_forget(asked: argparse.Namespace) -> int:
    people = [storage.Person(asked.kind, key) for key in asked.keys]
    with storage.open(asked.url) as store:
        found = storage.mentions(store, people)
        for each in found:
            print(printable(f"{'-' if asked.mentions else '?'} {each}"))
        if not asked.write:
            print("nothing is forgotten without --write")
            return DONE
        print(storage.forget(store, people, meant=found if asked.mentions else ()))
    return DONE


def _store_purge(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        if asked.write:
            print(storage.purge(store, asked.as_of))
        else:
            print(f"{storage.due(store, asked.as_of)}; nothing is forgotten without --write")
    return DONE


def _privacy_inventory(asked: argparse.Namespace) -> int:
    told = inventories.as_csv if asked.csv else inventories.as_markdown
    print(told(privacy.inventory()), end="")
    return DONE


def _told(problems: Sequence[Problem], *, as_data: bool) -> int:
    """Print problems, and give the exit code that tells of them."""
    print(as_json(checks.problems_data(problems)) if as_data else checks.problems_text(problems))
    return FOUND if any(each.severity is Severity.ERROR for each in problems) else DONE


if __name__ == "__main__":
    raise SystemExit(main())
