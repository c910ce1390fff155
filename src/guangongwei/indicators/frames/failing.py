"""Errors of engines, told without their words: these quote the cell that they stumbled over."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from guangongwei.errors import BadArgument, GuangongweiError

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

_OURS = "guangongwei"


def told_plainly(function: Callable[P, T]) -> Callable[P, T]:
    """The same function, for which an error of an engine is one of the tables it was given.

    What has failed in this library's own lines is let through.
    """

    @wraps(function)
    def asked(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return function(*arguments, **named)
        except Exception as error:
            if isinstance(error, GuangongweiError) or _is_ours(error):
                raise
            kind = type(error).__name__
        # Raised here, for an error on the way would be shown with it.
        raise BadArgument("tables", f"such that their engine can read them; it says {kind}")

    return asked


def _is_ours(error: Exception) -> bool:
    """Say whether an error was raised by a line of this library, and is of no engine's kind."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = str(trace.tb_frame.f_globals.get("__name__"))
        trace = trace.tb_next
    kind = type(error).__module__
    return place.split(".")[0] == _OURS and kind in ("builtins", "decimal", "json.decoder")
