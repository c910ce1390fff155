"""Targets that a caller gives in a small TOML file, beside those that the plan names.

Each ``[[target]]`` names an indicator, a comparator, a value and, where it is wanted, a due day
and the organisation it is about:

| key | holds |
|---|---|
| indicator | the id of an indicator |
| comparator | ``>=`` ``<=`` ``=`` ``~`` (nearly) ``range`` ``increase`` ``decrease``, or ≥ ≤ ≈ |
| value | a number; for percentages a text such as ``"70%"`` or ``"5个百分点"``; two for a range |
| due | a day such as ``2024-12-31``; the period's last without it |
| scope | the id of an organisation, for it with all below it; the reviewed one without it |
| hedge | the softening word, such as 近, as it is to be printed |
| reading | how a softened number is read: ``{ name = "容差1个百分点", points = "1%", relative = "1%" }`` |
| text | the target in words |
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeGuard, final

from attrs import field, frozen

from guangongwei.errors import (
    Checked,
    Path,
    Problem,
    Severity,
    suggestions,
)
from guangongwei.files import opened
from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.targets import TWO_POINTS, Reading, Target
from guangongwei.model.numbers import Unit, is_number
from guangongwei.model.plan import Comparator

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from guangongwei.indicators.definition import Indicator

#: What can be wrong with a file of targets, and what to do about it.
CAUSES = {
    "M001": ("is not TOML", "Mend the file{where}."),
    "M002": ("holds no target", "Write one [[target]] or several."),
    "M101": ("is missing", "Add the key."),
    "M102": ("is no key of a target", "Remove it, or correct its name."),
    "M103": ("is not {expected}", "Write {expected}."),
    "M104": ("names no indicator of the catalogue", "{near}"),
    "M105": ("does not go with the comparator", "Give {expected}."),
    "M106": ("repeats an earlier target", "Keep one."),
}

_COMPARATORS = {
    **{each.value: each for each in Comparator},
    ">=": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
    "~": Comparator.NEARLY,
}
#: How many values each comparator goes with, where not one.
_COUNTS = {
    Comparator.BETWEEN: ((2,), "two values"),
    Comparator.INCREASE: ((0, 1), "one value or none"),
    Comparator.DECREASE: ((0, 1), "one value or none"),
}
_ONE = ((1,), "one value")
#: 5% and 5个百分点 are both five hundredths; the indicator says of what.
_PERCENT = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(?:[%％]| ?个?百分点)")
_WHERE = re.compile(r"at line \d+, column \d+")
_SHARES = (Unit.PERCENT, Unit.PERCENTAGE_POINTS)
_NAME = re.compile(r"[A-Za-z_]{1,40}")


@final
@frozen
class _Amount:
    """A number as it is written: as a percentage, or plain."""

    value: Fraction
    is_percent: bool


def read_targets(
    path: str | os.PathLike[str], *, catalogue: tuple[Indicator, ...] = CATALOGUE
) -> Checked[tuple[Target, ...]]:
    """The targets of a file; one with a problem is left out, the others stay.

    Raises:
        NotReadable: The file cannot be opened.
    """
    file = FilePath(path)
    with opened(file) as stream:
        return parse_targets(stream.read(), name=file.name, catalogue=catalogue)


def parse_targets(
    content: bytes, *, name: str = "targets.toml", catalogue: tuple[Indicator, ...] = CATALOGUE
) -> Checked[tuple[Target, ...]]:
    """The targets of a TOML document, each with the place of what is wrong in it."""
    try:
        document = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except ValueError as error:
        found = _WHERE.search(str(error))
        where = f" {found.group()}" if found else ", which is to be in UTF-8"
        return Checked((), (_problem("M001", f"{name}!$", where=where),))
    entries = document.pop("target", None)
    problems = [_problem("M102", f"{name}!$.{_shown(key)}") for key in document]
    if not _is_list(entries) or not entries:
        return Checked((), (*problems, _problem("M002", f"{name}!$.target")))
    units = {each.id: each.unit for each in catalogue}
    targets: dict[Target, None] = {}
    for index, entry in enumerate(entries):
        place = f"{name}!$.target[{index}]"
        read = _read(entry, place, units)
        problems.extend(read.problems)
        if read.value in targets:
            problems.append(_problem("M106", place, severity=Severity.WARNING))
        elif read.value is not None:
            targets[read.value] = None
    return Checked(tuple(targets), tuple(problems))


def _read(entry: object, place: str, units: Mapping[str, Unit]) -> Checked[Target | None]:
    if not _is_table(entry):
        return Checked(None, (_problem("M103", place, expected="a table: [[target]]"),))
    problems = [_problem("M102", f"{place}.{_shown(key)}") for key in entry if key not in _KEYS]
    found: dict[str, Any] = {}
    for name, key in _KEYS.items():
        if name in entry:
            found[name] = key.read(entry[name])
            if found[name] is None:
                problems.append(_problem("M103", f"{place}.{name}", expected=key.expected))
        elif key.is_needed:
            problems.append(_problem("M101", f"{place}.{name}"))
    if not problems:
        problems.extend(_disagreements(found, place, units))
    return Checked(None if problems else _target(found), tuple(problems))


def _disagreements(
    found: Mapping[str, Any], place: str, units: Mapping[str, Unit]
) -> Iterator[Problem]:
    """What is wrong with keys that are right by themselves."""
    unit = units.get(found["indicator"])
    amounts: tuple[_Amount, ...] = found.get("value", ())
    counts, expected = _COUNTS.get(found["comparator"], _ONE)
    if len(amounts) not in counts:
        yield _problem("M105", f"{place}.value", expected=expected)
    if unit is None:
        near = suggestions(found["indicator"], units)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Choose one of the catalogue."
        yield _problem("M104", f"{place}.indicator", near=hint)
    elif any(each.is_percent is not (unit in _SHARES) for each in amounts):
        shape = (
            'a percentage such as "70%"' if unit in _SHARES else "a number without a percent sign"
        )
        yield _problem("M103", f"{place}.value", expected=shape)


def _target(found: Mapping[str, Any]) -> Target:
    return Target(
        indicator=found["indicator"],
        comparator=found["comparator"],
        values=tuple(each.value for each in found.get("value", ())),
        due=found.get("due"),
        organisation=found.get("scope"),
        reading=found.get("reading", TWO_POINTS),
        hedge=found.get("hedge", ""),
        text=found.get("text", ""),
    )


def _problem(
    code: str, place: str, *, severity: Severity = Severity.ERROR, **facts: str
) -> Problem:
    message, hint = CAUSES[code]
    return Problem(
        code, Path(place), message.format(**facts), hint=hint.format(**facts), severity=severity
    )


def _shown(key: str) -> str:
    """A key that is not ours, where it can be one at all."""
    return key if _NAME.fullmatch(key) else "?"


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_table(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _comparator(value: object) -> Comparator | None:
    return _COMPARATORS.get(value) if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _amount(value: object) -> _Amount | None:
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value.strip())
        return _Amount(Fraction(match[1]) / 100, is_percent=True) if match else None
    if not is_number(value) or not Decimal(value).is_finite():
        return None
    return _Amount(Fraction(value), is_percent=False)


def _amounts(value: object) -> tuple[_Amount, ...] | None:
    found = tuple(map(_amount, value if _is_list(value) else [value]))
    kept = tuple(each for each in found if each is not None)
    return kept if kept and len(kept) == len(found) else None


def _reading(value: object) -> Reading | None:
    if not _is_table(value) or set(value) != {"name", "points", "relative"}:
        return None
    name, points, relative = (
        _text(value["name"]),
        _share(value["points"]),
        _share(value["relative"]),
    )
    if name is None or points is None or relative is None:
        return None
    return Reading(name=name, points=points, relative=relative)


def _share(value: object) -> Fraction | None:
    amount = _amount(value)
    return amount.value if amount and amount.is_percent and amount.value >= 0 else None


@final
@frozen
class _Key:
    """One key of a target: how its value is read, None where it is none, and what it should be."""

    read: Callable[[object], object]
    expected: str
    is_needed: bool = field(default=False, kw_only=True)


_KEYS = {
    "indicator": _Key(_text, "the id of an indicator", is_needed=True),
    "comparator": _Key(_comparator, f"one of {' '.join(_COMPARATORS)}", is_needed=True),
    "value": _Key(_amounts, 'a number, a percentage such as "70%", or a list of two'),
    "due": _Key(_day, "a day such as 2024-12-31, without quotation marks"),
    "scope": _Key(_text, "the id of an organisation"),
    "hedge": _Key(_text, "a word"),
    "reading": _Key(_reading, 'a table of name, points = "2%" and relative = "2%"'),
    "text": _Key(_text, "text"),
}
