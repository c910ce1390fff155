from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from tests.reports.reviews import ACTIVE_SHARE, LINES, SHARE, a_review, figure

from guangongwei.indicators.targets import Verdict
from guangongwei.model.figure import Coverage
from guangongwei.model.numbers import Bounds
from guangongwei.model.organisation import OrganisationId
from guangongwei.reports.compose import compose
from guangongwei.reports.phrases import Language

if TYPE_CHECKING:
    from guangongwei.review import Review


def test_the_head_tells_what_the_review_covers(made: Review) -> None:
    """Plan, period, day, coverage and how many items are measured."""
    outline = compose(made)
    assert outline.title == "武进区教育局关工委2024年工作要点"
    assert [(each.label, each.text) for each in outline.facts] == [
        ("发文单位", "武进区教育局关工委"),
        ("时期", "2024年（2024-01-01 至 2024-12-31）"),
        ("统计截至", "2024-12-31"),
        ("范围", "全部单位"),
        ("供谁阅看", "经办"),
        ("报送", "147 校中 3 校有表未报全"),
        ("要点", "共 5 条，有数据 3 条，暂无可计量指标 2 条"),
    ]
    assert [each.text for each in outline.tallies] == ["已达到 2", "未达到 1"]


def test_a_plan_without_title_or_issuer_is_still_headed() -> None:
    """What the plan does not say is left out, and nothing is made up."""
    bare = a_review()
    bare = evolve(
        bare,
        plan=evolve(bare.plan, title=None, issuer=None),
        organisation=OrganisationId("B"),
        figures=(SHARE,),
        problems=(),
    )
    outline = compose(bare)
    assert outline.title == "未题名的计划"
    assert outline.facts[0].label == "时期"
    assert [each.text for each in outline.facts if each.label in ("范围", "报送")] == [
        "武进区教育局",
        "147 校全部报全",
    ]
    assert outline.mistaken == "没有发现数据问题"
    assert outline.gaps.rows == ()


def test_nobody_expected_is_said() -> None:
    """Without figures nobody can have been expected to report."""
    outline = compose(a_review(figures=(), organisation=OrganisationId("Z")))
    assert [each.text for each in outline.facts if each.label in ("范围", "报送")] == [
        "Z",
        "没有单位应当报送",
    ]


def test_each_item_of_the_plan_is_a_point(made: Review) -> None:
    """Sections keep their headings; one without items stands for itself."""
    outline = compose(made)
    assert [(each.heading, len(each.points)) for each in outline.chapters] == [
        ("一、坚持创建引领", 2),
        ("二、坚持自身建设", 2),
        ("", 1),
    ]
    assert [(each.number, each.title, each.note) for each in outline.points] == [
        ("7", "年内将组织进行第三批学校的创建工作", ""),
        ("8", "要结合推进关工委优质化建设的实践和探索", "本条暂无可计量指标"),
        ("13", "组织动员更多的老教师参加关心下一代工作", ""),
        ("15", "加强新媒体条件下关工委的宣传工作", ""),
        ("3", "加强保障", "本条暂无可计量指标"),
    ]
    assert outline.points[-1].rest == "落实工作经费。"


def test_what_was_asked_stands_as_printed_with_its_day() -> None:
    """A commitment without a day stands alone."""
    line = LINES[3]
    asked = (
        compose(
            a_review(
                lines=(
                    evolve(
                        line,
                        commitments=(
                            line.commitments[0],
                            evolve(line.commitments[1], deadline=None),
                        ),
                    ),
                )
            )
        )
        .points[0]
        .asked
    )
    assert asked == ("全年发稿不少于400篇（期限 2024-12-31）", "努力提高发稿数量")


def test_what_the_title_says_is_not_asked_again() -> None:
    """A commitment that is the whole title leaves the room to the other words."""
    line = LINES[2]
    title = "组织动员更多的老教师参加关心下一代工作"
    asked = evolve(LINES[3].commitments[1], text=title, deadline=None)
    (point,) = compose(a_review(lines=(evolve(line, commitments=(asked,)),))).points
    assert (point.title, point.asked, point.rest) == (title, (), "壮大工作者队伍。")


