from __future__ import annotations

from itertools import product

import pytest

from guangongwei.model.care import CaseLevel, StepKind
from guangongwei.model.case_table import (
    TRANSITIONS,
    CaseState,
    LevelChange,
    diagram,
    may_lead_to,
    transition,
)

#: What each step (down) makes of each state (across); a blank is illegal.
TABLE = """
步骤 未立案 在办 转介中 已移交 已结案
立案 在办 - - - -
走访 - 在办 转介中 - -
升级 - 在办 转介中 - -
降级 - 在办 转介中 - -
转介 - 转介中 转介中 - -
移交 - 已移交 已移交 - -
转回 - - 在办 在办 -
结案 - 已结案 已结案 - -
重启 - - - - 在办
"""


def test_the_table_says_for_every_state_and_step_whether_it_is_legal() -> None:
    """Nine kinds of step in five states."""
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    states = [CaseState(name) for name in head[1:]]
    expected = {
        (state, StepKind(kind)): after
        for kind, *row in lines
        for state, after in zip(states, row, strict=True)
    }
    assert len(expected) == len(StepKind) * len(CaseState)
    for (state, kind), after in expected.items():
        legal = transition(state, kind)
        assert (legal.after.value if legal else "-") == after, (state, kind)


def test_no_step_has_two_meanings_and_every_state_is_reached() -> None:
    """From not opened on, each state can be come to, and each but closed can be left for closed."""
    keys = [(each.before, each.kind) for each in TRANSITIONS]
    assert len(keys) == len(set(keys))
    reached = {CaseState.UNOPENED}
    for _ in CaseState:
        reached |= {each.after for each in TRANSITIONS if each.before in reached}
    assert reached == set(CaseState)


@pytest.mark.parametrize(
    ("change", "before", "allowed"),
    [
        (LevelChange.KEEPS, "重点", "- 重点"),
        (LevelChange.SETS, "重点", "- 一般 重点 危机"),
        (LevelChange.RAISES, "一般", "重点 危机"),
        (LevelChange.RAISES, "危机", ""),
        (LevelChange.LOWERS, "危机", "一般 重点"),
        (LevelChange.LOWERS, "一般", ""),
    ],
)
def test_a_step_leads_to_the_levels_it_may_lead_to(
    change: LevelChange, before: str, allowed: str
) -> None:
    """Raising and lowering name another level; everything else may leave it out."""
    levels = [None, *CaseLevel]
    legal = [
        each.value if each else "-"
        for each in levels
        if may_lead_to(change, before=CaseLevel(before), after=each)
    ]
    assert legal == allowed.split()


def test_the_diagram_shows_each_legal_step() -> None:
    """As Mermaid text, one line a state and one a step, with the Chinese words."""
    lines = diagram().splitlines()
    assert lines[:3] == [
        "stateDiagram-v2",
        '    state "未立案" as s0',
        '    state "在办" as s1',
    ]
    assert "    s1 --> s4: 结案" in lines
    assert "    s4 --> s1: 重启" in lines
    assert len(lines) == 1 + len(CaseState) + 2 + len(TRANSITIONS)


def test_a_state_says_whether_the_case_is_looked_after() -> None:
    """In hand and while somebody else helps; not after it was handed over or closed."""
    assert [each.label for each in CaseState if each.is_followed] == ["open", "referred"]


def test_every_pair_of_levels_is_either_raised_or_lowered_or_kept() -> None:
    """No two of the three allow the same change."""
    for before, after in product(CaseLevel, CaseLevel):
        changes = (LevelChange.KEEPS, LevelChange.RAISES, LevelChange.LOWERS)
        assert sum(may_lead_to(each, before=before, after=after) for each in changes) == 1
