"""Definitions that nobody would write, and that mean something nevertheless."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen
from hypothesis import strategies as st

from guangongwei.indicators import (
    COUNT,
    Against,
    All,
    AtLeast,
    Change,
    Condition,
    Contains,
    Distinct,
    Evenness,
    Exists,
    Formula,
    Growth,
    Indicator,
    Is,
    Latest,
    Measure,
    Moment,
    Not,
    OneOf,
    Per,
    Share,
    Spread,
    Sum,
    Timing,
)
from guangongwei.indicators import Any as AnyOf
from guangongwei.indicators.definition import Told
from guangongwei.indicators.frames.columns import (
    DERIVED,
    HEADERS,
    UNIT_DAY,
    UNIT_DAYS,
    Holds,
    holds,
)
from guangongwei.indicators.groups import shown_by
from guangongwei.indicators.lives import LINKS, LIVES
from guangongwei.model import Absence, Child, Organisation, Return, Unit
from guangongwei.model.dataset import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

    from guangongwei.model import Dataset
    from guangongwei.model.dataset import Record

NOUNS = tuple(TABLES)
#: What has no day of its own, or is about a period.
_DAYLESS = (Child, Return)
_SUMS = (Holds.WHOLE, Holds.NUMBER)
_LABELS = (Holds.TEXT, Holds.WHOLE, Holds.FLAG, Holds.TEXTS)
_PERSONAL = {"name", "sex", "born", "phone", "holder", "title", "correspondent", "guardian"}
_HIDDEN = _PERSONAL | {"amount", "result", "source", "id", "level"}


@frozen
class Question:
    """A definition and the dimensions that it is asked by."""

    indicator: Indicator
    by: tuple[str, ...]


@st.composite
def questions(draw: DrawFn, dataset: Dataset) -> Question:
    """A definition over the nouns of a dataset, whose values are those of its records."""
    formula = _formula(draw, dataset)
    return Question(
        Indicator(
            id="random",
            name="随机",
            label="random",
            value=formula,
            unit=Unit.NONE,
            decimals=2,
            note="任意",
            source="任意",
        ),
        _dimensions(draw, _first(formula).of, formula),
    )


def _first(formula: Formula) -> Measure:
    match formula:
        case Measure():
            return formula
        case Share(whole=whole):
            return whole
        case Per(of=of):
            return of
        case Change(of=inner) | Spread(of=inner):
            return _first(inner)


def _dimensions(draw: DrawFn, noun: type[Record], formula: Formula) -> tuple[str, ...]:
    across = formula.across if isinstance(formula, Spread) else None
    own = [
        name
        for name in HEADERS[noun]
        if holds(noun, name) in _LABELS
        and name in shown_by(noun)
        and name not in _HIDDEN | {"organisation", "category"}
    ]
    if isinstance(formula, Per) and formula.each.of is not formula.of.of:
        own = []
    ways: list[tuple[str, ...]] = [
        *((), ("organisation",), ("town",), ("category",), ("month",)),
        *(("organisation", "month"), ("town", "month")),
        *((name,) for name in own if name not in ("town", "setting", "ownership")),
        *(("organisation", name) for name in own if name not in ("town", "setting", "ownership")),
    ]
    return draw(st.sampled_from([each for each in ways if across not in each]))


def _formula(draw: DrawFn, dataset: Dataset) -> Formula:
    measure = _measure(draw, dataset)
    match draw(st.integers(0, 5)):
        case 0 | 1:
            return measure
        case 2:
            return _share(draw, dataset, measure)
        case 3:
            return Per(of=measure, each=_measure(draw, dataset))
        case 4:
            return Change(
                of=_share(draw, dataset, measure) if draw(st.booleans()) else measure,
                against=draw(st.sampled_from(Against)),
                growth=draw(st.sampled_from(Growth)),
            )
        case _:
            return Spread(
                of=measure,
                across=draw(st.sampled_from(("town", "category", "organisation"))),
                evenness=draw(st.sampled_from(Evenness)),
            )


def _share(draw: DrawFn, dataset: Dataset, measure: Measure) -> Share:
    whole = Measure(
        of=measure.of, where=measure.where, timing=measure.timing, rests_on=measure.rests_on
    )
    further = _condition(draw, dataset, measure.of, 2)
    where = further if measure.where is None else All((measure.where, further))
    part = Measure(of=measure.of, where=where, timing=measure.timing, rests_on=measure.rests_on)
    return Share(part=part, whole=whole)


def _measure(draw: DrawFn, dataset: Dataset) -> Measure:
    noun = draw(st.sampled_from(NOUNS))
    numbers = [name for name in HEADERS[noun] if holds(noun, name) in _SUMS]
    labels = [name for name in HEADERS[noun] if holds(noun, name) in (*_LABELS, Holds.DAY)]
    labels += [name for of, name in DERIVED if of is noun]
    labels += [UNIT_DAY] if noun in UNIT_DAYS else []
    counts: list[Any] = [COUNT, *map(Sum, numbers), *map(Distinct, labels)]
    counts += [Distinct(name, blanks_count=True) for name in labels]
    return Measure(
        of=noun,
        count=draw(st.sampled_from(counts)),
        where=_maybe(draw, dataset, noun, 2),
        timing=draw(st.sampled_from(_timings(noun))),
        rests_on=draw(st.sampled_from((None, "服务记录", "活动", "五老志愿者"))),
    )


def _condition(draw: DrawFn, dataset: Dataset, noun: type[Record], depth: int) -> Condition:

    def further() -> Condition:
        return _condition(draw, dataset, noun, depth - 1)

    choice = draw(st.integers(0, 9)) if depth else 9
    match choice:
        case 0:
            return All((further(), further()))
        case 1:
            return AnyOf((further(), further()))
        case 2:
            return Not(further())
        case 3 | 4:
            of = draw(st.sampled_from([one for one, other in LINKS if other is noun] or NOUNS))
            inner = _maybe(draw, dataset, of, depth - 1)
            return Exists(of, inner, draw(st.sampled_from(_timings(of))))
        case 5:
            links = [one for one, other in LINKS if other is noun and one not in _DAYLESS]
            of = draw(st.sampled_from(links or [each for each in NOUNS if each not in _DAYLESS]))
            among = _maybe(draw, dataset, of, depth - 1)
            inner = _condition(draw, dataset, of, depth - 1)
            return Latest(of, inner, draw(st.sampled_from(Moment)), among)
        case _:
            return _leaf(draw, dataset, noun)


def _timings(noun: type[Record]) -> list[Timing]:
    if noun is Child:
        return [Timing.AT_END]
    return [each for each in Timing if each is not Timing.AT_END or noun in LIVES]


def _maybe(draw: DrawFn, dataset: Dataset, noun: type[Record], depth: int) -> Condition | None:
    return _condition(draw, dataset, noun, depth) if draw(st.booleans()) else None


def _leaf(draw: DrawFn, dataset: Dataset, noun: type[Record]) -> Condition:
    names = [name for name in HEADERS[noun] if holds(noun, name) is not Holds.OTHER]
    names += [name for of, name in DERIVED if of is noun]
    path = draw(st.sampled_from(names))
    records: Sequence[Any] = dataset.records(noun)
    if noun is not Organisation and draw(st.integers(0, 3)) == 0:
        path, records = f"organisation.{draw(st.sampled_from(('category', 'town')))}", ()
    held = [getattr(each, path) for each in records]
    values = [
        value
        for each in held
        for value in (each if isinstance(each, tuple) else (each,))
        if value is not None and not isinstance(value, Absence | date) and _is_plain(value)
    ]
    units = [each.category for each in dataset.organisations]
    value = draw(st.sampled_from([*values, *units, "宣讲", True, 1]))
    leaves: tuple[Condition, ...] = (
        Is(path, value),
        OneOf(path, (value, *values[:2])),
        Contains(path, value),
        Told(path),
        AtLeast(path, 1),
    )
    return draw(st.sampled_from(leaves))


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) or hasattr(value, "label") or hasattr(value, "value")
