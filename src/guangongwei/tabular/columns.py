"""The one table from noun and field to 中文 header, synonyms, kind, unit and example.

Reading, writing, templates and the page about tables are all made from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.model.accreditation import QUALITY, Accreditation, Outcome
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.committee import Committee
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import Category, Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Sex, Volunteer
from guangongwei.tabular.cells import (
    AMOUNT,
    BATCH,
    CODE,
    COUNT,
    DAY,
    FLAG,
    ITEMS,
    NAMES,
    PERIOD,
    TEXT,
    WORDS,
    Fault,
    Kind,
    one_of,
)
from guangongwei.tabular.layout import Column, Layout, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many known headers make a row a header row.
_ENOUGH = 2


def named(name: str) -> Layout | None:
    """The table of this name, or of this other name of it."""
    return _BY_NAME.get(normal(name))


def recognise(headers: Iterable[str]) -> Layout | None:
    """The one table that has most of these headers and misses none that is required."""
    kept = tuple(headers)
    scores = {
        layout.name: len(layout.known(kept)) for layout in LAYOUTS if not layout.missing(kept)
    }
    best = [name for name, score in scores.items() if score == max(scores.values())]
    return named(best[0]) if len(best) == 1 else None


def is_header(cells: Iterable[str], layout: Layout | None = None) -> bool:
    """Say whether a row is the header row of a table, of the one given or of any."""
    kept = tuple(cells)
    return any(len(each.known(kept)) >= _ENOUGH for each in ([layout] if layout else LAYOUTS))


def _table_name(text: str) -> str | Fault:
    """The name of a table as its layout has it; any other name stands and is doubted."""
    layout = named(text) or named(text.removesuffix("表"))
    if layout is not None:
        return layout.name
    meant = TEXT.parse(text)
    return meant if isinstance(meant, Fault) else Fault("T118", kept=text)


_TABLE = Kind(name="表名", parse=_table_name, write=str)

#: A decision that names no programme is one about 优质化建设.
_PROGRAMME = Kind(name="项目", parse=str, write=str, blank=QUALITY)


def _column(
    field: str,
    header: str,
    kind: Kind,
    synonyms: str = "",
    *,
    required: bool = False,
    unit: Unit | None = None,
    refers: bool = False,
    offered: bool = True,
    example: str = "",
) -> Column:
    return Column(
        field=field,
        header=header,
        kind=kind,
        synonyms=tuple(synonyms.split()),
        required=required,
        unit=unit,
        refers=refers,
        offered=offered,
        example=example,
    )


def _id(synonyms: str, *, example: str) -> Column:
    return _column("id", "编号", CODE, synonyms, required=True, example=example)


def _organisation(header: str, synonyms: str) -> Column:
    synonyms += " 单位 单位名称 学校 学校名称 学校编号 单位代码"
    return _column(
        "organisation", header, CODE, synonyms, required=True, refers=True, example="D021"
    )


ORGANISATIONS = Layout(
    noun=Organisation,
    name="单位",
    synonyms=("单位表", "单位名单", "学校", "组织"),
    columns=(
        _id("单位编号 单位代码 学校编号 学校代码 代码", example="D021"),
        _column(
            "name",
            "名称",
            TEXT,
            "单位名称 学校名称 单位 学校 全称",
            required=True,
            example="示例镇中心小学",
        ),
        _column(
            "category",
            "类别",
            one_of(Category, "类别"),
            "单位类别 单位类型 学校类别 学校类型 类型",
            required=True,
            example="小学",
        ),
        _column(
            "parent",
            "上级单位",
            CODE,
            "上级 上级单位编号 上级单位名称 主管单位 主管部门",
            refers=True,
            example="D001",
        ),
        _column(
            "town",
            "镇街",
            TEXT,
            "镇(街道) 镇/街道 镇街道 乡镇 街道 所属镇街 所在镇街",
            example="示例镇",
        ),
        _column("setting", "城乡", TEXT, "城乡类型 城乡分类 城乡类别", example="镇区"),
        _column(
            "ownership", "办学性质", TEXT, "性质 办学类型 举办性质 公办民办 公民办", example="公办"
        ),
        _column(
            "pupils",
            "学生数",
            COUNT,
            "学生数(人) 学生人数 学生人数(人) 在校生数 在校学生数",
            unit=Unit.PEOPLE,
            example="1260",
        ),
        _column(
            "founded", "成立日期", DAY, "成立时间 建校日期 建校时间 建立日期", example="1998-09-01"
        ),
        _column("closed", "撤销日期", DAY, "撤销时间 撤并日期 撤并时间 停办日期 停办时间"),
        _column(
            "merged_into", "并入单位", CODE, "并入 并入单位编号 并入单位名称 合并至", refers=True
        ),
        _column(
            "aliases", "别名", NAMES, "曾用名 其他名称 简称 又名", example="中心小学、示例小学"
        ),
    ),
)

COMMITTEES = Layout(
    noun=Committee,
    name="关工委",
    synonyms=("关工委组织", "委员会"),
    columns=(
        _id("关工委编号", example="G021"),
        _organisation("单位编号", "所属单位"),
        _column("founded", "成立日期", DAY, "成立时间 建立日期", example="2010-05-04"),
        _column(
            "in_party_plan",
            "纳入党建",
            FLAG,
            "是否纳入党建 纳入党建计划 纳入党建工作 党建带关建",
            example="是",
        ),
        _column(
            "budget",
            "经费",
            AMOUNT,
            "经费(元) 年度经费 年度经费(元) 工作经费 工作经费(元)",
            unit=Unit.YUAN,
            example="10000",
        ),
        _column("office", "办公室", FLAG, "是否有办公室 有无办公室 有办公室", example="有"),
        _column(
            "online",
            "网上关工委",
            FLAG,
            "是否有网上关工委 有无网上关工委 网上关工委建设",
            example="否",
        ),
    ),
)

VOLUNTEERS = Layout(
    noun=Volunteer,
    name="五老志愿者",
    synonyms=("五老", "志愿者", "五老名册", "五老志愿者名册", "五老志愿者汇总", "五老志愿者登记"),
    columns=(
        _id("志愿者编号 五老编号", example="V0001"),
        _column(
            "name", "姓名", TEXT, "志愿者姓名 五老姓名 志愿者 名字", required=True, example="张三"
        ),
        _column("sex", "性别", one_of(Sex, "性别"), example="男"),
        _column("born", "出生日期", DAY, "出生年月日 出生年月 出生时间 生日", example="1950-01-01"),
        _column("kinds", "类别", WORDS, "五老类别 志愿者类别 人员类别", example="老教师、老模范"),
        _organisation("所属单位", "单位编号 所属单位编号 所属单位名称 所在单位"),
        _column(
            "phone",
            "联系电话",
            CODE,
            "电话 手机 手机号 手机号码 电话号码 联系方式",
            example="13800000000",
        ),
        _column(
            "joined", "加入日期", DAY, "加入时间 登记日期 登记时间 入列日期", example="2015-03-05"
        ),
        _column("left", "退出日期", DAY, "退出时间 离队日期"),
        _column("backbone", "骨干", FLAG, "是否骨干 骨干志愿者 骨干五老", example="是"),
        _column(
            "roles", "担任", WORDS, "担任职务 担任角色 职务 角色", example="宣讲员、法治副校长"
        ),
    ),
)

SERVICES = Layout(
    noun=Service,
    name="服务记录",
    synonyms=("服务", "志愿服务", "志愿服务记录", "服务记录表"),
    columns=(
        _id("服务编号 记录编号", example="F00001"),
        _column(
            "volunteer",
            "志愿者编号",
            CODE,
            "五老编号 五老志愿者编号 志愿者",
            required=True,
            example="V0001",
        ),
        _organisation("单位编号", "服务单位 服务单位编号"),
        _column("on", "日期", DAY, "服务日期 服务时间 时间", required=True, example="2024-03-01"),
        _column("programme", "项目", TEXT, "服务项目 项目名称", example="课后辅导"),
        _column(
            "hours",
            "时长(小时)",
            AMOUNT,
            "时长 服务时长 服务时长(小时) 小时 小时数 时数",
            unit=Unit.HOURS,
            example="1.5",
        ),
        _column(
            "beneficiaries",
            "受益人数",
            COUNT,
            "受益人数(人) 受益学生数 服务人数",
            unit=Unit.PEOPLE,
            example="40",
        ),
    ),
)

ACTIVITIES = Layout(
    noun=Activity,
    name="活动",
    synonyms=("活动记录", "活动情况", "活动台账"),
    columns=(
        _id("活动编号", example="H0001"),
        _organisation("单位编号", "主办单位 主办单位编号 承办单位"),
        _column(
            "on",
            "日期",
            DAY,
            "活动日期 活动时间 开展日期 时间",
            required=True,
            example="2024-05-31",
        ),
        _column("kind", "类型", TEXT, "活动类型 活动形式 形式", example="宣讲"),
        _column("theme", "主题", TEXT, "活动主题", example="老少同声爱国情"),
        _column("name", "名称", TEXT, "活动名称", example="六一主题宣讲"),
        _column("level", "级别", TEXT, "活动级别", example="校级"),
        _column("sessions", "场次", COUNT, "活动场次 场次数 场数", unit=Unit.SESSIONS, example="2"),
        _column(
            "visits",
            "受教育人次",
            COUNT,
            "受教育人次(人次) 参与人次 教育人次",
            unit=Unit.VISITS,
            example="350",
        ),
        _column(
            "volunteers",
            "参与五老人数",
            COUNT,
            "参与五老人数(人) 参与五老数 五老人数",
            unit=Unit.PEOPLE,
            example="3",
        ),
        _column("items", "对应要点", ITEMS, "对应工作要点 要点 对应条目", example="4、5"),
    ),
)

ACCREDITATIONS = Layout(
    noun=Accreditation,
    name="认定",
    synonyms=("认定情况", "优质化认定", "优质化建设认定", "认定结果"),
    columns=(
        _id("认定编号", example="R001"),
        _organisation("单位编号", "认定单位"),
        _column("batch", "批次", BATCH, "认定批次", example="3"),
        _column(
            "on", "认定日期", DAY, "认定时间 日期 审定日期", required=True, example="2024-06-20"
        ),
        _column(
            "outcome", "结果", one_of(Outcome, "结果"), "认定结果", required=True, example="通过"
        ),
        _column(
            "programme",
            "项目",
            _PROGRAMME,
            "认定项目 创建项目",
            offered=False,
            example="优质化建设",
        ),
    ),
)

ARTICLES = Layout(
    noun=Article,
    name="稿件",
    synonyms=("稿件情况", "宣传稿件", "发稿"),
    columns=(
        _id("稿件编号", example="A0001"),
        _organisation("单位编号", "报送单位 供稿单位"),
        _column("title", "标题", TEXT, "稿件标题 题目", example="老少同台话新篇"),
        _column("outlet", "媒体", TEXT, "媒体名称 刊发媒体 发布媒体", example="示例日报"),
        _column("level", "级别", TEXT, "媒体级别 发布级别", example="市级"),
        _column(
            "on",
            "发布日期",
            DAY,
            "发布时间 刊发日期 刊发时间 日期",
            required=True,
            example="2024-06-03",
        ),
        _column("correspondent", "通讯员", TEXT, "通讯员姓名 作者 供稿人", example="李四"),
        _column("story", "稿源", TEXT, "稿源编号 原稿", example="S0001"),
    ),
)

RETURNS = Layout(
    noun=Return,
    name="报送情况",
    synonyms=("报送", "报送记录", "报送登记"),
    columns=(
        _organisation("单位编号", "报送单位"),
        _column(
            "table", "表名", _TABLE, "报表名称 表格名称 报表", required=True, example="服务记录"
        ),
        _column(
            "period",
            "时期",
            PERIOD,
            "报送时期 所属时期 期间 报告期",
            required=True,
            example="2024年",
        ),
        _column("on", "报送日期", DAY, "报送时间 报送日 上报日期", example="2024-12-20"),
    ),
)

#: Every table, organisations first, because the others refer to them.
LAYOUTS = (
    ORGANISATIONS,
    COMMITTEES,
    VOLUNTEERS,
    SERVICES,
    ACTIVITIES,
    ACCREDITATIONS,
    ARTICLES,
    RETURNS,
)
_BY_NAME = {normal(name): each for each in LAYOUTS for name in (each.name, *each.synonyms)}