def test_a_figure_says_what_it_rests_on_and_why_it_is_here(made: Review) -> None:
    """Definition, source, the words that bound it or that the user did, id and hash."""
    share, new = compose(made).points[0].figures
    assert {each.label: each.text for each in share.about}["对应文字"] == "“优质化”“标准”"
    assert {each.label: each.text for each in new.about}["对应文字"] == "由使用者指定"
    active = compose(made).points[2].figures[1]
    assert {each.label: each.text for each in active.about}["所据报表"] == "服务记录"
    assert active.missing == ("湖塘实验小学", "雪堰中学（部分）", "S9")


def test_a_share_has_a_bar_with_its_line_and_its_bounds(made: Review) -> None:
    """The line stands where the target begins to be met, not where it is printed."""
    points = compose(made).points
    share, active = points[0].figures[0].value.bar, points[2].figures[2].value.bar
    assert share is not None
    assert active is not None
    assert (float(share.lines[0]), share.label) == (0.68, "70.1% · 目标线 68%")
    assert (active.low, active.value, active.high) == (
        ACTIVE_SHARE.bounds.low,  # type: ignore[union-attr]
        ACTIVE_SHARE.exact,
        ACTIVE_SHARE.bounds.high,  # type: ignore[union-attr]
    )
    assert active.label == "73.2%"
    assert points[0].figures[1].value.bar is None


def test_a_growth_rate_has_no_bar(made: Review) -> None:
    """It is a percentage and no part of a whole, though it may lie between 0 and 1."""
    growth = figure("articles.growth", Decimal("0.25"))
    (first,) = compose(evolve(made, figures=(growth,))).figures
    assert first.value.bar is None


def test_an_open_or_unbounded_share_is_drawn_all_the_same(made: Review) -> None:
    """A share cannot pass one, and without bounds it is taken as it stands."""
    unbounded = evolve(SHARE, bounds=None)
    opened = evolve(ACTIVE_SHARE, bounds=Bounds(Fraction(0), None))
    first, second = compose(evolve(made, figures=(unbounded, opened))).figures
    assert first.value.bar is not None
    assert second.value.bar is not None
    assert first.value.bar.low == first.value.bar.high == SHARE.exact
    assert second.value.bar.high == 1


def test_a_target_says_its_terms_and_where_most_is_missing(made: Review) -> None:
    """Due day, baseline and progress; the places that are short, the worst first."""
    points = compose(made).points
    assert points[0].aims[0].asked == "优质化建设达标率 近70%（按容差2个百分点，≥68%）"
    assert points[0].aims[0].terms == ("期限 2024-12-31",)
    (towns,) = points[0].aims[0].shortfalls
    assert [(row.labels, [each.text for each in row.cells]) for row in towns.rows] == [
        (("雪堰镇",), ["3/12", "6所"])
    ]
    missed, increased = points[3].aims
    assert missed.terms == ("期限 2024-12-31", "已完成 78%")
    assert increased.terms == ("期限 2024-12-31", "基数 300篇（2023年）")


def test_a_target_without_words_day_or_reason_says_nothing_of_them() -> None:
    """What is not known is left out; a place that is short of nothing is not listed."""
    line = LINES[0]
    judgement = line.judgements[0]
    need = evolve(judgement.need, shortfalls=(evolve(judgement.need.shortfalls[0], more=0),))
    bare = evolve(
        judgement, target=evolve(judgement.target, due=None, text=""), reason="", need=need
    )
    aim = compose(a_review(lines=(evolve(line, judgements=(bare,)),))).points[0].aims[0]
    assert (aim.terms, aim.about, aim.shortfalls) == ((), (), ())


def test_what_cannot_be_judged_says_why(made: Review) -> None:
    """What is needed then holds for what has come in alone."""
    unsure = evolve(LINES[0].judgements[0], verdict=Verdict.CANNOT_JUDGE, reason="有校未报")
    lines = (evolve(LINES[0], judgements=(unsure,)),)
    chinese, english = (
        compose(evolve(made, lines=lines), each).points[0].aims[0] for each in Language
    )
    assert (chinese.need, chinese.doubt) == ("按已报数据无需再增加", "有校未报")
    assert (english.need, english.doubt) == ("by what has come in, no more needed", "")
    assert compose(made).points[0].aims[0].doubt == ""


