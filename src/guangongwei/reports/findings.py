"""Problems, gathered by what is wrong: the sentence, how often, and where first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.errors import Cell, Problem, Severity
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.tabular.problems import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a code says in Chinese, and what to do; a code that is not listed speaks English.
SENTENCES = {
    "D101": ("编号与前面的记录重复，只计第一条", "请另行编号"),
    "D102": ("所属单位不在“单位”表中，不计入任何数据", "请补上该单位，或更正单位编号"),
    "D103": ("上级单位不在“单位”表中", "请更正上级单位"),
    "D104": ("上级单位首尾相连，成了自己的上级", "请更正上级单位"),
    "D105": ("并入单位不在“单位”表中", "请更正并入单位"),
    "D106": ("已并入其他单位，但没有撤销日期", "请填写撤销日期"),
    "D107": ("撤销日期早于成立日期", "请更正两个日期"),
    "D108": ("退出日期早于加入日期", "请更正两个日期"),
    "D109": ("没有加入日期，任何一天都不算在册", "请填写加入日期"),
    "D201": ("志愿者不在“五老志愿者”表中", "请更正志愿者编号"),
    "D202": ("日期在志愿者加入之前或退出之后", "请更正日期，或加入日期、退出日期"),
    "D203": ("当天单位不在办（未成立或已撤销）", "请更正日期，或成立日期、撤销日期"),
    "D204": ("同一志愿者一天累计超过24小时", "请更正时长，或查找重复登记"),
    "D205": ("同一单位同一天有多个认定结果", "请保留一个；目前以编号最后的为准"),
    "D206": ("同一张表同一时期报送了不止一次", "请保留一次"),
    "D207": ("报送的表名不在所用报表之列", "请按报表名称填写表名"),
    "R101": ("写了数字，但没有指标可以计量", "请为本条指定指标，或人工判定"),
    "R102": ("报送情况为空，分不清“没有”与“没报”", "请填写报送情况，每单位每表一行"),
    **{each.code: (each.chinese, each.advice) for each in CAUSES.values()},
}

_SEVERITIES = {
    Severity.ERROR: Phrase.ERROR,
    Severity.WARNING: Phrase.WARNING,
    Severity.NOTE: Phrase.NOTE,
}
_ORDER = tuple(_SEVERITIES)


@final
@frozen(kw_only=True)
class Finding:
    """All problems of one code and severity."""

    code: str
    severity: Severity
    problems: tuple[Problem, ...]

    def told(self, language: Language) -> tuple[str, str]:
        """What is wrong and what to do: as the code is worded, or as the first problem says it."""
        own = (self.problems[0].message, self.problems[0].hint)
        return SENTENCES.get(self.code, own) if language is Language.CHINESE else own

    def places(self, most: int) -> tuple[str, ...]:
        """Where it was found first, each place once."""
        found = dict.fromkeys(str(each.place) for each in self.problems)
        return tuple(found)[:most]


def findings(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """The problems by code, what matters most first, then what is found most often."""
    gathered: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    for each in problems:
        gathered[each.severity, each.code].append(each)
    found = [
        Finding(code=code, severity=severity, problems=tuple(same))
        for (severity, code), same in gathered.items()
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.severity), -len(each.problems))))


def published(problem: Problem) -> Problem:
    """The problem as a report for everybody tells it.

    A file that is no table and a column that is none of its table's bear names of somebody's own
    making, which may be a person's; those names are left out.
    """
    match problem:
        case Problem(code="T003", place=Cell()):
            return evolve(problem, place=Cell("…"))
        case Problem(code="T009", place=Cell(file, row)):
            return evolve(problem, place=Cell(file, row))
        case _:
            return problem


def severity_word(severity: Severity, language: Language) -> str:
    """How much a problem matters, in words."""
    return _SEVERITIES[severity].say(language)
