"""What cannot be true of a dataset's records together: one small rule a finding, in a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from guangongwei.errors import Path, Problem, Severity
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.numbers import is_number
from guangongwei.model.reporting import TABLE_NAMES

if TYPE_CHECKING:
    from guangongwei.errors import Place

    Finding = tuple[str, int]

_HOURS_IN_A_DAY = Decimal(24)


@frozen
class Rule:
    """One thing that is checked: who breaks it, and how it is said."""

    code: str
    message: str
    hint: str
    breakers: Callable[[Dataset], Iterator[Finding]]
    severity: Severity = Severity.ERROR


def check(dataset: Dataset) -> tuple[Problem, ...]:
    """Every finding of every rule, in the order of the rules and of the records."""
    return tuple(
        Problem(
            rule.code,
            _place(dataset, table, index),
            rule.message,
            hint=rule.hint,
            severity=rule.severity,
        )
        for rule in RULES
        for table, index in rule.breakers(dataset)
    )


def _place(dataset: Dataset, table: str, index: int) -> Place:
    record = getattr(dataset, table)[index]
    return record.source or Path(f"$.{table}[{index}]")


def _repeated_id(dataset: Dataset) -> Iterator[Finding]:
    for table in TABLES.values():
        if table == "returns":
            continue
        seen: set[str] = set()
        for index, record in enumerate(getattr(dataset, table)):
            if record.id in seen:
                yield table, index
            seen.add(record.id)


def _unknown_organisation(dataset: Dataset) -> Iterator[Finding]:
    for table in TABLES.values():
        if table == "organisations":
            continue
        for index, record in enumerate(getattr(dataset, table)):
            if record.organisation not in dataset.tree:
                yield table, index


def _unknown_parent(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.organisations):
        if each.parent is not None and each.parent not in dataset.tree:
            yield "organisations", index


def _ring_of_parents(dataset: Dataset) -> Iterator[Finding]:
    tree = dataset.tree
    for index, each in enumerate(dataset.organisations):
        if tree[tree.path(each.id)[-1]].parent == each.id:
            yield "organisations", index


def _unknown_successor(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.organisations):
        if each.merged_into is not None and each.merged_into not in dataset.tree:
            yield "organisations", index


def _merged_without_closing(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.organisations):
        if each.merged_into is not None and each.closed is None:
            yield "organisations", index


def _closed_before_founded(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.organisations):
        if each.founded and each.closed and each.closed < each.founded:
            yield "organisations", index


def _left_before_joined(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.volunteers):
        if each.joined and each.left and each.left < each.joined:
            yield "volunteers", index


def _no_joining_day(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.volunteers):
        if each.joined is None:
            yield "volunteers", index


def _unknown_volunteer(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.services):
        if each.volunteer not in dataset.volunteer_by_id:
            yield "services", index


def _service_off_the_roll(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.services):
        volunteer = dataset.volunteer_by_id.get(each.volunteer)
        if volunteer and volunteer.joined and not volunteer.registered(each.on):
            yield "services", index


def _outside_operation(dataset: Dataset) -> Iterator[Finding]:
    for table in ("services", "activities", "accreditations", "articles"):
        for index, record in enumerate(getattr(dataset, table)):
            organisation = dataset.tree.by_id.get(record.organisation)
            if organisation and not organisation.in_operation(record.on):
                yield table, index


def _day_over_24_hours(dataset: Dataset) -> Iterator[Finding]:
    total: dict[tuple[object, object], Decimal] = defaultdict(Decimal)
    for each in dataset.services:
        if is_number(each.hours):
            total[each.volunteer, each.on] += each.hours
    for index, each in enumerate(dataset.services):
        if is_number(each.hours) and total[each.volunteer, each.on] > _HOURS_IN_A_DAY:
            yield "services", index


def _two_decisions_a_day(dataset: Dataset) -> Iterator[Finding]:
    keys = [
        (each.organisation, each.standard_programme, each.on) for each in dataset.accreditations
    ]
    days = Counter(keys)
    for index, key in enumerate(keys):
        if days[key] > 1:
            yield "accreditations", index


def _return_twice(dataset: Dataset) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for index, each in enumerate(dataset.returns):
        key = (each.organisation, each.table, each.period)
        if key in seen:
            yield "returns", index
        seen.add(key)


def _return_of_no_table(dataset: Dataset) -> Iterator[Finding]:
    for index, each in enumerate(dataset.returns):
        if each.table not in TABLE_NAMES:
            yield "returns", index


RULES = (
    Rule(
        "D101",
        "has an id that an earlier record has",
        "Give each its own 编号; till then only the first one counts.",
        _repeated_id,
    ),
    Rule(
        "D102",
        "belongs to an organisation that is not in 单位",
        "Add the organisation, or mend the id; the record is left out of every figure till then.",
        _unknown_organisation,
    ),
    Rule("D103", "has a parent that is not in 单位", "Mend 上级单位.", _unknown_parent),
    Rule("D104", "is, by its parents, above itself", "Mend 上级单位.", _ring_of_parents),
    Rule("D105", "was merged into one that is not in 单位", "Mend 并入单位.", _unknown_successor),
    Rule(
        "D106",
        "was merged into another and has no closing day",
        "Fill 撤销日期.",
        _merged_without_closing,
        Severity.WARNING,
    ),
    Rule("D107", "was closed before it was founded", "Mend the two days.", _closed_before_founded),
    Rule("D108", "left before joining", "Mend the two days.", _left_before_joined),
    Rule(
        "D109",
        "has no joining day and therefore counts as registered on none",
        "Fill 加入日期.",
        _no_joining_day,
        Severity.WARNING,
    ),
    Rule(
        "D201", "is by a volunteer who is not in 五老志愿者", "Mend 志愿者编号.", _unknown_volunteer
    ),
    Rule(
        "D202",
        "lies before the volunteer joined or after leaving",
        "Mend the day, or 加入日期 and 退出日期.",
        _service_off_the_roll,
        Severity.WARNING,
    ),
    Rule(
        "D203",
        "lies on a day on which the organisation is not in operation",
        "Mend the day, or 成立日期 and 撤销日期.",
        _outside_operation,
        Severity.WARNING,
    ),
    Rule(
        "D204",
        "is one of those that bring the volunteer to more than 24 hours on one day",
        "Mend 时长, or look for a record typed twice.",
        _day_over_24_hours,
    ),
    Rule(
        "D205",
        "is one of several decisions about the organisation in one programme on one day",
        "Keep one; till then the one with the last id holds.",
        _two_decisions_a_day,
    ),
    Rule(
        "D206",
        "was noted before: the same table for the same period",
        "Keep one.",
        _return_twice,
        Severity.WARNING,
    ),
    Rule(
        "D207",
        "is the return of a table that no figure rests on",
        f"Write 表名 as one of {' '.join(TABLE_NAMES)}.",
        _return_of_no_table,
        Severity.WARNING,
    ),
)
