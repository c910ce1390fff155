"""Checking a dataset: every rule over every record it is about, then what other modules know."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.errors import Cell, Path, Problem, Severity
from guangongwei.model import standard_checks
from guangongwei.model.cases import case_problems
from guangongwei.model.checks import care, people, references, units, work
from guangongwei.model.checks.facts import Facts, is_telling
from guangongwei.model.consent_rules import CareFiles, consent_problems
from guangongwei.model.pairing_rules import PairingTables, pairing_problems
from guangongwei.model.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from guangongwei.model.checks.rule import Rule
    from guangongwei.model.dataset import Dataset
from guangongwei.model.levels import LEVEL_WORDS

RULES: tuple[Rule, ...] = tuple(
    sorted(
        chain(references.RULES, units.RULES, people.RULES, work.RULES, care.RULES),
        key=lambda rule: rule.code,
    )
)


@final
@frozen(kw_only=True)
class TableRule:
    """One thing that is said of a table once, and not of its records one by one."""

    code: str
    severity: Severity
    message: str
    #: Completed with the words of the table, or of the column.
    hint: str


UNFILLED = TableRule(
    code="D001",
    severity=Severity.ERROR,
    message="is empty, and other tables name records of it",
    hint="Fill {words}; till then nothing that names them can be checked.",
)
UNKNOWN_LEVELS = TableRule(
    code="D002",
    severity=Severity.NOTE,
    message="names levels of no known kind",
    hint="Write 级别 as one of {words}.",
)
TABLE_RULES = (UNFILLED, UNKNOWN_LEVELS)


def check(dataset: Dataset, *, as_of: date | None = None) -> tuple[Problem, ...]:
    """Every finding of every rule, in the order of the rules and of the records.

    Args:
        dataset: The records.
        as_of: The day on which consents are looked at; without one, the last day on which the
            records say that anything happened.
    """
    facts = Facts(dataset)
    day = facts.last_day if as_of is None else as_of
    return (
        *_unfilled(facts),
        *_broken(facts),
        *_unknown_levels(dataset),
        *_of_care(dataset, day),
        *_of_standards(facts),
    )


def _broken(facts: Facts) -> Iterator[Problem]:
    for rule in RULES:
        for table in rule.tables:
            for index, record in rule.broken(getattr(facts.dataset, table), facts):
                yield Problem(
                    rule.code,
                    record.source or Path(f"$.{table}[{index}]"),
                    rule.message,
                    hint=rule.hint,
                    severity=rule.severity,
                )


def _unfilled(facts: Facts) -> Iterator[Problem]:
    """One finding for each table without a record that others point into."""
    pointed = {
        rule.refers
        for rule in RULES
        if rule.refers and facts.known(rule.refers) is None
        for table in rule.tables
        for record in getattr(facts.dataset, table)
        if (rule.only is None or rule.only.of(record, facts))
        and is_telling(rule.left.of(record, facts))
    }
    for table, words in references.POINTED_AT.items():
        if table in pointed:
            yield Problem(
                UNFILLED.code,
                Path(f"$.{table}"),
                UNFILLED.message,
                severity=UNFILLED.severity,
                hint=UNFILLED.hint.format(words=words),
            )


def _unknown_levels(dataset: Dataset) -> Iterator[Problem]:
    """One note for each table in which 级别 is worded in ways that stand for no level."""
    for table in ("activities", "entries", "articles"):
        records = [each for each in getattr(dataset, table) if each.level]
        share = LEVEL_WORDS.unmapped_share(each.level for each in records)
        if share.part:
            first = records[0].source
            yield Problem(
                UNKNOWN_LEVELS.code,
                Cell(first.file, None, "级别") if isinstance(first, Cell) else Path(f"$.{table}"),
                f"{UNKNOWN_LEVELS.message}, in {share} of its records",
                hint=UNKNOWN_LEVELS.hint.format(words=" ".join(LEVEL_WORDS.words)),
                severity=UNKNOWN_LEVELS.severity,
            )


def _of_care(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What the rules of pairs, cases and consents find."""
    tables = PairingTables(programmes=dataset.programme_by_id, volunteers=dataset.volunteer_by_id)
    yield from pairing_problems(dataset.pairings, tables)
    yield from case_problems(dataset.cases)
    files = CareFiles(
        children=dataset.children,
        consents=dataset.consents,
        pairings=dataset.pairings,
        cases=dataset.cases,
        grants=dataset.grants,
    )
    yield from consent_problems(files, as_of=as_of)


def _of_standards(facts: Facts) -> Iterator[Problem]:
    """What is wrong with the editions, and with the scores given by them."""
    yield from standard_checks.check(facts.dataset.standards)
    for index, each in enumerate(facts.dataset.assessments):
        standard = facts.standards.get(each.standard)
        if standard is not None:
            placed = evolve(each, source=each.source or Path(f"$.assessments[{index}]"))
            yield from score(placed, standard).problems
