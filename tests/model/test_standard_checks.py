from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from tests.model.standards import standard, standards

if TYPE_CHECKING:
    from guangongwei.model.standard import Standard

from guangongwei.errors import Cell, Path
from guangongwei.model.standard_checks import RULES, check

SOUND = "A1 组织建设 40 必达\nA2 组织建设 60"
PARENT = standard(SOUND)


def found(*editions: Standard) -> list[tuple[str, str]]:
    """The codes of what is wrong, and the places."""
    return [(each.code, str(each.place)) for each in check(editions)]


def child(clauses: str = SOUND, *, profile_of: str = "省2023", **changes: object) -> Standard:
    """A profile of the sound standard."""
    made = standard(clauses, id_="武进", profile_of=profile_of)
    return evolve(made, **changes)  # type: ignore[arg-type]  # each case names its own


#: What is wrong, the editions, and what is said of it. The first edition is the broken one.
BROKEN: list[tuple[str, list[Standard], list[tuple[str, str]]]] = [
    (
        "两个版本同一编号",
        [PARENT, PARENT],
        [("S101", "$.standards[0].id"), ("S101", "$.standards[1].id")],
    ),
    (
        "条款编号重复",
        [standard("A1 组织 40\nA1 组织 60", grades="合格 20 通过\n不合格 0")],
        [("S102", "$.standards[0].clauses[0].id"), ("S102", "$.standards[0].clauses[1].id")],
    ),
    (
        "条款没有分值",
        [standard("A1 组织 0\nA2 组织 100")],
        [("S103", "$.standards[0].clauses[0].points")],
    ),
    (
        "工作量为负",
        [standard("A1 组织 100 -1")],
        [("S104", "$.standards[0].clauses[0].effort")],
    ),
    (
        "没有条款也没有等次",
        [standard("", grades="")],
        [("S105", "$.standards[0].clauses"), ("S105", "$.standards[0].bands")],
    ),
    (
        "等次次序颠倒",
        [standard(SOUND, grades="优秀 60 通过\n合格 90 通过\n不合格 0")],
        [("S111", "$.standards[0].bands[1].low")],
    ),
    (
        "两个等次同一起点",
        [standard(SOUND, grades="优秀 60 通过\n合格 60 通过\n不合格 0")],
        [("S111", "$.standards[0].bands[1].low")],
    ),
    (
        "最低等次不从0分起",
        [standard(SOUND, grades="合格 60 通过\n不合格 1")],
        [("S112", "$.standards[0].bands[1].low")],
    ),
    (
        "等次之间有空档：80—89分与90分以上",
        [standard(SOUND, grades="优秀 90 通过\n合格 60 89 通过\n不合格 0")],
        [("S113", "$.standards[0].bands[1].below")],
    ),
    (
        "最高等次不到满分",
        [standard(SOUND, grades="优秀 90 100 通过\n不合格 0")],
        [("S113", "$.standards[0].bands[0].below")],
    ),
    (
        "等次重叠",
        [standard(SOUND, grades="优秀 90 通过\n合格 60 91 通过\n不合格 0")],
        [("S114", "$.standards[0].bands[1].below")],
    ),
    (
        "等次高于满分",
        [standard(SOUND, grades="优秀 101 通过\n不合格 0")],
        [("S115", "$.standards[0].bands[0].low")],
    ),
    (
        "低等次通过而高等次不通过",
        [standard(SOUND, grades="甲 90\n乙 60 通过\n丙 0")],
        [("S116", "$.standards[0].bands[1].passes")],
    ),
    (
        "全都通过",
        [standard(SOUND, grades="甲 60 通过\n乙 0 通过")],
        [("S117", "$.standards[0].bands")],
    ),
    (
        "等次同名",
        [standard(SOUND, grades="合格 60 通过\n合格 0")],
        [("S118", "$.standards[0].bands[0].name"), ("S118", "$.standards[0].bands[1].name")],
    ),
    ("上位版本不在", [child()], [("S121", "$.standards[0].profile_of")]),
    (
        "上位版本成环",
        [child(profile_of="武进")],
        [("S122", "$.standards[0].profile_of")],
    ),
    (
        "上位版本属于另一项目",
        [child(programme="五有五好"), PARENT],
        [("S123", "$.standards[0].programme")],
    ),
    (
        "早于上位版本施行",
        [child(since=date(2022, 1, 1)), PARENT],
        [("S124", "$.standards[0].since")],
    ),
    (
        "删去必达条款",
        [child("A2 组织建设 100"), PARENT],
        [("S125", "$.standards[0].clauses[A1]")],
    ),
    (
        "必达条款改为一般条款",
        [child("A1 组织建设 40\nA2 组织建设 60"), PARENT],
        [("S126", "$.standards[0].clauses[0].mandatory")],
    ),
]


@pytest.mark.parametrize(
    ("editions", "said"), [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN]
)
def test_each_rule_says_what_is_broken_and_where(
    editions: list[Standard], said: list[tuple[str, str]]
) -> None:
    """One finding of one rule at a time, and nothing else."""
    assert found(*editions) == said


def test_each_rule_has_a_breaking_example() -> None:
    """A new rule comes with one."""
    codes = {code for _, _, said in BROKEN for code, _ in said}
    assert codes == {"S101", *(rule.code for rule in RULES)}


@pytest.mark.parametrize(
    "editions",
    [
        [PARENT],
        [child(), PARENT],
        [child("A1 组织建设 50 必达\nA3 特色 50"), PARENT],
        [standard(SOUND, grades="优秀 90 101 通过\n合格 60 90 通过\n不合格 0 60")],
        [],
    ],
)
def test_what_is_sound_has_no_finding(editions: list[Standard]) -> None:
    """A profile may change whatever is not mandatory above it, and printed ends may meet."""
    assert found(*editions) == []


@given(standards())
def test_drawn_standards_are_sound(drawn: Standard) -> None:
    """What the other tests draw is what they say it is."""
    assert found(drawn) == []


def test_a_ring_that_does_not_lead_back_here_is_said_elsewhere() -> None:
    """The edition below a ring is not itself in it."""
    one = standard(SOUND, id_="甲", profile_of="乙")
    two = standard(SOUND, id_="乙", profile_of="甲")
    below = standard(SOUND, id_="丙", profile_of="甲")
    assert found(below, one, two) == [
        ("S122", "$.standards[1].profile_of"),
        ("S122", "$.standards[2].profile_of"),
    ]


def test_a_place_is_told_in_the_file_it_came_from() -> None:
    """Inside a JSON file by path; a row of a table as it is."""
    wrong = standard("A1 组织 0\nA2 组织 100")
    inside = evolve(wrong, source=Path("省2023.json:$"))
    row = evolve(wrong, source=Cell("标准.csv", 2))
    assert found(inside) == [("S103", "省2023.json:$.clauses[0].points")]
    assert found(row) == [("S103", "标准.csv!2")]
