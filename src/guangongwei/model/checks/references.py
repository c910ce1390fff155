"""Rules about ids: each its own, and each that a record names found in the table it points to."""

from __future__ import annotations

from attrs import fields_dict

from guangongwei.model.care import SubjectKind
from guangongwei.model.checks.rule import ONE, Operator, Rule, Side
from guangongwei.model.dataset import TABLES
from guangongwei.model.reporting import Return

#: The Chinese names of the tables that others point into.
POINTED_AT = {
    "organisations": "单位",
    "volunteers": "五老志愿者",
    "programmes": "关爱品牌",
    "children": "关爱对象",
    "standards": "标准",
}

_WITH_ID = tuple(table for noun, table in TABLES.items() if noun is not Return)
_AT_HOME = tuple(table for noun, table in TABLES.items() if "organisation" in fields_dict(noun))


def _ids_of(table: str) -> Side:
    return Side(f"“{POINTED_AT[table]}”表的编号", lambda _, facts: facts.known(table))


RULES = (
    Rule(
        code="D101",
        tables=_WITH_ID,
        left=Side("同编号的记录数", lambda each, facts: facts.times(each)),
        operator=Operator.EQUAL,
        right=ONE,
        message="has an id that another record has",
        hint="Give each its own 编号; till then only the first one counts.",
    ),
    Rule(
        code="D102",
        tables=_AT_HOME,
        left=Side("单位编号", lambda each, _: each.organisation),
        operator=Operator.AMONG,
        right=_ids_of("organisations"),
        refers="organisations",
        message="belongs to an organisation that is not in 单位",
        hint="Add the organisation, or mend the id; the record is left out of every figure till then.",
    ),
    Rule(
        code="D103",
        tables=("organisations",),
        left=Side("上级单位", lambda each, _: each.parent),
        operator=Operator.AMONG,
        right=_ids_of("organisations"),
        message="has a parent that is not in 单位",
        hint="Mend 上级单位.",
    ),
    Rule(
        code="D104",
        tables=("organisations",),
        left=Side(
            "最上一级单位的上级单位",
            lambda each, facts: facts.dataset.tree[facts.dataset.tree.path(each.id)[-1]].parent,
        ),
        operator=Operator.DIFFERENT,
        right=Side("本单位", lambda each, _: each.id),
        message="is, by its parents, above itself",
        hint="Mend 上级单位.",
    ),
    Rule(
        code="D105",
        tables=("organisations",),
        left=Side("并入单位", lambda each, _: each.merged_into),
        operator=Operator.AMONG,
        right=_ids_of("organisations"),
        message="was merged into one that is not in 单位",
        hint="Mend 并入单位.",
    ),
    Rule(
        code="D112",
        tables=("organisations",),
        left=Side("并入单位", lambda each, _: each.merged_into),
        operator=Operator.DIFFERENT,
        right=Side("本单位", lambda each, _: each.id),
        message="was merged into itself",
        hint="Mend 并入单位.",
    ),
    Rule(
        code="D201",
        tables=("services",),
        left=Side("志愿者编号", lambda each, _: each.volunteer),
        operator=Operator.AMONG,
        right=_ids_of("volunteers"),
        refers="volunteers",
        message="is by a volunteer who is not in 五老志愿者",
        hint="Mend 志愿者编号.",
    ),
    Rule(
        code="D301",
        tables=("pairings", "cases"),
        left=Side("志愿者编号", lambda each, _: each.volunteers or None),
        operator=Operator.ALL_AMONG,
        right=_ids_of("volunteers"),
        refers="volunteers",
        message="names a volunteer who is not in 五老志愿者",
        hint="Mend 志愿者编号.",
    ),
    Rule(
        code="D302",
        tables=("pairings", "grants"),
        left=Side("品牌编号", lambda each, _: each.programme),
        operator=Operator.AMONG,
        right=_ids_of("programmes"),
        refers="programmes",
        message="is of a brand that is not in 关爱品牌",
        hint="Add the brand, or mend its id; the record is left out of every figure till then.",
    ),
    Rule(
        code="D303",
        tables=("consents", "cases", "grants"),
        left=Side("对象编号", lambda each, _: each.child),
        operator=Operator.AMONG,
        right=_ids_of("children"),
        refers="children",
        message="is about a child who is not in 关爱对象",
        hint="Add the child's key, or mend it.",
    ),
    Rule(
        code="D304",
        tables=("pairings",),
        left=Side("对象编号", lambda each, _: each.subject),
        operator=Operator.AMONG,
        right=_ids_of("children"),
        only=Side("对象类型为关爱对象", lambda each, _: each.subject_kind is SubjectKind.CHILD),
        refers="children",
        message="is for a child who is not in 关爱对象",
        hint="Add the child's key, or mend it.",
    ),
    Rule(
        code="D305",
        tables=("assessments",),
        left=Side("标准编号", lambda each, _: each.standard),
        operator=Operator.AMONG,
        right=_ids_of("standards"),
        refers="standards",
        message="is by an edition that is not among the standards",
        hint="Add that edition to 标准, or mend its id.",
    ),
)
