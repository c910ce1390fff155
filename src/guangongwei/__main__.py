"""The command line: ``python -m guangongwei review|check|template|plan|privacy|store``; it only calls the parts."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import TYPE_CHECKING

from guangongwei.commands.arguments import DONE, MISUSED, Parser
from guangongwei.commands.privacy import add_privacy
from guangongwei.commands.review import add_check, add_plan, add_review, add_template
from guangongwei.commands.store import add_store
from guangongwei.errors import GuangongweiError, printable

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def _parser() -> Parser:
    parser = Parser(prog="python -m guangongwei", description=__doc__)
    parser.add_argument("--version", action="version", version=version("guangongwei"))
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="{review,check,template,plan,privacy,store}"
    )
    add_review(commands.add_parser("review", help="set a plan against a year of records"))
    add_check(commands.add_parser("check", help="say what is wrong with tables"))
    add_template(commands.add_parser("template", help="write the empty tables to fill in"))
    add_plan(commands.add_parser("plan", help="read a plan and show what it asks for"))
    add_privacy(commands.add_parser("privacy", help="say what is held about people"))
    add_store(commands.add_parser("store", help="look into a store, fill it, take out of it"))
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
