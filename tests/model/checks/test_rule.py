from __future__ import annotations

from datetime import date

import pytest
from tests.model.checks.examples import BASE, SCHOOL, but

from guangongwei.errors import Severity
from guangongwei.model.checks.facts import Facts
from guangongwei.model.checks.rule import Missing, Operator, Rule, Side
from guangongwei.model.checks.run import RULES
from guangongwei.model.numbers import Absence


def rule(operator: Operator, left: object, right: object, missing: Missing) -> Rule:
    """A rule that holds two fixed sides against each other."""
    return Rule(
        code="D999",
        tables=("organisations",),
        left=Side("左", lambda _, __: left),
        operator=operator,
        right=Side("右", lambda _, __: right),
        missing=missing,
        message="is odd",
        hint="Mend it.",
    )


@pytest.mark.parametrize(
    ("operator", "left", "right", "holds"),
    [
        (Operator.EQUAL, 1, 1, True),
        (Operator.EQUAL, 1, 2, False),
        (Operator.DIFFERENT, 1, 2, True),
        (Operator.LESS, 1, 1, False),
        (Operator.AT_MOST, 1, 1, True),
        (Operator.MORE, 1, 1, False),
        (Operator.AT_LEAST, 1, 1, True),
        (Operator.AMONG, 1, (1, 2), True),
        (Operator.NOT_AMONG, 1, (1, 2), False),
        (Operator.ALL_AMONG, (1, 3), (1, 2), False),
        (Operator.ALL_AMONG, (), (1, 2), True),
        (Operator.GIVEN, 0, 0, True),
    ],
)
def test_an_operator_compares(
    operator: Operator, left: object, right: object, *, holds: bool
) -> None:
    """The left side stands to the right one as the operator says."""
    found = list(rule(operator, left, right, Missing.SKIPPED).broken((SCHOOL,), Facts(BASE)))
    assert found == ([] if holds else [(0, SCHOOL)])


@pytest.mark.parametrize("missing", Missing)
@pytest.mark.parametrize(
    "sides", [(None, 1), (1, None), (Absence.UNKNOWN, 1), (1, Absence.UNKNOWN)]
)
def test_a_missing_side_means_what_the_rule_says(
    missing: Missing, sides: tuple[object, object]
) -> None:
    """Either side may be missing; the record is then skipped, or breaks the rule."""
    found = list(rule(Operator.EQUAL, *sides, missing).broken((SCHOOL,), Facts(BASE)))
    assert bool(found) is (missing is Missing.BROKEN)


def test_a_rule_is_said_in_one_line() -> None:
    """Left side, operator, right side, and which records it is about."""
    by_code = {each.code: each for each in RULES}
    assert by_code["D107"].words == "撤销日期 ≥ 成立日期"
    assert by_code["D106"].words == "撤销日期 已填写（仅已并入其他单位）"


def test_every_rule_is_complete() -> None:
    """It says what is compared, what is wrong and what to do, and has a severity."""
    for each in RULES:
        assert each.tables
        assert each.left.words
        assert bool(each.right.words) is (each.operator is not Operator.GIVEN)
        assert each.message
        assert each.hint.endswith((".", "till then."))
        assert isinstance(each.severity, Severity)


def test_numbers_and_days_are_never_compared_with_nothing() -> None:
    """A school whose day of founding is not noted breaks no rule about days."""
    unit = but(SCHOOL, closed=date(2030, 1, 1))
    assert BASE.with_records(type(SCHOOL), (unit, *BASE.organisations[1:])).check() == ()
