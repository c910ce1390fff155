"""Reviews made by hand, with every kind of line a report must show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from guangongwei.errors import Cell, Path, Problem, Severity, Span
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.progress import judge
from guangongwei.indicators.targets import Judgement, Target
from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Coverage, Figure, Group
from guangongwei.model.numbers import Absence, Bounds, Number, Ratio
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.plan import (
    Commitment,
    Comparator,
    Deadline,
    Item,
    Paragraph,
    Plan,
    Precision,
    Section,
)
from guangongwei.plans.bind import Binding
from guangongwei.reviewing import Breakdown, Line, Review

TEXT = """武进区教育局关工委2024年工作要点
一、坚持创建引领
7.年内将组织进行第三批学校的创建工作，力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准。
8.要结合推进关工委优质化建设的实践和探索，加强调查研究，认真总结和反思。
二、坚持自身建设
13.组织动员更多的老教师参加关心下一代工作，壮大工作者队伍。
15.加强新媒体条件下关工委的宣传工作，全年发稿不少于400篇，努力提高发稿数量、质量。
"""
NAME = "plan.txt"
YEAR = Year(2024)
AS_OF = date(2024, 12, 31)
FULL = Coverage(reported=147, expected=147)
SHORT = Coverage(
    reported=144,
    expected=147,
    missing=(OrganisationId("S1"), OrganisationId("S2"), OrganisationId("S9")),
    partial=(OrganisationId("S2"),),
)

Value = Number | Fraction | Ratio | Absence


def span(words: str, text: str = TEXT) -> Span:
    """Where words stand in the plan."""
    start = text.index(words)
    return Span(NAME, start, start + len(words))


def figure(
    id_: str,
    value: Value,
    *,
    coverage: Coverage = FULL,
    bounds: Bounds | None = None,
    group: Group | None = None,
    name: str = "",
    period: Year = YEAR,
) -> Figure:
    """A figure of the catalogue; settled unless bounds are given."""
    definition = indicator(id_)
    settled = Figure(
        indicator=id_,
        name=name or definition.name,
        group=group or Group(),
        period=period,
        value=value,
        unit=definition.unit,
        decimals=definition.decimals,
        coverage=coverage,
        bounds=bounds,
        as_of=AS_OF,
        definition=definition.hash,
    )
    if bounds is not None or isinstance(settled.exact, Absence):
        return settled
    return evolve(settled, bounds=Bounds(settled.exact, settled.exact))


SHARE = figure("accreditation.share", Ratio(103, 147))
NEW = figure("accreditation.new", 31)
REGISTERED = figure("volunteers.registered", 1502)
ACTIVE = figure("volunteers.active", 1234, coverage=SHORT, bounds=Bounds(1234, None))
ACTIVE_SHARE = figure(
    "volunteers.active_share",
    Ratio(1100, 1502),
    coverage=SHORT,
    bounds=Bounds(Fraction(1100, 1502), Fraction(1180, 1502)),
)
HOURS = figure(
    "services.hours", Decimal("61234.5"), coverage=SHORT, bounds=Bounds(Decimal("61234.5"), None)
)
STORIES = figure("articles.published", 312)
PIECES = figure(
    "articles.pieces", Absence.NOT_REPORTED, coverage=Coverage(reported=0, expected=147)
)
SESSIONS = figure("activities.sessions", 12)
VISITS = figure("activities.visits", 3456)


def by(id_: str, dimension: str, values: dict[str | Absence, Value]) -> Breakdown:
    """One indicator by one dimension."""
    figures = tuple(
        figure(id_, value, group=Group(categories=((dimension, category),)))
        for category, value in values.items()
    )
    return Breakdown(indicator=id_, dimensions=(dimension,), figures=figures)


def commitment(
    words: str, comparator: Comparator, *values: Fraction, hedge: str = ""
) -> Commitment:
    """Something the plan asks for by the end of the year."""
    return Commitment(
        text=words,
        span=span(words),
        values=values,
        comparator=comparator,
        unit="%" if values and values[0] < 1 else None,
        hedge=hedge,
        deadline=Deadline(
            text="年内",
            span=span("年内"),
            start=date(2024, 1, 1),
            end=AS_OF,
            precision=Precision.YEAR,
        ),
    )


NEARLY = commitment(
    "力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准",
    Comparator.NEARLY,
    Fraction(7, 10),
    hedge="近",
)
AT_LEAST = commitment("全年发稿不少于400篇", Comparator.AT_LEAST, Fraction(400))
MORE = commitment("努力提高发稿数量", Comparator.INCREASE)


def judged(
    asked: Commitment, at: Figure, *, baseline: Figure | None = None, by: tuple[Figure, ...] = ()
) -> Judgement:
    """A commitment held against a figure."""
    target = Target(
        indicator=at.indicator,
        comparator=asked.comparator,
        values=asked.values,
        due=AS_OF,
        hedge=asked.hedge,
        text=asked.text,
    )
    return judge(target, at, indicator(at.indicator), baseline=baseline, by=by)


def line(section: Section, item: Item | None, **given: object) -> Line:
    """A line of which only what matters is given."""
    fields: dict[str, object] = {
        "section": section,
        "item": item,
        "commitments": (),
        "bindings": (),
        "figures": (),
        "breakdowns": (),
        "judgements": (),
        "activity": (),
        **given,
    }
    return Line(**fields)  # type: ignore[arg-type]  # each is of its field's type above


def item(number: int, words: str) -> Item:
    """An item of the plan by its first words."""
    start = TEXT.index(words)
    stop = TEXT.index("\n", start)
    return Item(
        ordinal=number, mark=f"{number}.", text=TEXT[start:stop], span=Span(NAME, start, stop)
    )


FIRST = Section(
    ordinal=1,
    mark="一、",
    heading="坚持创建引领",
    span=Span(NAME, 18, 120),
    items=(item(7, "年内"), item(8, "要结合")),
)
SECOND = Section(
    ordinal=2,
    mark="二、",
    heading="坚持自身建设",
    span=Span(NAME, 120, len(TEXT)),
    items=(item(13, "组织动员"), item(15, "加强新")),
)
#: A section without items stands for itself.
THIRD = Section(
    ordinal=3,
    mark="三、",
    heading="加强保障",
    span=Span(NAME, 0, 1),
    paragraphs=(Paragraph(text="落实工作经费。", span=Span(NAME, 0, 1)),),
)

TOWNS = by(
    "accreditation.share",
    "town",
    {"湖塘镇": Ratio(40, 50), "雪堰镇": Ratio(3, 12), Absence.UNKNOWN: Ratio(0, 0)},
)

LINES = (
    line(
        FIRST,
        FIRST.items[0],
        commitments=(NEARLY,),
        bindings=(
            Binding(indicator="accreditation.share", words=(span("优质化"), span("标准"))),
            Binding(indicator="accreditation.new"),
        ),
        figures=(SHARE, NEW),
        breakdowns=(
            TOWNS,
            by("accreditation.new", "town", {"湖塘镇": 20, "雪堰镇": 11}),
            by("accreditation.new", "batch", {"3": 31}),
        ),
        judgements=(judged(NEARLY, SHARE, by=TOWNS.figures),),
    ),
    line(FIRST, FIRST.items[1]),
    line(
        SECOND,
        SECOND.items[0],
        figures=(REGISTERED, ACTIVE, ACTIVE_SHARE),
        activity=(SESSIONS, VISITS),
    ),
    line(
        SECOND,
        SECOND.items[1],
        commitments=(AT_LEAST, MORE),
        figures=(STORIES, PIECES),
        judgements=(
            judged(AT_LEAST, STORIES),
            judged(MORE, STORIES, baseline=figure("articles.published", 300, period=Year(2023))),
        ),
    ),
    line(THIRD, None),
)

ORGANISATIONS = (
    Organisation(id=OrganisationId("B"), name="武进区教育局", category=Category.BUREAU),
    Organisation(id=OrganisationId("S1"), name="湖塘实验小学", category=Category.PRIMARY),
    Organisation(id=OrganisationId("S2"), name="雪堰中学", category=Category.JUNIOR),
)

PROBLEMS = (
    Problem(
        "T105", Cell("服务记录.csv", 17, "日期"), "is not a day (3 characters)", hint="Write it."
    ),
    Problem(
        "T105", Cell("服务记录.csv", 18, "日期"), "is not a day (4 characters)", hint="Write it."
    ),
    Problem(
        "T105", Cell("服务记录.csv", 19, "日期"), "is not a day (5 characters)", hint="Write it."
    ),
    Problem(
        "T105", Cell("服务记录.csv", 20, "日期"), "is not a day (6 characters)", hint="Write it."
    ),
    Problem("D206", Path("$.returns[3]"), "was noted before", severity=Severity.WARNING),
    Problem("X900", Span(NAME, 3, 8), "speaks in riddles", severity=Severity.NOTE),
)


def a_review(**changes: object) -> Review:
    """A review with a line of each kind; fields may be changed."""
    fields: dict[str, object] = {
        "plan": Plan(
            name=NAME,
            title="武进区教育局关工委2024年工作要点",
            year=2024,
            issuer="武进区教育局关工委",
            text=TEXT,
            blocks=(),
            sections=(FIRST, SECOND, THIRD),
        ),
        "dataset": Dataset(organisations=ORGANISATIONS),
        "period": YEAR,
        "as_of": AS_OF,
        "organisation": None,
        "catalogue": CATALOGUE,
        "lines": LINES,
        "figures": (
            SHARE,
            NEW,
            REGISTERED,
            ACTIVE,
            ACTIVE_SHARE,
            HOURS,
            STORIES,
            PIECES,
            SESSIONS,
            VISITS,
        ),
        "problems": PROBLEMS,
        **changes,
    }
    return Review(**fields)  # type: ignore[arg-type]  # each is of its field's type above
