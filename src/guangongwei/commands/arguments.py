"""What stands on a command line, understood or refused in one line."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from guangongwei.errors import Severity, printable
from guangongwei.model.period import Year
from guangongwei.privacy import PersonKind, Rounding
from guangongwei.reports import checks
from guangongwei.reports.data import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.errors import Problem

DONE, FOUND, MISUSED = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """A parser that tells a caller's mistake in one line."""

    def error(self, message: str) -> NoReturn:
        print(printable(f"{self.prog}: {message}"), file=sys.stderr)
        raise SystemExit(MISUSED)


#: Whom a number stands for, as it is said on the command line.
KINDS = {
    "五老志愿者": PersonKind.VOLUNTEER,
    "关爱对象": PersonKind.CHILD,
    "青年教师": PersonKind.YOUNG_TEACHER,
}


def kind(text: str) -> PersonKind:
    """Whom a key stands for."""
    if text not in KINDS:
        raise argparse.ArgumentTypeError(f"is none of {'、'.join(KINDS)}")
    return KINDS[text]


def year(text: str) -> Year:
    """A calendar year."""
    try:
        return Year(int(text))
    except ValueError:
        raise argparse.ArgumentTypeError("is not a year written like 2024") from None


def rounding(text: str) -> Rounding:
    """To which multiples numbers are rounded."""
    if text not in ("3", "5", "10"):
        raise argparse.ArgumentTypeError("is not 3, 5 or 10")
    return Rounding(int(text))


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("is not a day written like 2024-12-31") from None


def told(problems: Sequence[Problem], *, as_data: bool) -> int:
    """Print problems, and give the exit code that tells of them."""
    print(as_json(checks.problems_data(problems)) if as_data else checks.problems_text(problems))
    return FOUND if any(each.severity is Severity.ERROR for each in problems) else DONE
