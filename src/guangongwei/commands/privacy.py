"""What is held about people, and the key and the ledger that releases are made with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei import privacy, storage
from guangongwei.commands.arguments import DONE, Parser
from guangongwei.errors import NotWritable, printable
from guangongwei.reports import inventories

if TYPE_CHECKING:
    import argparse


def add_privacy(parser: argparse.ArgumentParser) -> None:
    """What `privacy` takes."""
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="{inventory,key,ledger}", parser_class=Parser
    )
    one = verbs.add_parser("inventory", help="every field of every table, for the audit")
    one.add_argument("--csv", action="store_true", help="print CSV; without this, Markdown")
    one.set_defaults(run=_inventory)

    one = verbs.add_parser("key", help="write a new key into a file that you alone can read")
    one.add_argument("file", type=Path, help="where to write it; nothing is overwritten")
    one.set_defaults(run=_key)

    one = verbs.add_parser("ledger", help="say which releases a ledger holds, or begin one")
    one.add_argument("file", type=Path, help="the ledger")
    one.add_argument("--key-file", type=Path, required=True, help="the file with its key")
    one.add_argument("--begin", action="store_true", help="begin it; nothing is overwritten")
    one.set_defaults(run=_ledger)


def _inventory(asked: argparse.Namespace) -> int:
    told = inventories.as_csv if asked.csv else inventories.as_markdown
    print(told(privacy.inventory()), end="")
    return DONE


def _key(asked: argparse.Namespace) -> int:
    storage.make_key(asked.file)
    print(printable(str(asked.file)))
    return DONE


def _ledger(asked: argparse.Namespace) -> int:
    key = storage.read_key(asked.key_file)
    if asked.begin:
        if asked.file.exists():
            raise NotWritable(str(asked.file), "it is there already")
        storage.save_ledger(privacy.Ledger().keyed(key), asked.file)
    for each in storage.load_ledger(asked.file, key).releases:
        words = [each.audience.label, f"{len(each.numbers)} numbers"]
        words.append("withheld" if each.is_withheld else f"{len(each.hidden)} hidden")
        print(printable(f"{each.name}: {', '.join(words)}"))
    return DONE
