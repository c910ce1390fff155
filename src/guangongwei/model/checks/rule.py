"""Validation rules (校验规则): a left side, an operator and a right side, held against one record.

The shape is that of the field's own systems: what is compared with what, how much it matters, and
what a side without a value means. Which records a rule is about stands in the rule.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.errors import Severity
from guangongwei.model.checks.facts import Facts
from guangongwei.model.numbers import is_blank

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record


@final
class Operator(Enum):
    """How the left side must stand to the right one."""

    EQUAL = "="
    DIFFERENT = "≠"
    LESS = "<"
    AT_MOST = "≤"
    MORE = ">"
    AT_LEAST = "≥"
    #: The left side is one of those on the right.
    AMONG = "∈"
    NOT_AMONG = "∉"
    #: All on the left are among those on the right.
    ALL_AMONG = "⊆"
    #: The left side is there at all; the right one says nothing.
    GIVEN = "已填写"


_HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.DIFFERENT: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.AMONG: lambda left, right: left in right,
    Operator.NOT_AMONG: lambda left, right: left not in right,
    Operator.ALL_AMONG: lambda left, right: all(each in right for each in left),
    Operator.GIVEN: lambda _, __: True,
}


@final
class Missing(Enum):
    """What it means that a side has no value."""

    SKIPPED = "不检查"
    BROKEN = "视为不符"


@final
@frozen
class Side:
    """One side of a rule: what it is in words, and how it is read from a record."""

    words: str
    #: A record of one of the rule's nouns; None or an absence where it tells nothing.
    of: Callable[[Any, Facts], object] = field(repr=False)


#: The right side of a rule that only asks whether the left one is there.
NOTHING = Side("", lambda _, __: 0)
#: The right side of a rule whose left one is a statement.
YES = Side("是", lambda _, __: True)
ZERO = Side("0", lambda _, __: 0)
ONE = Side("1", lambda _, __: 1)


@final
@frozen(kw_only=True)
class Rule:
    """One thing that is checked of each record of some nouns, and how its breach is said."""

    code: str
    #: The fields of a dataset whose records it is about.
    tables: tuple[str, ...]
    left: Side
    operator: Operator
    right: Side = NOTHING
    severity: Severity = Severity.ERROR
    missing: Missing = Missing.SKIPPED
    #: Which of the records it is about, where not all.
    only: Side | None = None
    #: The table whose ids the left side names; said once, not row by row, where that is empty.
    refers: str | None = None
    message: str
    hint: str

    @property
    def words(self) -> str:
        """What must hold, such as 撤销日期 ≥ 成立日期."""
        condition = f"（仅{self.only.words}）" if self.only else ""
        said = f"{self.left.words} {self.operator.value} {self.right.words}".strip()
        return f"{said}{condition}"

    def broken(self, records: Iterable[Record], facts: Facts) -> Iterator[tuple[int, Record]]:
        """The records that break it, each with its number."""
        only, left, right = self.only and self.only.of, self.left.of, self.right.of
        holds, breaks = _HOLDS[self.operator], self.missing is Missing.BROKEN
        for index, record in enumerate(records):
            if only is not None and not only(record, facts):
                continue
            one, other = left(record, facts), right(record, facts)
            if breaks if is_blank(one) or is_blank(other) else not holds(one, other):
                yield index, record
