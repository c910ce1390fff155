"""Care: brands, pairs, children, cases and grants, in counts only (要点 12).

No dimension here tells children apart; which counts are too small to be published is settled
where they are published. Source: DOMAIN sections 4, 7 and 8 D.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.chapters.activities import of_kinds
from guangongwei.indicators.definition import (
    Better,
    Distinct,
    Exists,
    Indicator,
    Is,
    Measure,
    OneOf,
    Per,
    Share,
    Sum,
    Timing,
)
from guangongwei.model.care import (
    BRANDS,
    CareCase,
    CaseLevel,
    Child,
    Grant,
    Pairing,
    Programme,
    SubjectKind,
)
from guangongwei.model.numbers import Unit
from guangongwei.model.volunteer import Service

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition

#: Kinds of activity that serve 精神心理关爱.
MIND = ("心理健康教育", "心理健康讲座", "心理健康", "心理辅导", "生命教育", "挫折教育")
#: Services (服务记录 项目) that are care: every brand but stations and parent schools.
CARE = (
    *BRANDS.found_under(
        *(term for term in BRANDS.words if term not in ("校外教育辅导站", "家长学校")),
    ),
    "心理关爱",
)

_FOR_CHILD = Is("subject_kind", SubjectKind.CHILD)
_GRANTED = Measure(of=Grant, count=Sum("amount"), rests_on="助学金")
_GRANT_CHILDREN = Measure(of=Grant, count=Distinct("child"), rests_on="助学金")
_CHILDREN = Measure(of=Child, timing=Timing.AT_END, rests_on="关爱对象")
_ITEM_12 = "2024年工作要点 第12条"
_MIND = "2024年工作要点 第12条（精神心理关爱）"
_BRANDS = "2024年工作要点 第12条（品牌引领关爱）"


def _pairs(condition: Condition, count: Distinct | None = None) -> Measure:
    """Pairs that exist at the end, or something of theirs."""
    pairs = Measure(of=Pairing, where=condition, timing=Timing.AT_END, rests_on="结对")
    if count is None:
        return pairs
    return Measure(of=Pairing, count=count, where=condition, timing=Timing.AT_END, rests_on="结对")


def _cases(condition: Condition | None = None) -> Measure:
    """Cases that are looked after at the end."""
    return Measure(of=CareCase, where=condition, timing=Timing.AT_END, rests_on="关爱个案")


CARE_WORK = (
    Indicator(
        id="care.programmes",
        name="关爱品牌",
        label="Care brands",
        value=Measure(of=Programme, timing=Timing.AT_END, rests_on="关爱品牌"),
        unit=Unit.ORGANISATIONS,
        by=("kind",),
        serves=("12",),
        note="期末正在实施的关爱品牌：已开始，未结束或结束日期晚于期末；日期未填的视为在实施，单位撤销而未填结束日期的仍计",
        source=_BRANDS,
    ),
    Indicator(
        id="care.hours",
        name="关爱服务时长",
        label="Hours of care",
        value=Measure(
            of=Service, count=Sum("hours"), where=OneOf("programme", CARE), rests_on="服务记录"
        ),
        unit=Unit.HOURS,
        decimals=1,
        by=("programme",),
        serves=("12",),
        note="期内项目为结对帮教、爱心助学、家教讲坛、四点钟课堂、青蓝工程、代理家长、课后服务等关爱品牌的服务时长之和",
        source=_ITEM_12,
    ),
    Indicator(
        id="care.mind_sessions",
        name="心理健康教育场次",
        label="Sessions of mental health education",
        value=of_kinds(MIND, Sum("sessions")),
        unit=Unit.SESSIONS,
        serves=("12",),
        note=f"期内类型为{'、'.join(MIND)}的活动的场次之和",
        source=_MIND,
    ),
    Indicator(
        id="care.pairs",
        name="关爱结对",
        label="Pairs of volunteers and children",
        value=_pairs(_FOR_CHILD),
        unit=Unit.PAIRS,
        serves=("12",),
        note="期末存续的关爱对象结对，一名或几名志愿者与一名对象计一对；青年教师结对不计，学校撤销而未填结束日期的仍计",
        source=_BRANDS,
    ),
    Indicator(
        id="care.pairs_new",
        name="新增关爱结对",
        label="Pairs begun",
        value=Measure(of=Pairing, where=_FOR_CHILD, rests_on="结对"),
        unit=Unit.PAIRS,
        serves=("12",),
        note="开始日期在期内的关爱对象结对；期内又结束的也计",
        source=_BRANDS,
    ),
    Indicator(
        id="care.mentor_pairs",
        name="青蓝工程结对",
        label="Pairs of volunteers and young teachers",
        value=_pairs(Is("subject_kind", SubjectKind.YOUNG_TEACHER)),
        unit=Unit.PAIRS,
        serves=("12",),
        note="期末存续的老教师与青年教师结对；与关爱对象结对分别统计，学校撤销而未填结束日期的仍计",
        source="2024年工作要点 第12条（青蓝工程）",
    ),
    Indicator(
        id="care.pair_volunteers",
        name="参与关爱结对的五老志愿者",
        label="Volunteers in pairs with children",
        value=_pairs(_FOR_CHILD, Distinct("volunteers")),
        unit=Unit.PEOPLE,
        serves=("12",),
        note="期末存续的关爱对象结对中的志愿者，每人计一次；一对有几名的各计一次，所以与对数不同",
        source=_BRANDS,
    ),
    Indicator(
        id="care.paired_children",
        name="结对的关爱对象",
        label="Children in pairs",
        value=_pairs(_FOR_CHILD, Distinct("subject")),
        unit=Unit.PEOPLE,
        serves=("12",),
        note="期末存续的结对中的关爱对象，每人计一次",
        source=_BRANDS,
    ),
    Indicator(
        id="care.children",
        name="在册关爱对象",
        label="Children who are cared for",
        value=_CHILDREN,
        unit=Unit.PEOPLE,
        better=Better.NEITHER,
        serves=("12",),
        note="关爱对象表所列、期末未离开的对象；表中没有登记日期，以报送的名册为准；学校撤销而未填离开日期的仍计",
        source="2024年工作要点 第12条（帮助困难学生，关爱留守儿童）",
    ),
    Indicator(
        id="care.paired_share",
        name="关爱对象结对率",
        label="Share of children who are in a pair",
        value=Share(
            part=Measure(
                of=Child,
                where=Exists(Pairing, _FOR_CHILD, timing=Timing.AT_END),
                timing=Timing.AT_END,
                rests_on="结对",
            ),
            whole=_CHILDREN,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("12",),
        note="在册关爱对象中，期末有存续结对的所占比例",
        source="2024年工作要点 第12条（帮助困难学生，关爱留守儿童）",
    ),
    Indicator(
        id="care.cases",
        name="在办关爱个案",
        label="Cases looked after",
        value=_cases(),
        unit=Unit.ORGANISATIONS,
        better=Better.NEITHER,
        serves=("12",),
        note="期末在办或转介中的个案；已移交、已结案的不计，学校撤销而未结案的仍计",
        source=_MIND,
    ),
    Indicator(
        id="care.cases_focus",
        name="在办重点个案",
        label="Cases of special attention looked after",
        value=_cases(Is("now.level", CaseLevel.FOCUS)),
        unit=Unit.ORGANISATIONS,
        better=Better.NEITHER,
        serves=("12",),
        note="期末在办或转介中、期末级别为重点的个案",
        source=_MIND,
    ),
    Indicator(
        id="care.cases_crisis",
        name="在办危机个案",
        label="Crisis cases looked after",
        value=_cases(Is("now.level", CaseLevel.CRISIS)),
        unit=Unit.ORGANISATIONS,
        better=Better.NEITHER,
        serves=("12",),
        note="期末在办或转介中、期末级别为危机的个案",
        source="2024年工作要点 第12条（危机干预）",
    ),
    Indicator(
        id="care.cases_opened",
        name="新立关爱个案",
        label="Cases opened",
        value=Measure(of=CareCase, rests_on="关爱个案"),
        unit=Unit.ORGANISATIONS,
        better=Better.NEITHER,
        serves=("12",),
        note="开始日期在期内的个案",
        source=_MIND,
    ),
    Indicator(
        id="care.cases_closed",
        name="结案关爱个案",
        label="Cases closed",
        value=Measure(of=CareCase, day="now.closed", rests_on="关爱个案"),
        unit=Unit.ORGANISATIONS,
        serves=("12",),
        note="期末处于已结案状态、最近一次结案在期内的个案；结案后又重启的不计",
        source=_MIND,
    ),
    Indicator(
        id="care.cases_overdue",
        name="逾期未回访个案",
        label="Cases overdue for follow-up",
        value=_cases(Is("now.overdue", value=True)),
        unit=Unit.ORGANISATIONS,
        better=Better.LOWER,
        serves=("12",),
        note="期末在办或转介中、按期末级别的回访时限已经逾期的个案",
        source=_MIND,
    ),
    Indicator(
        id="care.grants",
        name="资助笔数",
        label="Grants",
        value=Measure(of=Grant, rests_on="助学金"),
        unit=Unit.TIMES,
        by=("origin",),
        serves=("12",),
        note="期内助学金的发放笔数，按资金来源分列",
        source="2024年工作要点 第12条（爱心助学）",
    ),
    Indicator(
        id="care.grant_amount",
        name="资助金额",
        label="Money granted",
        value=_GRANTED,
        unit=Unit.YUAN,
        decimals=2,
        by=("origin",),
        serves=("12",),
        note="期内助学金的金额之和，按资金来源分列，单位元；有未填的，数值只是下限",
        source="2024年工作要点 第12条（爱心助学）",
    ),
    Indicator(
        id="care.grant_children",
        name="资助人数",
        label="Children who received a grant",
        value=_GRANT_CHILDREN,
        unit=Unit.PEOPLE,
        serves=("12",),
        note="期内至少得到一笔助学金的关爱对象，每人计一次，与笔数不同",
        source="2024年工作要点 第12条（爱心助学）",
    ),
    Indicator(
        id="care.grant_per_child",
        name="人均资助金额",
        label="Money granted for each child",
        value=Per(of=_GRANTED, each=_GRANT_CHILDREN),
        unit=Unit.YUAN,
        decimals=2,
        better=Better.NEITHER,
        serves=("12",),
        note="期内助学金金额之和除以期内受资助人数",
        source="2024年工作要点 第12条（爱心助学）",
    ),
)
