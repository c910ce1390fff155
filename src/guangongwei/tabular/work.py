"""The tables of what is done, sent in, written and judged."""

from __future__ import annotations

from guangongwei.model.accreditation import QUALITY, Accreditation, Outcome
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.entry import Entry
from guangongwei.model.numbers import Unit
from guangongwei.model.standard import Assessment, Method
from guangongwei.model.volunteer import Service
from guangongwei.tabular.cells import (
    AMOUNT,
    BATCH,
    CODE,
    COUNT,
    DAY,
    ITEMS,
    TEXT,
    Kind,
    one_of,
)
from guangongwei.tabular.layout import Layout, column, id_column, organisation_column
from guangongwei.tabular.parts import SCORES

#: A decision that names no programme is one about 优质化建设.
_PROGRAMME = Kind(name="项目", parse=str, write=str, blank=QUALITY)

SERVICES = Layout(
    noun=Service,
    name="服务记录",
    synonyms=("服务", "志愿服务", "志愿服务记录", "服务记录表"),
    columns=(
        id_column("服务编号 记录编号", example="F00001"),
        column(
            "volunteer",
            "志愿者编号",
            CODE,
            "五老编号 五老志愿者编号 志愿者",
            required=True,
            example="V0001",
        ),
        organisation_column("单位编号", "服务单位 服务单位编号"),
        column("on", "日期", DAY, "服务日期 服务时间 时间", required=True, example="2024-03-01"),
        column("programme", "项目", TEXT, "服务项目 项目名称", example="课后辅导"),
        column(
            "hours",
            "时长(小时)",
            AMOUNT,
            "时长 服务时长 服务时长(小时) 小时 小时数 时数",
            unit=Unit.HOURS,
            example="1.5",
        ),
        column(
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
        id_column("活动编号", example="H0001"),
        organisation_column("单位编号", "主办单位 主办单位编号 承办单位"),
        column(
            "on",
            "日期",
            DAY,
            "活动日期 活动时间 开展日期 时间",
            required=True,
            example="2024-05-31",
        ),
        column("kind", "类型", TEXT, "活动类型 活动形式 形式", example="宣讲"),
        column("theme", "主题", TEXT, "活动主题", example="老少同声爱国情"),
        column("name", "名称", TEXT, "活动名称", example="六一主题宣讲"),
        column("level", "级别", TEXT, "活动级别", example="校级"),
        column("sessions", "场次", COUNT, "活动场次 场次数 场数", unit=Unit.SESSIONS, example="2"),
        column(
            "visits",
            "受教育人次",
            COUNT,
            "受教育人次(人次) 参与人次 教育人次",
            unit=Unit.VISITS,
            example="350",
        ),
        column(
            "volunteers",
            "参与五老人数",
            COUNT,
            "参与五老人数(人) 参与五老数 五老人数",
            unit=Unit.PEOPLE,
            example="3",
        ),
        column("items", "对应要点", ITEMS, "对应工作要点 要点 对应条目", example="4、5"),
    ),
)

ENTRIES = Layout(
    noun=Entry,
    name="参评作品",
    synonyms=("作品", "参赛作品", "报送作品", "评选", "获奖作品", "获奖情况"),
    columns=(
        id_column("参评编号 报送编号", example="C0001"),
        organisation_column("单位编号", "报送单位 推荐单位 选送单位"),
        column(
            "contest",
            "评选名称",
            TEXT,
            "评选 评选活动 活动名称 赛事 赛事名称 奖项名称",
            required=True,
            example="读懂中国",
        ),
        column("kind", "类型", TEXT, "作品类型 作品类别 参评类型 形式", example="征文"),
        column("level", "级别", TEXT, "评选级别 参评级别 报送级别", example="市级"),
        column(
            "on",
            "报送日期",
            DAY,
            "报送时间 推荐日期 选送日期 参评日期",
            required=True,
            example="2024-05-20",
        ),
        column("award", "奖项", TEXT, "获奖等次 获奖情况 获奖结果 等次", example="一等奖"),
        column("work", "作品编号", CODE, "原作编号", offered=False, example="W0001"),
    ),
)

ASSESSMENTS = Layout(
    noun=Assessment,
    name="评估",
    synonyms=("评估情况", "自评", "自评情况", "考核评分", "评分"),
    columns=(
        id_column("评估编号 考核编号", example="P001"),
        organisation_column("单位编号", "评估单位 被评估单位 被考核单位"),
        column(
            "standard",
            "标准",
            CODE,
            "标准编号 评估标准 考核标准 评分标准",
            required=True,
            example="示例标准",
        ),
        column(
            "on",
            "日期",
            DAY,
            "评估日期 评估时间 考核日期 自评日期 时间",
            required=True,
            example="2024-05-10",
        ),
        column(
            "method",
            "方式",
            one_of(Method, "方式"),
            "评估方式 考核方式",
            required=True,
            example="自评",
        ),
        column(
            "scores",
            "各条得分",
            SCORES,
            "得分 各项得分 条款得分 得分明细",
            example="1:5；2:4.5",
        ),
    ),
)

ACCREDITATIONS = Layout(
    noun=Accreditation,
    name="认定",
    synonyms=("认定情况", "优质化认定", "优质化建设认定", "认定结果"),
    columns=(
        id_column("认定编号", example="R001"),
        organisation_column("单位编号", "认定单位"),
        column("batch", "批次", BATCH, "认定批次", example="3"),
        column(
            "on", "认定日期", DAY, "认定时间 日期 审定日期", required=True, example="2024-06-20"
        ),
        column(
            "outcome", "结果", one_of(Outcome, "结果"), "认定结果", required=True, example="通过"
        ),
        column(
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
        id_column("稿件编号", example="A0001"),
        organisation_column("单位编号", "报送单位 供稿单位"),
        column("title", "标题", TEXT, "稿件标题 题目", example="老少同台话新篇"),
        column("outlet", "媒体", TEXT, "媒体名称 刊发媒体 发布媒体", example="示例日报"),
        column("level", "级别", TEXT, "媒体级别 发布级别", example="市级"),
        column(
            "on",
            "发布日期",
            DAY,
            "发布时间 刊发日期 刊发时间 日期",
            required=True,
            example="2024-06-03",
        ),
        column("correspondent", "通讯员", TEXT, "通讯员姓名 作者 供稿人", example="李四"),
        column("story", "稿源", TEXT, "稿源编号 原稿", example="S0001"),
    ),
)
