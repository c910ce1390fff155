"""The tables of care: brands, children, consents, pairs, cases and grants.

A child is a key and nothing else: columns that say who a child is are refused, and a key that
could be a name is a fault. Source: 困境儿童个人信息保护工作办法 (2025); 个人信息保护法 第28条.
"""

from __future__ import annotations

import re

from attrs import evolve

from guangongwei.model.care import (
    CareCase,
    CaseLevel,
    Child,
    Consent,
    Grant,
    Pairing,
    Programme,
    SubjectKind,
)
from guangongwei.model.numbers import Unit
from guangongwei.tabular.cells import AMOUNT, CODE, CODES, DAY, FLAG, KEY, TEXT, WORDS, one_of, word
from guangongwei.tabular.layout import Column, Layout, column, id_column, organisation_column
from guangongwei.tabular.parts import STEPS

#: Headers of what would tell who a child is or what ails it; what is said of a volunteer, a
#: teacher or a school is only left unread.
_OF_A_CHILD = re.compile(
    r"(?!(?:志愿者|五老|教师|单位|学校)(?:姓名|名字|联系电话|电话|手机|地址))"
    r".*(?:姓名|名字|身份证|证件|学籍|住址|地址|户籍|出生|生日|电话|手机|联系方式|微信|照片|银行|账号"
    r"|病|诊断|残疾|健康).*"
    r"|学生|儿童|孩子|对象|关爱对象|帮扶对象|结对对象|受助人|受助学生"
)
#: Who may agree; never a name.
_GUARDIANS = ("父亲", "母亲", "祖父母", "其他监护人", "本人")
#: A pair that does not say for whom it is, is for a child.
_SUBJECT_KIND = evolve(one_of(SubjectKind, "对象类型"), blank=SubjectKind.CHILD)


def _child(field: str) -> Column:
    """The column of the key of a child."""
    synonyms = "关爱对象编号 学生编号 儿童编号 受助对象编号 结对对象编号 对象代码"
    return column(field, "对象编号", KEY, synonyms, required=True, example="E0001")


def _programme() -> Column:
    return column(
        "programme", "品牌编号", CODE, "关爱品牌编号 项目编号", required=True, example="B01"
    )


PROGRAMMES = Layout(
    noun=Programme,
    name="关爱品牌",
    synonyms=("品牌", "关爱项目", "品牌项目", "工作品牌"),
    columns=(
        id_column("品牌编号 关爱品牌编号 项目编号", example="B01"),
        column("name", "名称", TEXT, "品牌名称 项目名称", required=True, example="四点钟课堂"),
        column("kind", "类型", TEXT, "品牌类型 品牌类别 项目类型", example="四点钟课堂"),
        organisation_column("单位编号", "主办单位 实施单位 所属单位"),
        column("started", "开始日期", DAY, "开始时间 启动日期 启动时间", example="2019-09-01"),
        column("ended", "结束日期", DAY, "结束时间 停办日期"),
    ),
)

CHILDREN = Layout(
    noun=Child,
    name="关爱对象",
    synonyms=("关爱对象表", "关爱学生", "关爱儿童"),
    columns=(
        id_column("对象编号 关爱对象编号 学生编号 儿童编号", example="E0001", kind=KEY),
        organisation_column("单位编号", "所在学校 所在单位 就读学校"),
        column("stage", "学段", TEXT, "就读学段", example="小学"),
        column("groups", "类别", WORDS, "对象类别 关爱类别 困境类别", example="留守、困境"),
        column("consent", "知情同意", FLAG, "是否知情同意 监护人同意 是否同意", example="是"),
        column("left", "离开日期", DAY, "离校日期 离开时间 转出日期", offered=False),
    ),
    refused=_OF_A_CHILD,
)

