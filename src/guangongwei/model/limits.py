"""Limits of what a constructor takes: outside them it raises `BadArgument`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    import attrs

    Validator = Callable[[object, attrs.Attribute[Any], Any], None]


def within(least: int, most: int) -> Validator:
    """A validator for whole numbers from one to another, both included."""
    return _among(range(least, most + 1), f"a whole number from {least} to {most}")


def one_of(choices: Sequence[object]) -> Validator:
    """A validator for one of several values."""
    return _among(choices, f"one of {', '.join(map(str, choices))}")


def at_least(least: int) -> Validator:
    """A validator for numbers that are not below one."""

    def check(_: object, attribute: attrs.Attribute[Any], value: int | Decimal) -> None:
        if not value >= least:
            raise BadArgument(attribute.name, f"{least} or more")

    return check


def _among(choices: Sequence[object], told: str) -> Validator:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value not in choices:
            raise BadArgument(attribute.name, told)

    return check
