"""What an indicator is: a closed tree of data, with nothing hidden in code.

A `Measure` says of which noun, which aggregate, under which condition, and how it sits in time:
*during* the period (a flow) or *at* its end (a stock). An engine gives it its number.
"""

from __future__ import annotations

import json
import typing
from enum import Enum
from functools import cached_property
from hashlib import sha256
from typing import final

import attrs
from attrs import field, frozen

from guangongwei.model.dataset import Record
from guangongwei.model.numbers import Unit

Value = str | int | bool | Enum


class _Combinable:
    """What conditions share: they combine with ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: Condition) -> All:
        return All((self, other))  # type: ignore[arg-type]  # the subclasses are the closed set

    def __or__(self, other: Condition) -> Any:
        return Any((self, other))  # type: ignore[arg-type]

    def __invert__(self) -> Not:
        return Not(self)  # type: ignore[arg-type]


@final
@frozen
class Is(_Combinable):
    """A field equals a value.

    A path such as ``organisation.category`` goes to the record's organisation,
    ``standard.programme`` to the standard it names, and ``now.level`` to what is so on the last
    day that counts (see `guangongwei.indicators.lives.NOW`).
    """

    path: str
    value: Value


@final
@frozen
class OneOf(_Combinable):
    """A field equals one of several values."""

    path: str
    values: tuple[Value, ...]


@final
@frozen
class Contains(_Combinable):
    """A field that holds several values holds this one."""

    path: str
    value: Value


@final
@frozen
class All(_Combinable):
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]


@final
@frozen
class Any(_Combinable):
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


@final
@frozen
class Not(_Combinable):
    """The condition does not hold."""

    condition: Condition


@final
class Moment(Enum):
    """A day of the period at which something is looked at."""

    #: The day before its first.
    BEFORE = "期前"
    #: Its last day, or the day up to which the figure is computed if that is earlier.
    END = "期末"


@final
@frozen
class Latest(_Combinable):
    """The latest record of another noun about this one, by a moment, meets a condition.

    About a record means: about it, or, where the record is about an organisation, about that.
    Where there is none by then, the condition does not hold.
    """

    of: type[Record]
    condition: Condition
    at: Moment = Moment.END
    #: Which records are looked at, before the latest is taken.
    among: Condition | None = None


@final
class Timing(Enum):
    """How a measure sits in time."""

    #: A flow: what happened during the period.
    DURING = "期内"
    #: A stock: what is in force at its end.
    AT_END = "期末"
    #: What has happened since January of the year in which the period ends.
    YEAR_TO_DATE = "年初至期末"
    #: What has happened since the August in which the publicity year (宣传评比年度) began.
    PUBLICITY_YEAR_TO_DATE = "宣传评比年度初至期末"
    #: What has ever happened by its end.
    TO_DATE = "累计至期末"


@final
@frozen
class Exists(_Combinable):
    """There is at least one record of another noun about this one, during the period or at its end."""

    of: type[Record]
    condition: Condition | None = None
    timing: Timing = Timing.DURING


@final
@frozen
class AtLeast(_Combinable):
    """A number in a field is this or more; a blank is neither more nor less than anything."""

    path: str
    value: int


@final
@frozen
class Told(_Combinable):
    """A field says something: it is neither blank nor empty, nor only says why it is blank."""

    path: str


Condition = Is | OneOf | Contains | AtLeast | Told | All | Any | Not | Latest | Exists


@final
@frozen
class Count:
    """How many records."""


@final
@frozen
class Sum:
    """The sum of a field; a record that leaves it blank makes the sum a lower bound."""

    path: str


@final
@frozen
class Distinct:
    """How many different values of a field, of one that holds several each of them.

    A blank is left out, or is one of its own.
    """

    path: str
    blanks_count: bool = False


Aggregate = Count | Sum | Distinct

COUNT = Count()


@final
@frozen(kw_only=True, cache_hash=True)
class Measure:
    """A number of records, of different values, or a sum over records."""

    of: type[Record]
    count: Aggregate = COUNT
    where: Condition | None = None
    timing: Timing = Timing.DURING
    #: The path of the day on which it happened; without one, the noun's own day.
    day: str | None = None
    #: The table whose return it rests on (报送情况 表名); None: the bureau's own register.
    rests_on: str | None = None

    @property
    def returns(self) -> frozenset[str]:
        """The tables whose returns it rests on."""
        return frozenset() if self.rests_on is None else frozenset({self.rests_on})


@final
@frozen(kw_only=True)
class Share:
    """A part of a whole: both count records of one noun, and the part's are among the whole's."""

    part: Measure
    whole: Measure

    @property
    def returns(self) -> frozenset[str]:
        """The tables whose returns it rests on."""
        return self.part.returns | self.whole.returns


@final
@frozen(kw_only=True)
class Per:
    """So much of one thing for each of another: 人均, 户均, 平均; never a share of a whole."""

    of: Measure
    each: Measure

    @property
    def returns(self) -> frozenset[str]:
        """The tables whose returns it rests on."""
        return self.of.returns | self.each.returns


@final
class Against(Enum):
    """What a change is counted from."""

    #: 环比: the period of the same kind just before.
    PREVIOUS = "上期"
    #: 同比: the same period one year earlier.
    LAST_YEAR = "上年同期"


@final
class Growth(Enum):
    """How a change is told."""

    #: The difference; of two shares in percentage points.
    DIFFERENCE = "增减量"
    #: The difference over what it is counted from.
    RATE = "增减率"


@final
@frozen(kw_only=True)
class Change:
    """How much a measure or a share has changed."""

    of: Measure | Share
    against: Against = Against.LAST_YEAR
    growth: Growth = Growth.RATE

    @property
    def returns(self) -> frozenset[str]:
        """The tables whose returns it rests on."""
        return self.of.returns


@final
class Evenness(Enum):
    """How unevenness between groups is measured; 0 where all are alike."""

    #: 极差: the greatest less the least.
    RANGE = "极差"
    #: 变异系数: the standard deviation over the mean.
    VARIATION = "变异系数"
    #: 基尼系数.
    GINI = "基尼系数"


@final
@frozen(kw_only=True)
class Spread:
    """How evenly a measure or a share is spread over towns, stages or schools (均衡)."""

    of: Measure | Share
    #: The dimension: ``town``, ``category``, ``organisation``, ….
    across: str
    evenness: Evenness

    @property
    def returns(self) -> frozenset[str]:
        """The tables whose returns it rests on."""
        return self.of.returns


Formula = Measure | Share | Per | Change | Spread


@final
class Better(Enum):
    """Which direction is the good one."""

    HIGHER = "越高越好"
    LOWER = "越低越好"
    NEITHER = "不分高低"


@final
@frozen(kw_only=True)
class Indicator:
    """An indicator: its names, its formula, how it is shown and what it rests on."""

    #: Stable; part of the public interface.
    id: str
    #: The Chinese name.
    name: str
    #: The English name.
    label: str
    value: Formula
    unit: Unit
    decimals: int = 0
    better: Better = Better.HIGHER
    #: The categories it is also shown by, such as 类型 and 主题.
    by: tuple[str, ...] = ()
    #: The points of the 2024 plan that it serves.
    serves: tuple[str, ...] = ()
    #: The definition in words.
    note: str = field(kw_only=True)
    source: str

    @cached_property
    def hash(self) -> str:
        """Twelve hexadecimal digits that change whenever what is computed changes."""
        text = json.dumps(plain(self.value), ensure_ascii=False, sort_keys=True)
        return sha256(text.encode()).hexdigest()[:12]


def plain(value: object) -> object:
    """A definition as plain data, the same for equal definitions in every process."""
    kind: type[typing.Any] = type(value)
    if attrs.has(kind):
        names = [each.name for each in attrs.fields(kind)]
        return {"": kind.__name__, **{name: plain(getattr(value, name)) for name in names}}
    if isinstance(value, tuple):
        return list(map(plain, typing.cast("tuple[object, ...]", value)))
    if isinstance(value, type):
        return value.__name__
    return str(value) if isinstance(value, Enum) else value