def test_indicators_broken_down_alike_share_a_table(made: Review) -> None:
    """One table a way of breaking down, one column an indicator."""
    towns, batches = compose(made).points[0].grids
    assert (towns.title, towns.labels, towns.columns) == (
        "按镇街",
        ("镇街",),
        ("优质化建设达标率", "新增优质化建设达标学校（所）"),
    )
    assert [(row.labels, [each.text for each in row.cells]) for row in towns.rows] == [
        (("湖塘镇",), ["40/50（80.0%）", "20"]),
        (("雪堰镇",), ["3/12（25.0%）", "11"]),
        (("不详",), ["不适用", ""]),
    ]
    assert batches.rows[0].labels == ("第3批",)


def test_who_is_in_is_told_where_it_differs_within_a_table() -> None:
    """A cell says its coverage where not all cells of the column have the same."""
    line = LINES[0]
    towns = line.breakdowns[0]
    short = Coverage(reported=1, expected=2, missing=(OrganisationId("S1"),))
    some = evolve(towns, figures=(evolve(towns.figures[0], coverage=short), *towns.figures[1:]))
    every = evolve(towns, figures=tuple(evolve(each, coverage=short) for each in towns.figures))
    empty = evolve(towns, figures=())
    notes = [
        [
            row.cells[0].note
            for grid in compose(a_review(lines=(evolve(line, breakdowns=(each,)),))).points[0].grids
            for row in grid.rows
        ]
        for each in (some, every, empty)
    ]
    assert notes == [["据教育局台账（2 校）", "", ""], ["", "", ""], []]


def test_a_table_may_go_by_organisation() -> None:
    """Organisations are named; without one the cell stays empty."""
    line = LINES[0]
    towns = line.breakdowns[0]
    school = evolve(towns.figures[0].group, organisation=OrganisationId("S1"), categories=())
    whole = evolve(school, organisation=None)
    by_school = evolve(
        towns,
        dimensions=("organisation",),
        figures=(
            evolve(towns.figures[0], group=school),
            evolve(towns.figures[1], group=whole),
        ),
    )
    (grid,) = compose(a_review(lines=(evolve(line, breakdowns=(by_school,)),))).points[0].grids
    assert [row.labels for row in grid.rows] == [("湖塘实验小学",), ("",)]


def test_the_gaps_name_each_table_that_is_not_complete(made: Review) -> None:
    """A figure that rests on several tables does not tell which one is missing."""
    assert [(row.labels, row.cells[0].text) for row in compose(made).gaps.rows] == [
        (("湖塘实验小学",), "服务记录"),
        (("雪堰中学",), "服务记录（部分）"),
        (("S9",), "服务记录"),
    ]


def test_a_figure_outside_the_catalogue_is_shown_as_it_is(made: Review) -> None:
    """Its own name and its coverage stand, and no definition is made up."""
    odd = evolve(figure("activities.visits", 3), indicator="odd", name="奇数")
    odd = evolve(odd, coverage=Coverage(reported=0, expected=1, missing=(OrganisationId("S1"),)))
    for language in Language:
        outline = compose(evolve(made, figures=(odd,)), language)
        assert outline.figures[0].name == "奇数"
        assert len(outline.figures[0].about) == 2
        assert outline.gaps.rows[0].cells[0].text == ""


def test_problems_are_summed_up_by_kind(made: Review) -> None:
    """The first places are named, and whether there are more."""
    dates, returns, _ = compose(made).mistakes
    assert (dates.code, dates.severity, dates.sentence, dates.count) == (
        "T105",
        "错误",
        "不是日期",
        4,
    )
    assert (dates.places[0], len(dates.places), dates.has_more) == ("服务记录.csv!17!日期", 3, True)
    assert (returns.places, returns.has_more) == (("$.returns[3]",), False)


def test_the_same_outline_speaks_english(made: Review) -> None:
    """The words are English; what the plan says stays as it is, and so do Chinese reasons unsaid."""
    outline = compose(made, Language.ENGLISH)
    assert outline.points[0].figures[0].name == "Share of schools that reach the 优质化 standard"
    assert outline.points[0].title == "年内将组织进行第三批学校的创建工作"
    assert [each.label for each in outline.points[0].aims[0].about] == ["In the plan"]
    assert outline.points[1].note == "Nothing measures this item"
