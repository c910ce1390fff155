"""What cannot be right in a definition: one small rule a finding, in a table.

A definition names nouns and fields and never another definition, so there can be no cycle among
them; the ids are only held against one another. Codes: I1xx for the entry, I2xx for what it reads,
I3xx for its grain and its time, I4xx for its unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, final

import attrs
from attrs import frozen

from guangongwei.errors import Path, Problem, Severity, suggestions
from guangongwei.indicators.definition import (
    Change,
    Condition,
    Evenness,
    Exists,
    Growth,
    Indicator,
    Latest,
    Measure,
    Per,
    Share,
    Spread,
    Sum,
    Timing,
)
from guangongwei.indicators.formulas import measures, nouns_of
from guangongwei.indicators.groups import MONTH, ORGANISATION, PLACES, shown_by
from guangongwei.indicators.lives import LIVES, own_day
from guangongwei.indicators.paths import KNOWN, Reading, Use, conditions, kinds, readings, required
from guangongwei.model.activity import Activity
from guangongwei.model.care import Grant
from guangongwei.model.committee import Committee
from guangongwei.model.numbers import IN_HUNDREDTHS, Unit
from guangongwei.model.organisation import Organisation
from guangongwei.model.reporting import TABLE_NAMES, Return
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import Service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.definition import Formula
    from guangongwei.model.dataset import Record

#: What is wrong in a definition, and what to do about it.
Finding = tuple[str, str]
Find = Callable[[Indicator], Iterator[Finding]]


@final
@frozen
class Rule:
    """One way in which a definition can be wrong."""

    code: str
    severity: Severity
    find: Find


#: In what the sum of a field is counted. People summed over records are visits: who comes twice
#: is in two of them.
SUMMED_IN: dict[tuple[type[Record], str], Unit] = {
    (Organisation, "pupils"): Unit.PEOPLE,
    (Committee, "budget"): Unit.YUAN,
    (Service, "hours"): Unit.HOURS,
    (Service, "beneficiaries"): Unit.VISITS,
    (Activity, "sessions"): Unit.SESSIONS,
    (Activity, "visits"): Unit.VISITS,
    (Activity, "volunteers"): Unit.VISITS,
    (Grant, "amount"): Unit.YUAN,
}


def lint(definitions: Iterable[Indicator]) -> tuple[Problem, ...]:
    """Everything that cannot be right in these definitions, in their order."""
    listed = tuple(definitions)
    times = Counter(each.id for each in listed)
    found: list[Problem] = []
    for each in listed:
        if times[each.id] > 1:
            found.append(_problem(each, "I101", ("is one of several of this id", "Rename it.")))
        if not _is_built(each.value):
            found.append(_problem(each, "I300", _RATIO))
            continue
        for rule in RULES:
            found += [_problem(each, rule.code, one, rule.severity) for one in rule.find(each)]
    return tuple(found)


_RATIO = ("averages or divides what is no measure", "Divide measures; pool shares.")


def _problem(
    definition: Indicator, code: str, finding: Finding, severity: Severity = Severity.ERROR
) -> Problem:
    message, hint = finding
    return Problem(code, Path(definition.id), message, hint=hint, severity=severity)


def _is_built(formula: object) -> bool:
    """Say whether every part is of its class, which a caller without type checker may miss."""
    match formula:
        case Measure():
            return True
        case Share() | Per():
            return all(type(each) is Measure for each in attrs.astuple(formula, recurse=False))
        case Change() | Spread():
            return type(formula.of) in (Measure, Share) and _is_built(formula.of)
        case _:
            return False


def _unsourced(definition: Indicator) -> Iterator[Finding]:
    if not definition.source.strip():
        yield "names no source", "Name the clause or the document it rests on."


def _unsaid(definition: Indicator) -> Iterator[Finding]:
    if not definition.note.strip():
        yield "says nothing in words", "Say in 口径 what is counted."


def _readings(definition: Indicator) -> Iterator[Reading]:
    for measure in measures(definition.value):
        yield from readings(measure)


def _conditions(definition: Indicator) -> Iterator[Condition]:
    for measure in measures(definition.value):
        for _, condition in conditions(measure):
            yield condition


def _unknown_paths(definition: Indicator) -> Iterator[Finding]:
    for each in _readings(definition):
        if kinds(each.noun, each.path) is None:
            near = suggestions(each.path, KNOWN[each.noun])
            hint = f"Did you mean {' or '.join(near)}?" if near else "See the noun's fields."
            yield f"reads {each.path!r}, which {each.noun.__name__} does not have", hint


_FITTING: dict[Use, tuple[type, ...]] = {
    Use.NUMBER: (int, Decimal),
    Use.SEVERAL: (tuple,),
    Use.DAY: (date,),
}


def _misused_paths(definition: Indicator) -> Iterator[Finding]:
    for each in _readings(definition):
        held = kinds(each.noun, each.path) or (object,)
        wanted = _FITTING.get(each.use)
        if wanted and object not in held and not set(wanted) & set(held):
            yield f"reads {each.path!r} as {each.use.value}, which it is not", "Read another field."


def _impossible_values(definition: Indicator) -> Iterator[Finding]:
    for each in _readings(definition):
        held = kinds(each.noun, each.path) or (object,)
        if object not in held and any(type(value) not in held for value in each.values):
            yield (
                f"holds {each.path!r} against what it never is",
                "Give a value of the field's own kind.",
            )


def _unknown_tables(definition: Indicator) -> Iterator[Finding]:
    for table in sorted(definition.value.returns - set(TABLE_NAMES)):
        near = suggestions(table, TABLE_NAMES)
        hint = f"Did you mean {' or '.join(near)}?" if near else "See 报送情况 表名."
        yield f"rests on the table {table!r}, which nobody sends", hint


def _dimensions(definition: Indicator) -> tuple[str, ...]:
    formula = definition.value
    return (*definition.by, *([formula.across] if isinstance(formula, Spread) else []))


def _unknown_dimensions(definition: Indicator) -> Iterator[Finding]:
    for noun in nouns_of(definition.value):
        names = (ORGANISATION, MONTH, *PLACES, *attrs.fields_dict(noun))
        for each in _dimensions(definition):
            if each not in names:
                near = suggestions(each, names)
                hint = f"Did you mean {' or '.join(near)}?" if near else "Leave it out."
                yield f"is shown by {each!r}, which {noun.__name__} does not have", hint


def _personal_dimensions(definition: Indicator) -> Iterator[Finding]:
    for noun in nouns_of(definition.value):
        for each in _dimensions(definition):
            field = attrs.fields_dict(noun).get(each)
            if field is None:
                continue
            if sensitivity(field) is not Sensitivity.NONE or each not in shown_by(noun):
                yield f"is shown by {each!r}, which tells persons apart", "Leave it out."


def _stocks_of_what_happens(definition: Indicator) -> Iterator[Finding]:
    for noun, timing in _looked_at(definition):
        if timing is Timing.AT_END and noun not in LIVES:
            yield (
                f"counts {noun.__name__} at the end, which only happens",
                "Count it during the period, or to date.",
            )


def _flows_without_day(definition: Indicator) -> Iterator[Finding]:
    for noun, timing in _looked_at(definition):
        if timing is not Timing.AT_END and kinds(noun, own_day(noun)) is None:
            yield f"counts {noun.__name__} by a day that it does not have", "Count it at the end."


def _looked_at(definition: Indicator) -> Iterator[tuple[type[Record], Timing]]:
    """The nouns whose records are counted or looked for, with when; a day that is named is known."""
    for measure in measures(definition.value):
        if measure.day is None and measure.of is not Return:
            yield measure.of, measure.timing
    for each in _conditions(definition):
        if isinstance(each, Exists):
            yield each.of, each.timing
        if isinstance(each, Latest):
            yield each.of, Timing.TO_DATE


def _shares(definition: Indicator) -> Iterator[Share]:
    value = definition.value
    inner = value.of if isinstance(value, Change | Spread) else value
    if isinstance(inner, Share):
        yield inner


def _shares_of_unlikes(definition: Indicator) -> Iterator[Finding]:
    for each in _shares(definition):
        part, whole = each.part, each.whole
        if (part.of, part.count, part.timing, part.day) != (
            whole.of,
            whole.count,
            whole.timing,
            whole.day,
        ):
            yield (
                "has a part that counts something else, or at another time, than its whole",
                "Count the same records on both sides, or divide with Per.",
            )


def _shares_of_sums(definition: Indicator) -> Iterator[Finding]:
    for each in _shares(definition):
        if isinstance(each.part.count, Sum) or isinstance(each.whole.count, Sum):
            yield "is a share of sums", "Divide sums with Per."


def _parts_beside_the_whole(definition: Indicator) -> Iterator[Finding]:
    for each in _shares(definition):
        if not set(required(each.whole.where)) <= set(required(each.part.where)):
            yield (
                "has a part that need not be among its whole",
                "Ask of the part all that is asked of the whole.",
            )


def _sums_over_beginnings(definition: Indicator) -> Iterator[Finding]:
    for each in measures(definition.value):
        if isinstance(each.count, Sum) and each.of in LIVES and each.timing is not Timing.AT_END:
            yield (
                f"sums over the {each.of.__name__} records that begin in the period alone",
                "Sum over those in force at the end.",
            )


def _shares_told_as_averages(definition: Indicator) -> Iterator[Finding]:
    value = definition.value
    if isinstance(value, Per) and (value.of.of, value.of.count) == (
        value.each.of,
        value.each.count,
    ):
        yield "divides a part by its whole", "A share keeps both, and pools."


def _due(formula: Formula, told: Unit) -> Unit:
    """The unit that a formula has; told is that of the definition, where it may be any."""
    match formula:
        case Measure(of=noun, count=Sum(path)):
            return SUMMED_IN.get((noun, path), told)
        case Share():
            return Unit.PERCENT
        case Change(growth=Growth.RATE):
            return Unit.PERCENT
        case Spread(evenness=Evenness.VARIATION | Evenness.GINI):
            return Unit.NONE
        case Change(of=Share()) | Spread(of=Share()):
            return Unit.PERCENTAGE_POINTS
        case Change(of=inner) | Spread(of=inner):
            return _due(inner, told)
        case Per(of=of):
            return _due(of, told)
        case _:
            return told


def _wrong_units(definition: Indicator) -> Iterator[Finding]:
    due = _due(definition.value, definition.unit)
    if due is not definition.unit:
        yield (
            f"is told in {definition.unit.value!r} and comes in {due.value!r}",
            "人次 are not 人, and points are not per cent.",
        )


def _missing_units(definition: Indicator) -> Iterator[Finding]:
    """A number of things has a unit, and is neither per cent nor points."""
    formula = definition.value
    if isinstance(formula, Measure | Per) and definition.unit in (*IN_HUNDREDTHS, Unit.NONE):
        yield "is a number without the unit of what is counted", "Name what is counted."


def _visits_that_are_counted(definition: Indicator) -> Iterator[Finding]:
    formula = definition.value
    if (
        isinstance(formula, Measure)
        and not isinstance(formula.count, Sum)
        and definition.unit is Unit.VISITS
    ):
        yield "counts records or persons and is told in 人次", "人次 are summed, never counted."


def _decimals_of_counts(definition: Indicator) -> Iterator[Finding]:
    formula = definition.value
    if isinstance(formula, Measure) and not isinstance(formula.count, Sum) and definition.decimals:
        yield "shows decimals of a whole number", "Show none."


#: Every rule.
RULES = (
    Rule("I102", Severity.ERROR, _unsourced),
    Rule("I103", Severity.ERROR, _unsaid),
    Rule("I201", Severity.ERROR, _unknown_paths),
    Rule("I202", Severity.ERROR, _misused_paths),
    Rule("I203", Severity.ERROR, _impossible_values),
    Rule("I204", Severity.ERROR, _unknown_tables),
    Rule("I205", Severity.ERROR, _unknown_dimensions),
    Rule("I206", Severity.ERROR, _personal_dimensions),
    Rule("I301", Severity.ERROR, _stocks_of_what_happens),
    Rule("I302", Severity.ERROR, _flows_without_day),
    Rule("I303", Severity.ERROR, _shares_of_unlikes),
    Rule("I304", Severity.ERROR, _shares_of_sums),
    Rule("I305", Severity.WARNING, _parts_beside_the_whole),
    Rule("I306", Severity.WARNING, _sums_over_beginnings),
    Rule("I307", Severity.WARNING, _shares_told_as_averages),
    Rule("I401", Severity.ERROR, _wrong_units),
    Rule("I402", Severity.ERROR, _missing_units),
    Rule("I403", Severity.WARNING, _visits_that_are_counted),
    Rule("I404", Severity.NOTE, _decimals_of_counts),
)
