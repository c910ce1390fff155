"""Stores: what they hold, what comes in and goes out, and whom they forget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict

from guangongwei import storage, tabular
from guangongwei.commands import arguments
from guangongwei.commands.arguments import DONE, FOUND, KINDS, Parser
from guangongwei.errors import printable
from guangongwei.model.audience import Audience
from guangongwei.reports.data import as_json
from guangongwei.storage import exchange
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.writes import carrying

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from guangongwei.errors import Checked
    from guangongwei.model.dataset import Dataset
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.stored import Unknown


def add_store(parser: argparse.ArgumentParser) -> None:
    """What `store` takes."""
    verbs = parser.add_subparsers(
        dest="verb",
        required=True,
        metavar="{info,check,export,import,forget,purge}",
        parser_class=Parser,
    )
    url = "the store, such as sqlite:data/store.db; what is not there is made"

    one = verbs.add_parser("info", help="say what a store holds and can do")
    one.add_argument("url", help=url)
    one.set_defaults(run=_store_info)

    one = verbs.add_parser("check", help="read every version of every record, and check them")
    one.add_argument("url", help=url)
    one.add_argument("--json", action="store_true", help="print JSON")
    one.set_defaults(run=_store_check)

    _add_moving(verbs.add_parser, url)
    _add_forgetting(verbs.add_parser, url)


def _add_moving(add: Callable[..., argparse.ArgumentParser], url: str) -> None:
    one = add("export", help="write all records into a folder; nothing is overwritten")
    one.add_argument("url", help=url)
    one.add_argument("folder", type=Path, help="where to write them")
    one.add_argument(
        "--lines", action="store_true", help="as JSON Lines, standards too; not tables"
    )
    one.add_argument(
        "--audience",
        choices=[each.label for each in Audience],
        default=Audience.DESK.label,
        help="whom it is for; without it your own copy, which is whole",
    )
    one.set_defaults(run=_store_export)

    one = add("import", help="say what a folder would change in a store, or store it")
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


def _add_forgetting(add: Callable[..., argparse.ArgumentParser], url: str) -> None:
    one = add("forget", help="take somebody's identity out, and keep the counts")
    one.add_argument("url", help=url)
    one.add_argument("kind", type=arguments.kind, help=f"whose key it is: {'、'.join(KINDS)}")
    one.add_argument("keys", nargs="+", metavar="key", help="the person's number")
    one.add_argument("--write", action="store_true", help="do it; without this nothing changes")
    one.add_argument("--mentions", action="store_true", help="names that stand elsewhere, too")
    one.set_defaults(run=_store_forget)

    one = add("purge", help="forget whom the times of keeping are over for")
    one.add_argument("url", help=url)
    one.add_argument("--as-of", type=arguments.day, required=True, help="the day of the question")
    one.add_argument("--write", action="store_true", help="do it; without this nothing changes")
    one.set_defaults(run=_store_purge)


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
        return arguments.told(exchange.examine(store), as_data=asked.json)


def _store_export(asked: argparse.Namespace) -> int:
    audience = Audience[asked.audience.upper()]
    with storage.open(asked.url) as store:
        written = (
            exchange.write(store, asked.folder, audience=audience)
            if asked.lines
            else tabular.write_folder(storage.load(store), asked.folder, audience=audience)
        )
        for path in written:
            print(printable(str(path)))
    return DONE


def _store_import(asked: argparse.Namespace) -> int:
    with storage.open(asked.url) as store:
        read, unknown = _brought(asked.folder, store)
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
                with carrying(unknown):
                    tabular.apply_import(found, records)
    if asked.json:
        print(as_json(found.to_plain()))
    else:
        for line in (*found.lines(), _done(found, is_written=asked.write)):
            print(line)
    return FOUND if found.errors else DONE


def _brought(
    folder: Path, store: storage.Store
) -> tuple[Checked[Dataset], dict[tuple[Noun, str], Unknown]]:
    """What a folder holds, and fields unknown here; tables may be some of what the store has."""
    if exchange.holds_lines(folder):
        return exchange.read_whole(folder)
    kept = storage.load(store)
    return tabular.read_folder(folder, beside=kept if kept.organisations else None), {}


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
