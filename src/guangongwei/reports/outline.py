"""What a report shows, in order and already worded: every format prints this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003  (the converter's type is read)
from fractions import Fraction
from typing import final

from attrs import field, frozen

from guangongwei.errors import printable
from guangongwei.indicators.targets import Verdict
from guangongwei.reports.phrases import Language


def _all_printable(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(printable, texts))


@final
@frozen(kw_only=True)
class Fact:
    """Something said under a short label."""

    label: str = field(converter=printable)
    text: str = field(converter=printable)


@final
@frozen(kw_only=True)
class Bar:
    """A share drawn to scale, every number a fraction of one."""

    value: Fraction
    #: The least and the most it can still become.
    low: Fraction
    high: Fraction
    #: Where its targets begin to be met, or cease to be.
    lines: tuple[Fraction, ...] = ()
    #: The value in words.
    percent: str = field(converter=printable)
    #: Where the lines stand, in words.
    caption: str = field(converter=printable)

    @property
    def label(self) -> str:
        """The bar in words, for who cannot see it."""
        return " · ".join(each for each in (self.percent, self.caption) if each)


@final
@frozen(kw_only=True)
class Cell:
    """One value of a table."""

    text: str = field(converter=printable)
    bar: Bar | None = None
    #: Who is in, where that is not everybody.
    note: str = field(default="", converter=printable)


@final
@frozen(kw_only=True)
class Grid:
    """A table: the first columns name a row, the others hold its values."""

    title: str = field(converter=printable)
    labels: tuple[str, ...] = field(converter=_all_printable)
    columns: tuple[str, ...] = field(converter=_all_printable)
    rows: tuple[Row, ...]


@final
@frozen(kw_only=True)
class Row:
    """One row of a table."""

    labels: tuple[str, ...] = field(converter=_all_printable)
    cells: tuple[Cell, ...]


@final
@frozen(kw_only=True)
class Shown:
    """One figure: its value, who is in, and what it can still become."""

    indicator: str = field(converter=printable)
    name: str = field(converter=printable)
    value: Cell
    #: A number, as against an absence.
    is_number: bool
    #: Who is in and who is not; `sent` says the first alone.
    coverage: str = field(converter=printable)
    sent: str = field(converter=printable)
    #: What it can still become, with who is missing; `range` without. Empty where it is settled.
    bounds: str = field(converter=printable)
    range: str = field(converter=printable)
    #: The names of those that have not reported in full.
    missing: tuple[str, ...] = field(converter=_all_printable)
    #: Its definition, what it rests on, and why it stands where it stands.
    about: tuple[Fact, ...]


@final
@frozen(kw_only=True)
class Aim:
    """A target and its verdict."""

    verdict: Verdict
    mark: str
    word: str = field(converter=printable)
    #: Which figure is to be what, with the reading.
    asked: str = field(converter=printable)
    need: str = field(converter=printable)
    #: Due day, baseline and progress.
    terms: tuple[str, ...] = field(converter=_all_printable)
    #: Why it cannot be judged; empty where it can.
    doubt: str = field(converter=printable)
    #: The plan's own words, and the reason for the verdict.
    about: tuple[Fact, ...]
    #: Where most is missing.
    shortfalls: tuple[Grid, ...] = ()


@final
@frozen(kw_only=True)
class Point:
    """One item of the plan."""

    number: str
    title: str = field(converter=printable)
    #: All of its words, and those after the title.
    text: str = field(converter=printable)
    rest: str = field(converter=printable)
    #: What it asks for that can be measured, as printed.
    asked: tuple[str, ...] = field(converter=_all_printable)
    figures: tuple[Shown, ...]
    aims: tuple[Aim, ...]
    #: Sessions and visits of the activities that name this item.
    activity: tuple[str, ...] = field(converter=_all_printable)
    grids: tuple[Grid, ...]
    #: Said where nothing measures it.
    note: str = field(converter=printable)


@final
@frozen(kw_only=True)
class Chapter:
    """One section of the plan with its items; without heading where the plan has none."""

    heading: str = field(converter=printable)
    points: tuple[Point, ...]


@final
@frozen(kw_only=True)
class Mistake:
    """One kind of problem: how often it was found, and where first."""

    code: str = field(converter=printable)
    severity: str
    sentence: str = field(converter=printable)
    hint: str = field(converter=printable)
    count: int
    places: tuple[str, ...] = field(converter=_all_printable)
    #: Whether it was found in further places.
    has_more: bool


@final
@frozen(kw_only=True)
class Tally:
    """How many targets got one verdict."""

    verdict: Verdict
    mark: str
    text: str


@final
@frozen(kw_only=True)
class Outline:
    """A whole report."""

    language: Language
    title: str = field(converter=printable)
    facts: tuple[Fact, ...]
    tallies: tuple[Tally, ...]
    chapters: tuple[Chapter, ...]
    #: Targets of the caller's that belong to no item.
    further: tuple[Aim, ...] = ()
    #: The whole catalogue.
    figures: tuple[Shown, ...]
    #: Who has not reported which table in full.
    gaps: Grid
    mistakes: tuple[Mistake, ...]
    #: How many problems in all, or that there are none.
    mistaken: str
    #: How to read the numbers.
    notes: tuple[str, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every item, in the order of the plan."""
        return tuple(point for chapter in self.chapters for point in chapter.points)
