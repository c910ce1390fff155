"""What no exact figure can be computed from, refused by name before anything is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    Count,
    Exists,
    Indicator,
    Is,
    Latest,
    Measure,
    OneOf,
    Sum,
    Timing,
)
from guangongwei.indicators.formulas import measures
from guangongwei.indicators.frames.columns import (
    OWNERS,
    READ,
    SPANS,
    UNIT_DAY,
    Holds,
    base_of,
    holds,
)
from guangongwei.indicators.lives import LINKS, own_day
from guangongwei.indicators.paths import conditions, kinds, sought
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Organisation
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.definition import Condition
    from guangongwei.indicators.frames.tables import Tables
    from guangongwei.model.dataset import Record

#: What groups are told by as they stand; a decimal number is written in several ways.
_SHOWN = (Holds.TEXT, Holds.WHOLE, Holds.DAY, Holds.FLAG, Holds.TEXTS)

#: What no column holds: where a record was read, and its unit and day in one.
_OF_RECORDS = ("source", UNIT_DAY)


def nouns_in(definitions: Iterable[Indicator]) -> frozenset[type[Record]]:
    """Every noun that definitions count, ask for or rest on."""
    found: set[type[Record]] = set()
    for each in definitions:
        if each.value.returns:
            found.add(Return)
        for measure in measures(each.value):
            found.add(measure.of)
            found.update(sought(measure.of, measure.where))
    return frozenset(found)


def reads_returns(definitions: Iterable[Indicator]) -> bool:
    """Say whether definitions ask more of 报送情况 than who has sent anything for what time."""
    asked = [one for each in definitions for one in measures(each.value)]
    sent = Exists(Return)
    return any(each.of is Return for each in asked) or any(
        isinstance(condition, Exists | Latest) and condition.of is Return and condition != sent
        for each in asked
        for _, condition in conditions(each)
    )


def refuse(tables: Tables, measure: Measure, own: Iterable[str]) -> None:
    """Refuse a measure that cannot be counted in these tables.

    Raises:
        BadArgument: A table or a column is missing, is of a type that holds its numbers or days
            inexactly, or the measure reads what only records have.
    """
    noun = measure.of
    _refuse_noun(tables, noun, measure.timing, measure.day)
    if noun not in READ:
        _refuse_count(tables, measure)
        for name in own:
            if holds(noun, name) not in _SHOWN:
                raise BadArgument(f"by={name!r}", "a dimension of texts, days or whole numbers")
            tables.need(noun, name)
    for about, condition in conditions(measure):
        _refuse_condition(tables, about, condition)


def _refuse_noun(
    tables: Tables, noun: type[Record], timing: Timing | None, day: str | None = None
) -> None:
    """Refuse a noun without what says whose its records are and when they were."""
    if noun in (Organisation, Return):
        return
    tables.need(noun)
    if noun not in READ and "id" in tables.columns(noun):
        tables.need(noun, "id")
    if noun in OWNERS:
        name, owner = OWNERS[noun]
        tables.need(noun, name)
        tables.need(owner, "id")
        tables.need(owner, "organisation")
    else:
        tables.need(noun, "organisation")
    if noun in READ:
        return
    if timing is Timing.AT_END:
        for span in SPANS.get(noun, ()):
            for name in filter(None, (span.first, span.last)):
                tables.need(noun, name)
        return
    path = day or own_day(noun)
    if kinds(noun, path) is None:
        raise BadArgument(f"path {path!r}", f"one of {noun.__name__}")
    if holds(noun, path) is Holds.DAY:
        tables.need(noun, path)


def _refuse_count(tables: Tables, measure: Measure) -> None:
    count, noun = measure.count, measure.of
    if isinstance(count, Count):
        return
    path = base_of(noun, count.path)
    held = holds(noun, path)
    if held in (None, Holds.OTHER):
        raise BadArgument(f"path {count.path!r}", "a field of the noun's own, in tables")
    if isinstance(count, Sum) and held not in (Holds.WHOLE, Holds.NUMBER):
        raise BadArgument(f"path {count.path!r}", "a field of numbers")
    tables.need(noun, path)


def _refuse_condition(tables: Tables, noun: type[Record], condition: Condition) -> None:
    match condition:
        case Exists(of) | Latest(of):
            timing = condition.timing if isinstance(condition, Exists) else None
            _refuse_noun(tables, of, timing)
            if (of, noun) in LINKS:
                tables.need(of, LINKS[of, noun])
                tables.need(noun, "id")
            if isinstance(condition, Latest) and of not in READ:
                tables.need(of, "id")
        case Is(_, value) if isinstance(value, Absence):
            _refuse_absence(condition)
        case OneOf(_, values) if any(isinstance(each, Absence) for each in values):
            _refuse_absence(condition)
        case _:
            pass
    path = getattr(condition, "path", "")
    if path in _OF_RECORDS and noun is not Organisation:
        raise BadArgument(f"path {path!r}", "a field of the noun's own, in tables")
    name = base_of(noun, path.partition(".")[0])
    if noun not in READ and name and holds(noun, name) is not None and name != "organisation":
        tables.need(noun, name)


def _refuse_absence(condition: Is | OneOf) -> None:
    raise BadArgument(f"path {condition.path!r}", "held against values; in a table a blank is one")
