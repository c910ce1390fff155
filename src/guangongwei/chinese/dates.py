"""Dates and stretches of time in Chinese text: 2024年3月1日, 11月底前, 春季学期, 适时.

A text that names no year is read against the anchor year the caller gives; there is no clock.
Days that do not exist and years of two digits are not read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import evolve, frozen

from guangongwei.chinese import feasts, numerals
from guangongwei.chinese.hedges import DASH

if TYPE_CHECKING:
    from collections.abc import Iterator


@final
class Grain(Enum):
    """The unit in which a time is told."""

    DAY = "日"
    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    HALF = "半年"
    TERM = "学期"
    YEAR = "年"
    SCHOOL_YEAR = "学年"
    #: 适时, 逐步: a time is meant and none is named.
    OPEN = "不定"


@final
class Kind(Enum):
    """What a time word says about time."""

    #: One day: 2024年3月1日.
    POINT = "时点"
    #: A stretch of days: 2024年3月, 上半年, 2023—2024学年.
    PERIOD = "时期"
    #: Again and again: 每学期.
    RECURRING = "频次"
    OPEN = "不定"


@final
@frozen(kw_only=True)
class When:
    """A time in a text: characters `start` up to `stop`, and the days it means."""

    text: str
    start: int
    stop: int
    kind: Kind
    grain: Grain
    #: First and last day; None where the text names none, or needs a year nobody gave.
    first: date | None = None
    last: date | None = None
    #: The word that bounds it, as printed: 前, 以前, 内, 截止, 起.
    bound: str = ""
    #: Whether the last day itself still counts; None for 前, which leaves it unsaid.
    inclusive: bool | None = True
    #: Whether the text itself names the year.
    has_year: bool = False


Days: TypeAlias = "tuple[date, date] | None"
#: What the groups of a pattern caught, empty where they caught nothing.
Groups: TypeAlias = "Mapping[str, str]"

_B = r"[ \t\u00a0\u3000]*+"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = "〇零○一二三四五六七八九"
_M = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_D = (
    "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?"
    "|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
_YYYY = f"(?:(?:19|20)[0-9]{{2}}|[一二][{_HAN}]{{3}})"
_YEAR = (
    f"(?P<year>(?<![0-9]){_YYYY}{_B}年度?|今年|本年度?(?!级)|当年|明年|来年|次年|去年|(?<!以)上年)"
)
_OPT_YEAR = f"(?:{_YEAR}{_B})?+"
_NOT_IN_NUMBER = r"(?<![0-9.．])"
_MONTH = f"{_NOT_IN_NUMBER}(?P<month>{_M}){_B}月份?"
#: 青少年内, 三年内: an 年 that belongs to the word or the number before it.
_ALONE = "(?<![0-9一二三四五六七八九十几两数多半青少成老中幼历近每全常往学周新])"
_ANCHORED = {"明": 1, "来": 1, "次": 1, "去": -1, "上": -1}
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_TENTHS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_EDGES = {"初": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31)}
_YEAR_EDGES = {"初": (1, 1), "中": (6, 6), "底": (12, 12), "末": (12, 12), "终": (12, 12)}
_TERMS = {"春": (2, 8), "秋": (9, 1)}
_BOUND = re.compile(
    rf"{_B}(?P<bound>以前|之前|前(?![后往期列来进夕十半三五0-9])|以内|之内|内(?![容部涵])|截止|为止|止"
    r"|起|以来|开始|以后|之后|后(?![续勤备]))"
)
_BEFORE_BOUNDS = frozenset({"前", "以前", "之前"})
_FROM_BOUNDS = frozenset({"起", "以来", "开始", "以后", "之后", "后"})
#: Grains of which 前 means before the first day: 3月前 is over when March begins.
_LONG = frozenset(
    {Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.TERM, Grain.YEAR, Grain.SCHOOL_YEAR}
)
_ONE_DAY = timedelta(days=1)
_BOUNDABLE = frozenset({Kind.POINT, Kind.PERIOD})
_THIS = frozenset("今本当")
_YEAR_SIGN = re.compile("[年 \\t\u00a0\u3000]")
_LAST_DAY = 31


@final
@frozen
class _Row:
    """One way to write a time: its pattern and the days its groups mean in a year."""

    grain: Grain
    pattern: str
    days: Callable[[Groups, int], Days]
    kind: Kind = Kind.PERIOD


def _number(text: str) -> int:
    read = 1 if text == "元" else numerals.parse(text)
    return int(read or 0)


def _between(
    year: int, first: tuple[int, int], last: tuple[int, int], *, later: int | None = None
) -> Days:
    """From one month and day to another, in the next year where that is the only way."""
    until = later or year + (last < first)
    day = min(last[1], monthrange(until, last[0])[1])
    begin, end = date(year, *first), date(until, last[0], day)
    return (begin, end) if begin <= end else None


def _months(year: int, first: int, last: int) -> Days:
    return _between(year, (first, 1), (last, _LAST_DAY))


def _day(caught: Groups, year: int) -> Days:
    day = date(year, _number(caught["month"]), _number(caught["day"]))
    return day, day


def _feast(caught: Groups, year: int) -> Days:
    day = date(year, *feasts.DAYS[caught["feast"]])
    return day, day


def _day_span(caught: Groups, year: int) -> Days:
    first = date(year, _number(caught["month"]), _number(caught["day"]))
    month = _number(caught["month2"]) if caught["month2"] else first.month
    later = _number(caught["year2"]) if caught["year2"] else year
    last = date(later, month, _number(caught["day2"]))
    return (first, last) if first <= last else None


def _month_span(caught: Groups, year: int) -> Days:
    edge = caught["edge2"]
    last = (_TENTHS | _EDGES)[edge][1] if edge else _LAST_DAY
    later = _number(caught["year2"]) if caught["year2"] else None
    return _between(
        year, (_number(caught["month"]), 1), (_number(caught["month2"]), last), later=later
    )


def _part_of_month(caught: Groups, year: int) -> Days:
    month = _number(caught["month"])
    first, last = (_TENTHS | _EDGES)[caught["edge"]]
    return _between(year, (month, first), (month, last))


def _school_year(caught: Groups, _: int) -> Days:
    year = int(caught["from"])
    if caught["to"] and int(caught["to"]) % 100 != (year + 1) % 100:
        return None
    term = caught["term"]
    if not term:
        return _months(year, 9, 8)
    return _months(year, 9, 1) if term in "一上秋" else _months(year + 1, 2, 8)


def _years(caught: Groups, _: int) -> Days:
    first, last = _number(caught["from"]), _number(caught["to"])
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _plan_years(caught: Groups, _: int) -> Days:
    first = _PLANS[caught["plan"]]
    begins = first + 4 if caught["end"] else first
    return date(begins, 1, 1), date(first + 4, 12, 31)


def _none(_: Groups, __: int) -> Days:
    return None


_ROWS = (
    _Row(
        Grain.SCHOOL_YEAR,
        rf"(?<![0-9])(?P<from>(?:19|20)[0-9]{{2}}){_B}年?(?:{_B}{DASH}{_B}"
        rf"(?P<to>(?:19|20)?[0-9]{{2}}))?+{_B}学年度?"
        rf"(?:{_B}第?(?P<term>[一二上下春秋])季?学期)?+",
        _school_year,
    ),
    _Row(
        Grain.YEAR,
        r"[“\"]?(?P<plan>十[二三四五]五)[”“\"]?(?:规划|计划)?(?:时期|期间|(?P<end>期?末))",
        _plan_years,
    ),
    _Row(
        Grain.DAY,
        rf"(?<![0-9])(?P<year>{_YYYY})(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P<mark2>[-./])"
        r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])",
        lambda caught, year: _day(caught, year) if caught["mark"] == caught["mark2"] else None,
        Kind.POINT,
    ),
    _Row(
        Grain.MONTH,
        rf"(?<![0-9])(?P<year>{_YYYY})[-/](?P<month>1[0-2]|0[1-9])(?![-/.0-9年])",
        lambda caught, year: _months(year, int(caught["month"]), int(caught["month"])),
    ),
    _Row(
        Grain.YEAR,
        rf"(?<![0-9])(?P<from>{_YYYY}){_B}年?{_B}{DASH}{{1,2}}+{_B}(?P<to>{_YYYY}){_B}年度?",
        _years,
    ),
    _Row(
        Grain.DAY,
        rf"{_OPT_YEAR}{_MONTH}{_B}(?P<day>{_D}){_B}[日号]?{_B}{DASH}{_B}"
        rf"(?:(?P<year2>{_YYYY}){_B}年{_B})?+(?:(?P<month2>{_M}){_B}月{_B})?+"
        rf"(?P<day2>{_D}){_B}[日号]",
        _day_span,
    ),
    _Row(Grain.DAY, rf"{_OPT_YEAR}{_MONTH}{_B}(?P<day>{_D}){_B}[日号]", _day, Kind.POINT),
    _Row(
        Grain.DAY,
        rf"{_OPT_YEAR}[“\"]?(?<![一二三四五六七八九十])(?P<feast>{feasts.NAME})[”\"]?"
        "(?=以前|之前|前(?![后往期列来进夕]))",
        _feast,
        Kind.POINT,
    ),
    _Row(
        Grain.MONTH,
        rf"{_OPT_YEAR}{_NOT_IN_NUMBER}(?P<month>{_M}){_B}月?份?{_B}{DASH}{_B}"
        rf"(?:(?P<year2>{_YYYY}){_B}年{_B})?+(?P<month2>{_M}){_B}月份?(?:{_B}(?:(?P<edge2>[初底末]|[上中下](?=旬))旬?))?+",
        _month_span,
    ),
    _Row(Grain.TEN_DAYS, rf"{_OPT_YEAR}{_MONTH}{_B}(?P<edge>[上中下])旬", _part_of_month),
    _Row(
        Grain.MONTH,
        rf"{_OPT_YEAR}{_MONTH}{_B}(?P<edge>[初底末]|中(?![小学考国央华等]))",
        _part_of_month,
    ),
    _Row(
        Grain.MONTH,
        rf"{_OPT_YEAR}{_MONTH}",
        lambda caught, year: _months(year, _number(caught["month"]), _number(caught["month"])),
    ),
    _Row(
        Grain.HALF,
        rf"{_OPT_YEAR}(?P<half>[上下])半年",
        lambda caught, year: _months(year, *((1, 6) if caught["half"] == "上" else (7, 12))),
    ),
    _Row(
        Grain.QUARTER,
        rf"{_OPT_YEAR}(?:第?(?P<quarter>[一二三四1-4])|首)季度",
        lambda caught, year: _months(
            year, 3 * (number := _number(caught["quarter"] or "1")) - 2, 3 * number
        ),
    ),
    _Row(
        Grain.TERM,
        rf"{_OPT_YEAR}(?P<term>[春秋])季?学期",
        lambda caught, year: _months(year, *_TERMS[caught["term"]]),
    ),
    _Row(Grain.TERM, "第[一二]学期|[本新上下]学期", _none),
    _Row(
        Grain.YEAR,
        rf"(?:{_YEAR}{_B}年?|{_ALONE}年|岁)(?P<edge>[底末]|初(?![中级高等])|终(?!身)|中(?=[前期以]))",
        lambda caught, year: _months(year, *_YEAR_EDGES[caught["edge"]]),
    ),
    _Row(
        Grain.YEAR,
        rf"{_YEAR}{_B}年?内?|{_ALONE}年度?内|全年(?!龄)",
        lambda _, year: _months(year, 1, 12),
    ),
    _Row(
        Grain.OPEN,
        "每(?:个?(?:学年|学期|季度|月|星期|工作日)|年度?|半年|季|旬|周|天|日)",
        _none,
        Kind.RECURRING,
    ),
    _Row(
        Grain.OPEN,
        "适时|择机|择期|择日|近期|适当时候|今后一个时期|逐步|逐年|持续",
        _none,
        Kind.OPEN,
    ),
)
_NAMED = re.compile(r"[(][?]P<([a-z0-9]+)>")
_FIRST_SIGNS = (
    '一二三四五六七八九十元今本当明来次去上下年春秋第首全岁每适择近逐持新“"' + feasts.FIRST_SIGNS
)


def _numbered(at: int, row: _Row) -> str:
    """The pattern of a row, its groups told apart from those of the other rows."""
    return f"(?P<r{at}>" + _NAMED.sub(rf"(?P<\g<1>_{at}>", row.pattern) + ")"


_ANY = re.compile(
    # Looked for first, as most numbers are no dates: what may follow the digits of one.
    rf"(?=[{_FIRST_SIGNS}]|[0-9]{{1,4}}+{_B}[年月学./\-－‐‑–―~～〜∼˜至到—─])"
    f"(?:{'|'.join(_numbered(at, row) for at, row in enumerate(_ROWS))})"
)
_GROUPS = tuple(tuple(_NAMED.findall(row.pattern)) for row in _ROWS)
#: What a text may leave unsaid when it is nothing but a year or a five-year plan.
_UNSAID = (
    (re.compile("(?:19|20|１９|２０)[0-9０-９]{2}"), "年"),
    (re.compile('[“"]?十[二三四五]五[”"]?'), "时期"),
)


def find(text: str, *, year: int | None = None) -> tuple[When, ...]:
    """Every time a text tells, in order; those that name no year are read in the anchor year."""
    return tuple(_found(text, text.translate(_FULL_WIDTH), year))


def parse(text: str, *, year: int | None = None) -> When | None:
    """The one time that a text is from end to end, None for anything else."""
    stripped = text.strip()
    unsaid = next((said for whole, said in _UNSAID if whole.fullmatch(stripped)), "")
    found = find(stripped + unsaid, year=year)
    if len(found) != 1 or (found[0].start, found[0].stop) != (0, len(stripped + unsaid)):
        return None
    return evolve(found[0], text=stripped, stop=len(stripped))


def _found(text: str, plain: str, year: int | None) -> Iterator[When]:
    for match in _ANY.finditer(plain):
        at = int((match.lastgroup or "")[1:])
        row = _ROWS[at]
        caught = {name: match[f"{name}_{at}"] or "" for name in _GROUPS[at]}
        has_year, anchor = _year_of(caught, year)
        try:
            days = row.days(caught, anchor) if anchor else None
        except ValueError:
            continue  # 2月30日 is no day
        if days is None and has_year:
            continue
        bound = _BOUND.match(plain, match.end()) if row.kind in _BOUNDABLE else None
        word = bound["bound"] if bound else ""
        stop = bound.end() if bound else match.end()
        first, last = _bounded(days, word, is_long=row.grain in _LONG and not caught.get("edge"))
        yield When(
            text=text[match.start() : stop],
            start=match.start(),
            stop=stop,
            kind=row.kind,
            grain=row.grain,
            first=first,
            last=last,
            bound=word,
            inclusive=None if word in _BEFORE_BOUNDS else True,
            has_year=has_year,
        )


def _year_of(caught: Groups, anchor: int | None) -> tuple[bool, int | None]:
    """Whether a time names its year itself, and the year to read it in."""
    own = caught.get("year", "")
    if "from" in caught or "plan" in caught:
        return True, 1
    if own[:1] in _ANCHORED or own[:1] in _THIS or not own:
        return False, anchor and anchor + _ANCHORED.get(own[:1], 0)
    return True, _number(_YEAR_SIGN.split(own)[0])


def _bounded(days: Days, word: str, *, is_long: bool) -> tuple[date | None, date | None]:
    """The first and the last day that a bounding word leaves: 3月前 ends before March."""
    if days is None:
        return None, None
    first, last = days
    if word in _FROM_BOUNDS:
        return (last + _ONE_DAY if word.endswith("后") else first), None
    if word in _BEFORE_BOUNDS:
        return None, first - _ONE_DAY if is_long else last
    return first, last
