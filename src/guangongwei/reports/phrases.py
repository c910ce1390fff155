"""The fixed words of a report, in Chinese and in English, as tables."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, final

from guangongwei.indicators.targets import Verdict
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, Programme
from guangongwei.model.committee import Committee
from guangongwei.model.entry import Entry
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import Organisation
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Assessment
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record


@final
class Language(Enum):
    """Which language a report is written in; what it quotes stays as it is."""

    CHINESE = "zh-CN"
    ENGLISH = "en"


@final
class Phrase(Enum):
    """A fixed piece of wording, Chinese and English, with named gaps."""

    PERIOD = ("时期", "Period")
    AS_OF = ("统计截至", "As of")
    AUDIENCE = ("供谁阅看", "For")
    ISSUER = ("发文单位", "Issued by")
    ORGANISATION = ("范围", "Covers")
    EVERYTHING = ("全部单位", "the whole dataset")
    UNTITLED = ("未题名的计划", "Untitled plan")
    RETURNS = ("报送", "Returns")
    ALL_COMPLETE = ("{expected} 校全部报全", "all {expected} schools complete")
    SOME_MISSING = (
        "{expected} 校中 {missing} 校有表未报全",
        "{missing} of {expected} schools incomplete",
    )
    NO_RETURNS = ("没有单位应当报送", "no school was expected to report")
    DAYS = ("{label}（{start} 至 {end}）", "{label} ({start} to {end})")

    ITEMS = ("要点", "Items")
    ITEM_COUNT = ("共 {count} 条", "{count} in all")
    MEASURED = ("有数据 {count} 条", "measured: {count}")
    UNMEASURED = ("暂无可计量指标 {count} 条", "not measured: {count}")
    VERDICTS = ("目标", "Targets")
    VERDICT_COUNT = ("{verdict} {count}", "{verdict}: {count}")
    NO_TARGETS = ("没有可判定的目标", "no target to judge")

    ITEM = ("第{number}条", "Item {number}")
    ASKED = ("要求", "Asked")
    WHOLE_TEXT = ("本条全文", "Full text")
    FIGURES = ("数据", "Figures")
    TARGET = ("目标", "Target")
    ACTIVITY = ("活动", "Activities")
    BY = ("按{dimensions}", "By {dimensions}")
    BREAKDOWNS = ("分类数据（{ways}）", "Broken down: {ways}")
    NOTHING_MEASURES = ("本条暂无可计量指标", "Nothing measures this item")

    PART_OF = ("{part}/{whole}（{percent}）", "{part}/{whole} ({percent})")
    AT_LEAST_SO_FAR = ("不少于 {low}", "at least {low}")
    BETWEEN_SO_FAR = ("在 {low} 至 {high} 之间", "between {low} and {high}")
    BECAUSE = ("{bounds}（{reasons}）", "{bounds} ({reasons})")
    OPEN = ("上不封顶", "no upper limit")
    BLANKS = ("有记录未填数", "some records leave it blank")
    NOT_SENT = ("{count} 校未报送", "not reported: {count}")
    PARTLY_SENT = ("{count} 校部分报送", "partly reported: {count}")
    SENT = ("{reported}/{expected} 校报全", "{reported}/{expected} schools complete")
    REGISTER = ("据教育局台账（{expected} 校）", "from the bureau's register ({expected} schools)")
    NOBODY_EXPECTED = ("无应报单位", "nobody was expected to report")
    MISSING_SCHOOLS = ("未报全的学校", "Schools not complete")
    PARTLY = ("{name}（部分）", "{name} (in part)")
    SEPARATOR = ("，", ", ")
    LISTING = ("、", ", ")

    QUOTED = ("“{words}”", '"{words}"')
    DEFINITION = ("口径", "Definition")
    SOURCE = ("依据", "Rests on")
    TABLES = ("所据报表", "Tables")
    WORDS = ("对应文字", "Bound by the words")
    BY_CALLER = ("由使用者指定", "chosen by the caller")
    IDENTIFIER = ("指标编号", "Indicator")
    HASH = ("定义校验码", "Definition hash")
    ABOUT = ("口径与依据", "Definition and sources")

    READ_AS = ("{target}（按{reading}，{limit}）", "{target} (read with {reading}: {limit})")
    DUE = ("期限 {due}", "due {due}")
    QUOTE = ("原文", "In the plan")
    FURTHER = ("其他目标", "Other targets")
    ABOUT_UNIT = ("{organisation}：{asked}", "{organisation}: {asked}")
    REASON = ("判定", "Why")
    MORE = ("还差 {more}", "{more} more needed")
    TO_PRINTED = ("距所写的{printed}还差 {more}", "{more} more to reach the {printed} as written")
    NO_MORE = ("无需再增加", "no more needed")
    SO_FAR = ("按已报数据{need}", "by what has come in, {need}")
    AIMED = ("{figure} {asked}", "{figure}: {asked}")
    LINE = ("目标线 {line}", "target {line}")
    BASELINE = ("基数 {value}（{period}）", "from {value} ({period})")
    PROGRESS = ("已完成 {percent}", "{percent} of the way")
    SHORT = ("各处还差", "Where it is missing")
    STILL_SHORT = ("还差", "more needed")
    NOW = ("现状", "now")

    PROBLEMS = ("数据问题", "Problems in the data")
    NO_PROBLEMS = ("没有发现数据问题", "No problems were found in the data")
    PROBLEM_COUNT = ("共 {count} 个，{kinds} 种", "{count}, of {kinds} kinds")
    CODE = ("代码", "Code")
    SEVERITY = ("程度", "Severity")
    WHAT = ("问题", "Problem")
    TIMES = ("个数", "Count")
    PLACES = ("位置", "Places")
    AND_MORE = ("{places} 等", "{places}, …")
    HINT = ("处理", "What to do")
    ERROR = ("错误", "error")
    WARNING = ("提醒", "warning")
    NOTE = ("说明", "note")

    SCORECARD = ("成绩单", "Scorecard")
    NUMBER = ("条目", "No.")
    UNIT = ("计量单位", "Unit")
    PART = ("部分", "Part")
    WHOLE = ("整体", "Whole")
    LOWEST = ("最低", "Lowest")
    HIGHEST = ("最高", "Highest")
    VERDICT = ("判定", "Verdict")
    REMARKS = ("备注", "Remarks")

    CHECKED = ("表格核对结果", "What was found in the tables")
    ELSEWHERE = ("其他", "Elsewhere")
    WHOLE_FILE = ("整个文件", "the whole file")
    MORE_PLACES = ("另有 {count} 处", "{count} more")
    NOT_LISTED = ("另有 {count} 个未逐一列出：{codes}", "{count} more are not listed: {codes}")
    SEVERITY_COUNT = ("{severity} {count}", "{severity}: {count}")
    TABLE_READ = ("已读取", "Read")
    COPY_NOTE = (
        "批注写在“{name}”中，除批注和所附的核对结果页外，该文件未作任何改动。",
        "The comments are in {name}; but for them and a sheet that lists them it is as it was.",
    )

    ALL_FIGURES = ("全部数据", "All figures")
    INDICATOR = ("指标", "Indicator")
    VALUE = ("数值", "Value")
    COVERAGE = ("报送情况", "Coverage")
    BOUNDS = ("可能的范围", "Can still become")
    NAME = ("单位", "Organisation")
    INCOMPLETE_TABLES = ("未报全的表", "Tables not complete")
    GAPS = ("未报全的单位", "Who has not reported in full")
    LEGEND = (
        "● 有数据，未定目标　○ 暂无可计量指标",
        "● measured, without a target  ○ not measured",
    )
    CONTENTS = ("各条一览", "All items")

    READING_VISITS = (
        "人次按参加次数累计，同一人可计多次，与人数不能相加。",
        "人次 counts attendances, one person several times; it never adds to a number of people.",
    )
    READING_ABSENCE = (
        "“未报送”“不详”“不适用”不是 0。",
        "Not reported, unknown and not applicable are never 0.",
    )
    READING_BOUNDS = (
        "有学校未报全时，数值只计已报部分，并给出可能的范围。",
        "Where schools have not reported, a figure holds what has come in, with its bounds.",
    )

    READING_SUPPRESSED = (
        "“不公布”是有数而不公布：所涉的人太少，或可由此推算出其他不公布的数；它不是 0。",
        "Suppressed is not 0: a number of so few that it is not told, or one that would tell such.",
    )

    READING_ROUNDED = (
        "标“约”的数是取整数：人数均取最接近的 {base} 的倍数，比率由取整后的数算出，不是准确数。",
        "A number marked about is not exact: people are told to the nearest {base}, shares from that.",
    )
    ROUNDED = ("约{value}", "about {value}")

    def say(self, language: Language, **gaps: object) -> str:
        """The phrase in a language, its gaps filled."""
        return self.value[0 if language is Language.CHINESE else 1].format(**gaps)


#: What stands before a verdict, so that it is told without colour.
MARKS = {
    Verdict.MET: "✓",
    Verdict.ON_TRACK: "→",
    Verdict.BEHIND: "!",
    Verdict.MISSED: "✗",
    Verdict.CANNOT_JUDGE: "?",
    Verdict.NOTHING_TO_MEASURE: "–",
    Verdict.SUPPRESSED: "▪",
}

#: The dimensions of a breakdown.
DIMENSIONS = {
    "organisation": ("单位", "organisation"),
    "town": ("镇街", "town"),
    "category": ("单位类别", "category"),
    "setting": ("城乡", "setting"),
    "ownership": ("办学性质", "ownership"),
    "month": ("月份", "month"),
    "kind": ("类型", "kind"),
    "theme": ("主题", "theme"),
    "level": ("级别", "level"),
    "batch": ("批次", "batch"),
    "outlet": ("媒体", "outlet"),
    "items": ("对应要点", "item"),
    "programme": ("项目", "programme"),
    "kinds": ("五老类别", "kind of volunteer"),
    "title": ("职务", "post"),
    "contest": ("评选", "contest"),
    "award": ("奖项", "award"),
    "origin": ("来源", "origin"),
    "written_into": ("纳入的计划", "plan"),
}

#: In what the records of a noun are counted.
COUNTED_IN: dict[type[Record], Unit] = {
    Organisation: Unit.SCHOOLS,
    Committee: Unit.ORGANISATIONS,
    Post: Unit.PEOPLE,
    Volunteer: Unit.PEOPLE,
    Service: Unit.TIMES,
    Activity: Unit.TIMES,
    Entry: Unit.WORKS,
    Programme: Unit.ORGANISATIONS,
    Child: Unit.PEOPLE,
    Consent: Unit.RECORDS,
    Pairing: Unit.PAIRS,
    CareCase: Unit.ORGANISATIONS,
    Grant: Unit.TIMES,
    Assessment: Unit.TIMES,
    Accreditation: Unit.SCHOOLS,
    Article: Unit.PIECES,
    Return: Unit.RECORDS,
}
