"""What cells of several parts mean, and that every value written is read again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import CaseLevel, Step, StepKind
from guangongwei.model.standard import ClauseId, Score
from guangongwei.tabular.cells import Fault, Kind
from guangongwei.tabular.parts import SCORES, STEPS, TERM

FIRST, LAST = date(2022, 1, 1), date(2026, 12, 31)


def step(
    day: date, kind: StepKind, level: CaseLevel | None = None, reason: str | None = None
) -> Step:
    """A step, only some fields of which matter."""
    return Step(on=day, kind=kind, level=level, reason=reason)


def score(clause: str, points: str) -> Score:
    """The points of one clause."""
    return Score(clause=ClauseId(clause), points=Decimal(points))


@pytest.mark.parametrize(
    ("cell", "term"),
    [
        ("2022-01-01至2026-12-31", (FIRST, LAST)),
        ("2022/1/1 至 2026.12.31", (FIRST, LAST)),
        ("2022年1月1日到2026年12月31日", (FIRST, LAST)),
        ("20220101～20261231", (FIRST, LAST)),
        ("2022-01-01——2026-12-31", (FIRST, LAST)),
        ("2022-01-01至今", (FIRST, None)),
        ("2022-01-01至", (FIRST, None)),
        ("至2026-12-31", (None, LAST)),
        ("五年", Fault("T119")),
        ("2022-01-01", Fault("T119")),
        ("至今", Fault("T119")),
        ("2022年1月至2026年12月", Fault("T105")),
        ("2022-01-01至26-12-31", Fault("T107")),
    ],
)
def test_a_term_has_two_ends(cell: str, term: object) -> None:
    """Both are days; one may be left open, and neither is guessed."""
    assert TERM.parse(cell) == term


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        (
            "2024-03-01 立案；2024-03-05 走访；2024-04-01 升级(危机)；2024-06-01 结案(目标达成)",
            (
                step(date(2024, 3, 1), StepKind.OPENED),
                step(date(2024, 3, 5), StepKind.CONTACT),
                step(date(2024, 4, 1), StepKind.RAISED, CaseLevel.CRISIS),
                step(date(2024, 6, 1), StepKind.CLOSED, None, "目标达成"),
            ),
        ),
        (
            "2024/3/1立案（ 重点 ）;2024年3月5日 转介 (心理机构)\n20240401 降级(一般，家访后)",
            (
                step(date(2024, 3, 1), StepKind.OPENED, CaseLevel.FOCUS),
                step(date(2024, 3, 5), StepKind.REFERRED, None, "心理机构"),
                step(date(2024, 4, 1), StepKind.LOWERED, CaseLevel.GENERAL, "家访后"),
            ),
        ),
        ("2024-03-01 走访()", (step(date(2024, 3, 1), StepKind.CONTACT),)),
        ("2024-03-01 走访(，危机)", (step(date(2024, 3, 1), StepKind.CONTACT, None, "危机"),)),
        ("2024-03-01 走访(甲，乙)", (step(date(2024, 3, 1), StepKind.CONTACT, None, "甲，乙"),)),
        ("；", ()),
        ("走访", Fault("T121")),
        ("2024-03-01", Fault("T121")),
        ("2024-03-01 探望", Fault("T121")),
        ("2024-03-01 走访、2024-03-05 走访", Fault("T121")),
        ("2024-02-30 走访", Fault("T106")),
        ("2024-03-01 立案；3月5日 走访", Fault("T105")),
    ],
)
def test_steps_are_dated(cell: str, steps: object) -> None:
    """Each says what was done, in brackets to which level and why; half a cell is never read."""
    assert STEPS.parse(cell) == steps


@pytest.mark.parametrize(
    ("cell", "scores"),
    [
        ("1:5；2:4.5", (score("1", "5"), score("2", "4.5"))),
        ("1：5，2：４．５、A.3 : 0\n", (score("1", "5"), score("2", "4.5"), score("A.3", "0"))),
        ("一:1:2", (score("一:1", "2"),)),
        ("、", ()),
        ("5；4.5", Fault("T122")),
        ("1:-5", Fault("T122")),
        ("1:不详", Fault("T122")),
        ("1:5；:3", Fault("T122")),
    ],
)
def test_scores_are_given_by_clause(cell: str, scores: object) -> None:
    """Clause, colon, points; a clause without points is left out and never 0."""
    assert SCORES.parse(cell) == scores


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
words = st.text(
    st.sampled_from("，,；;、()（）\\:：危机一般立案走访至 1a")
    | st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"]),
    min_size=1,
    max_size=6,
).filter(lambda text: text.strip() == text)


@given(term=st.tuples(st.none() | days, st.none() | days).filter(any))
def test_a_term_is_read_as_it_was_written(term: tuple[date | None, date | None]) -> None:
    """Whichever of its ends are known."""
    assert TERM.parse(TERM.write(term)) == term


@given(
    steps=st.lists(
        st.builds(
            step,
            days,
            st.sampled_from(StepKind),
            st.none() | st.sampled_from(CaseLevel),
            st.none() | words,
        )
    ).map(tuple)
)
def test_steps_are_read_as_they_were_written(steps: tuple[Step, ...]) -> None:
    """Also where a reason holds brackets, separators, or what looks like a level."""
    assert STEPS.parse(STEPS.write(steps)) == steps


@given(
    scores=st.lists(
        st.tuples(words, st.decimals(0, 999, places=2)).map(
            lambda pair: score(pair[0], str(pair[1]))
        )
    ).map(tuple)
)
def test_scores_are_read_as_they_were_written(scores: tuple[Score, ...]) -> None:
    """Every digit of the points, whatever the clauses are called."""
    assert SCORES.parse(SCORES.write(scores)) == scores


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (TERM, "至" * 100_000),
        (STEPS, "2024-03-01 " + "走访(" * 100_000),
        (STEPS, " " * 10 + "1" * 100_000 + "走"),
        (SCORES, ":" * 100_000),
    ],
)
def test_no_cell_takes_longer_than_it_is(kind: Kind, cell: str) -> None:
    """A cell that would take hours if every way of reading it were tried is a fault at once."""
    assert isinstance(kind.parse(cell), Fault)
