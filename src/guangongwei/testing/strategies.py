"""Hypothesis strategies for every noun, for datasets, periods, ratios and plan texts.

Hypothesis finds them by itself: where it and this package are installed, ``from_type(Volunteer)``
draws from here. What is drawn is valid: days are in order, and `Dataset.check` finds no error in
a dataset.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from guangongwei.chinese import numerals
from guangongwei.errors import MissingExtra
from guangongwei.model.accreditation import PROGRAMMES, Outcome
from guangongwei.model.care import (
    BRANDS,
    CaseLevel,
    Step,
    StepKind,
    SubjectKind,
)
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.numbers import Absence, Bounds, Quantity, Ratio, Unit
from guangongwei.model.organisation import Category
from guangongwei.model.period import Days, Half, Month, Period, Quarter, Season, Term, Year
from guangongwei.model.plan import Plan
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Band, Clause, Method, Score, Standard
from guangongwei.model.timeline import BatchStart
from guangongwei.model.volunteer import KINDS, Sex
from guangongwei.plans import parse
from guangongwei.testing.mending import in_order, linked

try:
    from hypothesis import strategies as st
except ImportError as error:  # pragma: no cover  (the tests need it themselves)
    raise MissingExtra("testing") from error

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

#: Every noun that is kept as records, and the parts of some.
NOUNS: tuple[type[Any], ...] = (*TABLES, Standard, Clause, Band, Score, Step, BatchStart)

_SIGNS = "安八本场春大第二发飞高工好花家九乐李明年平青人三书天文五夏小新学一余中·（）().-A9"
_LEVELS = ("校级", "镇级", "区级", "市级", "省级", "国家级")
_TABLES = ("五老志愿者", "服务记录", "活动", "稿件", "关工委")

_FIRST = date(1950, 1, 1)
_days = st.dates(_FIRST, date(2030, 12, 31))
_quarters = st.integers(0, 16).map(lambda number: Decimal(number) / 4)
_money = st.integers(0, 10**8).map(lambda fen: Decimal(fen) / 100)
_unknown = st.just(Absence.UNKNOWN)


def words() -> SearchStrategy[str]:
    """A short text as a cell may hold it: never blank, no blank at its ends."""
    return st.text(_SIGNS, min_size=1, max_size=8).map(lambda text: f"词{text}")


def ids(prefix: str) -> SearchStrategy[str]:
    """Ids as offices make them: a letter and a number of three digits."""
    return st.integers(0, 999).map(lambda number: f"{prefix}{number:03d}")


def ratios(most: int = 10_000) -> SearchStrategy[Ratio]:
    """Ratios whose whole is at most this."""
    parts = st.lists(st.integers(0, most), min_size=2, max_size=2)
    return parts.map(lambda pair: Ratio(min(pair), max(pair)))


_years = st.integers(1990, 2050)
_PERIODS: dict[type[Period], SearchStrategy[Any]] = {
    Year: st.builds(Year, _years, start_month=st.just(1) | st.integers(1, 12)),
    Half: st.builds(Half, _years, st.integers(1, 2)),
    Term: st.builds(Term, _years, st.sampled_from(Season)),
    Quarter: st.builds(Quarter, _years, st.integers(1, 4)),
    Month: st.builds(Month, _years, st.integers(1, 12)),
    Days: st.lists(_days, min_size=2, max_size=2, unique=True).map(
        lambda days: Days(min(days), max(days))
    ),
}


def periods() -> SearchStrategy[Period]:
    """Periods of every kind."""
    return st.one_of(*_PERIODS.values())


def _several(each: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=3, unique=True).map(tuple)


def _parts(part: type[Any], one: str, *, least: int = 0) -> SearchStrategy[tuple[Any, ...]]:
    """Parts of a noun in the order of one of their fields, which no two have the same."""
    field = attrgetter(one)
    drawn = st.deferred(
        lambda: st.lists(records(part), min_size=least, max_size=3, unique_by=field)
    )
    return drawn.map(lambda found: tuple(sorted(found, key=field)))


#: A strategy for every annotation that a field of a noun has.
_BY_ANNOTATION: dict[str, SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "bool | Absence": st.booleans() | _unknown,
    "date": _days,
    "date | None": st.none() | _days,
    "Decimal": _quarters,
    "Decimal | Absence": _money | _unknown,
    "Decimal | None": st.none() | _quarters,
    "int": st.integers(1, 9),
    "int | Absence": st.integers(0, 5000) | _unknown,
    "int | None": st.none() | st.integers(1, 9),
    "str": words(),
    "str | None": st.none() | words(),
    "tuple[str, ...]": _several(words()),
    "Period": periods(),
    **{
        f"{name}Id": ids(prefix)
        for name, prefix in (
            ("Organisation", "U"),
            ("Committee", "C"),
            ("Post", "B"),
            ("Volunteer", "V"),
            ("Service", "S"),
            ("Activity", "A"),
            ("Accreditation", "R"),
            ("Article", "P"),
            ("Entry", "E"),
            ("Programme", "G"),
            ("Child", "D"),
            ("Consent", "N"),
            ("Pairing", "J"),
            ("Case", "Q"),
            ("Grant", "M"),
            ("Standard", "L"),
            ("Clause", "T"),
            ("Assessment", "X"),
        )
    },
    "OrganisationId | None": st.none() | ids("U"),
    "StandardId | None": st.none() | ids("L"),
    "tuple[OrganisationId, ...]": _several(ids("U")),
    "tuple[VolunteerId, ...]": st.lists(ids("V"), min_size=1, max_size=3, unique=True).map(tuple),
    **{
        kind.__name__: st.sampled_from(kind)
        for kind in (Category, Outcome, SubjectKind, CaseLevel, StepKind, Method)
    },
    "CaseLevel | None": st.none() | st.sampled_from(CaseLevel),
    "Sex | None": st.none() | st.sampled_from(Sex),
    "tuple[Clause, ...]": _parts(Clause, "id", least=1),
    "tuple[Score, ...]": _parts(Score, "clause"),
    "tuple[Step, ...]": _parts(Step, "on"),
    # The best grade first, the last one from no points on.
    "tuple[Band, ...]": st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True).map(
        lambda lows: tuple(
            Band(name=f"{number}等", low=Decimal(low), passes=number == 1)
            for number, low in enumerate((*sorted(lows, reverse=True), 0), 1)
        )
    ),
}
#: Fields that say more than their annotation.
_BY_NAME: dict[str, SearchStrategy[Any]] = {
    "Accreditation.programme": st.sampled_from(PROGRAMMES.words),
    "Volunteer.born": st.none() | st.dates(date(1930, 1, 1), _FIRST),
    "Volunteer.kinds": _several(st.sampled_from(tuple(KINDS))),
    "Volunteer.phone": st.none() | st.integers(0, 9999).map(lambda number: f"000-{number:04d}"),
    "CareCase.volunteers": _several(ids("V")),
    "Clause.points": st.integers(1, 80).map(lambda number: Decimal(number) / 4),
    "Consent.guardian": st.sampled_from(("父亲", "母亲", "祖父母", "其他监护人")),
    "Pairing.subject": ids("D"),
    "Programme.kind": st.none() | st.sampled_from(BRANDS.words),
    "Step.kind": st.just(StepKind.CONTACT) | st.sampled_from(StepKind),
    "Step.reason": st.none() | words() | st.sampled_from(("目标达成", "其他", "危机", "，；(1)\\")),
    "Service.hours": _quarters | _unknown,
    "Activity.level": st.none() | st.sampled_from(_LEVELS),
    "Activity.items": _several(st.integers(1, 20).map(str)),
    "Article.level": st.none() | st.sampled_from(_LEVELS),
    "Return.table": st.sampled_from(_TABLES),
    # Where several schools are drawn together, `datasets` lets one merge into another.
    "Organisation.merged_into": st.none(),
}


def records(noun: type[T], **fields: SearchStrategy[Any]) -> SearchStrategy[T]:
    """Valid records of a noun, or of a part of one; any field can be given a strategy."""
    annotations = get_annotations(noun)
    attributes = attrs.fields_dict(cast("type[attrs.AttrsInstance]", noun)).values()
    drawn = {
        each.name: _field(noun.__name__, each.name, annotations[each.name])
        for each in attributes
        if each.init and each.name != "source"
    }
    return st.builds(noun, **{**drawn, **fields}).map(in_order)


def _field(noun: str, name: str, annotation: str) -> SearchStrategy[Any]:
    special = f"{noun}.{name}"
    return _BY_NAME[special] if special in _BY_NAME else _BY_ANNOTATION[annotation]


@st.composite
def datasets(draw: DrawFn, most: int = 5) -> Dataset:
    """Small datasets in which everything belongs somewhere and no two records say the same."""
    return linked(draw(_unlinked(most)), agreed=_FIRST)


@cache
def _unlinked(most: int) -> SearchStrategy[Dataset]:
    """Datasets in which no two records of a noun have one id; made once, for that takes its time."""
    tables = {table: _table(noun, most) for noun, table in TABLES.items()}
    return st.builds(Dataset, **tables, standards=_table(Standard, 2))


def _table(noun: type[Any], most: int) -> SearchStrategy[tuple[Any, ...]]:
    one = None if noun is Return else attrgetter("id")
    return st.lists(records(noun), max_size=most, unique_by=one).map(tuple)


_MARKS = ("{}.", "{}. ", "{}．", "{}、", "（{}）")
_HEADINGS = ("加强学习", "开展主题教育活动", "推进优质化建设", "深化关爱工程", "加强自身建设。")
_SENTENCES = (
    "力争全区有近{}%的中小学、幼儿园达到优质化建设标准。",
    "全年开展宣讲{}场次以上，受教育{}万余人次。",
    "组织不少于{}名五老参加，每校{}—{}人。",
    "11月底前完成自评。",
    "年内组织第{}批学校的创建工作。",
    "庆祝成立{}周年，落实{}号文件精神。",
    "学习《家庭教育促进法》，打造“四点钟课堂”工作品牌。",
    "动员更多的老教师参加关心下一代工作。",
    "一是抓学习。二是抓活动。三是抓宣传（责任科室：组干科）。",
    "",
)


@st.composite
def plan_texts(draw: DrawFn) -> str:
    """Texts in the shape of a plan: title, sections, numbered items with figures and dates."""
    year = draw(st.integers(2010, 2030))
    lines = [f"示例区教育局关工委{year}年工作要点", *draw(st.lists(st.just(""), max_size=1))]
    mark, running = draw(st.sampled_from(_MARKS)), draw(st.booleans())
    number = 0
    for section in range(draw(st.integers(0, 4))):
        heading = draw(st.sampled_from(_HEADINGS))
        lines.append(f"{numerals.write(section + 1)}、{heading}")
        number = number if running else 0
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            said = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3))
            lines.append(mark.format(number) + "".join(_filled(draw, each) for each in said))
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines)


def _filled(draw: DrawFn, sentence: str) -> str:
    numbers = [draw(st.integers(1, 99)) for _ in range(sentence.count("{}"))]
    return sentence.format(*numbers)


def plans() -> SearchStrategy[Plan]:
    """Plans as they are read from plan texts."""
    return plan_texts().map(lambda text: parse(text, name="plan.txt").value)


_amounts = st.integers(0, 10**6) | _quarters
_OTHERS: dict[type[Any], SearchStrategy[Any]] = {
    **_PERIODS,
    Period: periods(),
    Ratio: ratios(),
    Quantity: st.builds(Quantity, _amounts, st.sampled_from(Unit)),
    Bounds: st.tuples(_amounts, st.none() | st.integers(0, 10**6)).map(
        lambda pair: Bounds(pair[0], None if pair[1] is None else pair[0] + pair[1])
    ),
    Dataset: datasets(),
    Plan: plans(),
}


def register() -> None:
    """Tell Hypothesis of every strategy; importing this module does it."""
    for noun in NOUNS:
        st.register_type_strategy(noun, records)
    for kind, strategy in _OTHERS.items():
        st.register_type_strategy(kind, strategy)


# Hypothesis loads this module when it is loaded itself, even in the middle of this module's own
# import: nothing of it can be asked for by name then, so that it must act by itself.
register()