CONSENTS = Layout(
    noun=Consent,
    name="知情同意",
    synonyms=("知情同意书", "知情同意登记", "监护人同意"),
    columns=(
        id_column("同意书编号 知情同意编号", example="N0001"),
        _child("child"),
        column(
            "guardian",
            "同意人",
            word(_GUARDIANS, "同意人"),
            "监护人 监护关系 与对象关系 关系",
            required=True,
            example="母亲",
        ),
        column(
            "purpose", "用途", TEXT, "目的 使用目的 同意用途", required=True, example="关爱帮扶"
        ),
        column("scope", "范围", WORDS, "同意范围 使用范围", example="结对、助学金"),
        column(
            "given",
            "同意日期",
            DAY,
            "同意时间 签署日期 签订日期 日期",
            required=True,
            example="2024-03-01",
        ),
        column("expires", "有效期至", DAY, "有效期 到期日期 截止日期", example="2027-02-28"),
        column("withdrawn", "撤回日期", DAY, "撤回时间 撤销日期"),
    ),
    refused=_OF_A_CHILD,
)

PAIRINGS = Layout(
    noun=Pairing,
    name="结对",
    synonyms=("结对情况", "结对帮扶", "结对帮教", "结对关爱", "结对名册"),
    columns=(
        id_column("结对编号", example="J0001"),
        _programme(),
        column(
            "volunteers",
            "志愿者编号",
            CODES,
            "五老编号 五老志愿者编号 结对五老编号",
            required=True,
            example="V0001、V0002",
        ),
        _child("subject"),
        column(
            "started",
            "开始日期",
            DAY,
            "开始时间 结对日期 结对时间",
            required=True,
            example="2024-03-01",
        ),
        column("ended", "结束日期", DAY, "结束时间 解除日期"),
        column("result", "结果", TEXT, "结对结果 结束原因", example="毕业升学"),
        column(
            "subject_kind", "对象类型", _SUBJECT_KIND, "结对类型", offered=False, example="关爱对象"
        ),
        column(
            "last_contact",
            "最近联系日期",
            DAY,
            "最近联系 最近联系时间 最后联系日期",
            offered=False,
            example="2024-06-01",
        ),
    ),
    refused=_OF_A_CHILD,
)

CASES = Layout(
    noun=CareCase,
    name="关爱个案",
    synonyms=("个案", "个案情况", "个案记录", "关爱个案表"),
    columns=(
        id_column("个案编号", example="Q0001"),
        _child("child"),
        column(
            "level",
            "级别",
            one_of(CaseLevel, "级别"),
            "个案级别 立案级别 等级",
            required=True,
            example="一般",
        ),
        column(
            "started",
            "开始日期",
            DAY,
            "开始时间 立案日期 立案时间",
            required=True,
            example="2024-03-01",
        ),
        column(
            "steps",
            "步骤",
            STEPS,
            "个案步骤 跟进步骤 跟进记录 过程",
            example="2024-03-05 走访；2024-04-01 升级(危机)；2024-06-01 结案(目标达成)",
        ),
        column(
            "volunteers",
            "志愿者编号",
            CODES,
            "五老编号 五老志愿者编号",
            offered=False,
            example="V0001",
        ),
    ),
    refused=_OF_A_CHILD,
)

GRANTS = Layout(
    noun=Grant,
    name="助学金",
    synonyms=("助学金发放", "助学情况", "爱心助学", "资助情况"),
    columns=(
        id_column("助学金编号 资助编号", example="M0001"),
        _programme(),
        _child("child"),
        column(
            "on",
            "日期",
            DAY,
            "发放日期 发放时间 资助日期 时间",
            required=True,
            example="2024-09-01",
        ),
        column(
            "amount",
            "金额(元)",
            AMOUNT,
            "金额 资助金额 资助金额(元) 助学金额 助学金额(元) 发放金额 发放金额(元)",
            unit=Unit.YUAN,
            example="1000",
        ),
        column("origin", "来源", TEXT, "资金来源 经费来源", example="财政专项"),
    ),
    refused=_OF_A_CHILD,
)
