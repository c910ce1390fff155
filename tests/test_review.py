from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    article,
    bureau,
    decision,
    oid,
    school,
    sent,
    service,
    volunteer,
)
from tests.planning import asking, plan, where

import guangongwei as ggw
from guangongwei.errors import BadArgument, Cell, NotAFigure, NotStored, Problem, Severity
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.targets import Reading, Target, Verdict
from guangongwei.model import (
    Absence,
    ActivityId,
    Comparator,
    Dataset,
    Deadline,
    Half,
    Month,
    Precision,
    Ratio,
    Year,
)
from guangongwei.reviewing import Line, Review, review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guangongwei.model import Period, Plan
    from guangongwei.plans.bind import Address

SCHOOLS = tuple(school(f"S{number}", f"{'甲乙'[number % 2]}镇") for number in range(1, 5))
TABLES = ("五老志愿者", "服务记录", "活动", "稿件")
DATASET = Dataset(
    organisations=(bureau(), *SCHOOLS),
    volunteers=(volunteer("V1"), volunteer("V2", "S2", joined=date(2024, 5, 1))),
    services=(service("F1"),),
    activities=(
        activity("H1", sessions=3, visits=900, kind="宣讲", items=("1",)),
        activity("H2", "S2", sessions=1, visits=40, kind="宣讲", items=("1", "2")),
    ),
    accreditations=(
        decision("1"),
        decision("2", "S2"),
        decision("3", "S3", on=date(2023, 5, 1)),
    ),
    articles=(article("G1"), article("G2", "S2", on=date(2023, 3, 1))),
    returns=tuple(
        each
        for year in (2023, 2024)
        for unit in SCHOOLS
        for each in sent(unit.id, *TABLES, period=Year(year))
    ),
)
SHARE = "达到优质化建设标准有近70%"
PLAN = asking(
    plan(("优质化", f"推进优质化建设，{SHARE}", "加强学习"), ("宣传", "提高发稿质量")),
    SHARE,
    Fraction(7, 10),
    comparator=Comparator.NEARLY,
)


def made(  # as many choices as the function itself
    of: Plan = PLAN,
    dataset: Dataset = DATASET,
    *,
    period: Period = YEAR,
    as_of: date = NEW_YEARS_EVE,
    bindings: Mapping[Address, tuple[str, ...]] | None = None,
) -> Review:
    """The review of 2024."""
    return review(of, dataset, period=period, as_of=as_of, bindings=bindings)


#: What 优质化建设 is measured by.
SHARES = ["accreditation.share", "accreditation.reached", "accreditation.share_change"]


def names(line: Line) -> list[str]:
    """The indicators whose figures a line shows."""
    return [each.indicator for each in line.figures]


def test_every_item_gets_a_line() -> None:
    """In the order of the text, with the printed number; nothing may measure it."""
    lines = made().lines
    assert [(each.label, each.title) for each in lines] == [
        ("1", f"推进优质化建设，{SHARE}"),
        ("2", "加强学习"),
        ("1", "提高发稿质量"),
    ]
    assert [each.is_measured for each in lines] == [True, False, True]
    assert names(lines[0]) == SHARES


def test_a_section_without_items_stands_for_itself() -> None:
    """Its line has the section's number and heading, and no activity of its own."""
    (line,) = made(plan(("开展宣讲",))).lines
    assert (line.item, line.label, line.title) == (None, "1", "开展宣讲")
    assert names(line) == ["lectures.sessions", "lectures.visits"]
    assert line.activity == ()


def test_a_commitment_is_judged_where_it_stands() -> None:
    """The line holds the target as asked, the figure and the verdict."""
    line = made().lines[0]
    (judgement,) = line.judgements
    assert judgement.verdict is Verdict.MET
    assert judgement.figure.value == Ratio(3, 4)
    assert (judgement.target.text, judgement.target.values) == (SHARE, (Fraction(7, 10),))
    assert line.commitments == PLAN.commitments
    assert made().lines[1].judgements == ()


def test_a_judged_indicator_is_shown_although_no_word_binds_it() -> None:
    """The number alone is enough to show the figure."""
    words = "优质化建设合格率70%"
    of = asking(plan(("工作", words)), words, Fraction(7, 10))
    line = made(of).lines[0]
    assert line.bindings == ()
    assert names(line) == ["accreditation.share"]


def test_figures_are_broken_down_by_their_own_categories_and_by_place() -> None:
    """Each figure of a line by 镇街 and by 类别, and by what the indicator has of its own."""
    line = made(plan(("工作", "开展宣讲"))).lines[0]
    assert [(each.indicator, each.dimensions) for each in line.breakdowns] == [
        (name, (by,))
        for name in ("lectures.sessions", "lectures.visits")
        for by in ("kind", "theme", "town", "category")
    ]
    towns = next(each for each in line.breakdowns if each.dimensions == ("town",))
    assert {str(each.group): each.value for each in towns.figures if each.value} == {
        "甲镇": 1,
        "乙镇": 3,
        "不详": Absence.NOT_APPLICABLE,
    }


def test_a_line_shows_the_activities_that_name_its_item() -> None:
    """By 对应要点: sessions and visits of item 1, which one of them shares with item 2."""
    first, second = made(plan(("优质化", "加强创建", "加强学习"))).lines
    assert [(each.indicator, each.value) for each in first.activity] == [
        ("activities.sessions", 4),
        ("activities.visits", 940),
    ]
    assert [each.value for each in second.activity] == [1, 40]


def test_a_number_that_several_items_bear_names_none_of_them() -> None:
    """Where numbers restart, section and number together name an item: 1.1."""
    first, second, third = made().lines
    assert (first.activity, third.activity) == ((), ())
    assert [each.value for each in second.activity] == [1, 40]
    dotted = evolve(DATASET.activities[0], id=ActivityId("A9"), items=("1.1",), sessions=7)
    first, *_ = made(dataset=evolve(DATASET, activities=(dotted,))).lines
    assert first.activity[0].value == 7


def test_a_binding_decides_what_judges_an_item() -> None:
    """Unbound, nothing does; bound by hand, the first indicator counted in the asked unit does."""
    first, *_ = made(bindings={(1, 1): ()}).lines
    assert (first.figures, first.judgements) == ((), ())
    bound = made(bindings={(1, 1): ("services.count", "volunteers.active_share")})
    assert [each.target.indicator for each in bound.lines[0].judgements] == [
        "volunteers.active_share"
    ]


def test_a_section_that_asks_outside_its_items_has_a_line_too() -> None:
    """What stands in a heading is judged beside the items' own lines."""
    of = plan(("优质化建设达标率达到70%", "加强学习"))
    of = asking(of, "优质化建设达标率达到70%", Fraction(7, 10))
    heading, item = made(of).lines
    assert (heading.item, [each.target.indicator for each in heading.judgements]) == (
        None,
        ["accreditation.share"],
    )
    assert (item.label, item.judgements) == ("1", ())


def test_an_address_that_names_no_item_is_refused() -> None:
    """Neither an unknown number nor one that several items bear."""
    for address in (9, 1):
        with pytest.raises(NotAFigure) as caught:
            made(bindings={address: ()})
        assert caught.value.asked == str(address)


def test_the_caller_may_bind_and_unbind() -> None:
    """By the printed number where it is unique, by section and number otherwise."""
    bindings: dict[Address, tuple[str, ...]] = {2: ("services.count",), (2, 1): ()}
    first, second, third = made(bindings=bindings).lines
    assert names(first) == SHARES
    assert (names(second), second.bindings[0].words) == (["services.count"], ())
    assert (names(third), third.is_measured) == ([], False)


def test_binding_an_unknown_indicator_is_refused() -> None:
    """The exception names what was asked, and what is near."""
    with pytest.raises(NotAFigure) as caught:
        made(bindings={2: ("service.count",)})
    assert caught.value.asked == "service.count"


def test_a_smaller_catalogue_measures_less() -> None:
    """Bindings and targets of indicators that are not asked for are left out."""
    small = tuple(each for each in CATALOGUE if each.id == "articles.pieces")
    found = review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, catalogue=small)
    assert [names(each) for each in found.lines] == [[], [], ["articles.pieces"]]
    assert found.lines[0].judgements == ()
    assert [each.indicator for each in found.figures] == ["articles.pieces"]


def test_a_review_has_every_figure_of_the_catalogue() -> None:
    """Whether a line shows it or not; an unknown one is refused with what is near."""
    found = made()
    assert [each.indicator for each in found.figures] == [each.id for each in CATALOGUE]
    assert found.figure("volunteers.registered").value == 2
    with pytest.raises(NotAFigure) as caught:
        found.figure("volunteers.registred")
    assert "volunteers.registered" in str(caught.value)


def test_a_review_explains_its_figures() -> None:
    """By name, or the figure of a line."""
    found = made()
    assert found.explain("accreditation.share").value() == Ratio(3, 4)
    town = found.lines[0].breakdowns[0].figures[0]
    assert found.explain(town).value() == town.value
    with pytest.raises(NotAFigure):
        found.explain("accreditation")


def test_a_review_can_be_of_one_organisation() -> None:
    """Its figures are about that unit and what is below."""
    found = review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, organisation=oid("S4"))
    assert found.figure("accreditation.share").value == Ratio(0, 1)
    (judgement,) = found.lines[0].judgements
    assert judgement.verdict is Verdict.MISSED
    assert judgement.need.more == 1
    assert judgement.target.organisation == "S4"
    with pytest.raises(NotStored):
        review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, organisation=oid("无"))


def test_a_period_that_has_not_begun_cannot_be_reviewed() -> None:
    """There is nothing to say of 2024 in 2023."""
    with pytest.raises(BadArgument):
        made(as_of=date(2023, 12, 31))


def test_another_reading_changes_the_verdict() -> None:
    """With ten points, 60% is nearly 70%."""
    dataset = DATASET.with_records(ggw.Accreditation, [decision("1"), decision("2", "S2")])
    ten = Reading(name="容差20个百分点", points=Fraction(1, 5), relative=Fraction(1, 5))
    strict = made(dataset=dataset).lines[0].judgements[0]
    loose = review(PLAN, dataset, period=YEAR, as_of=NEW_YEARS_EVE, reading=ten)
    assert strict.verdict is Verdict.MISSED
    assert loose.lines[0].judgements[0].verdict is Verdict.MET


def test_need_is_told_by_town_and_by_kind_of_school() -> None:
    """Each place held to the same share."""
    dataset = DATASET.with_records(ggw.Accreditation, [decision("1")])
    (judgement,) = made(dataset=dataset).lines[0].judgements
    assert judgement.need.more == 2
    found = {(each.dimension, each.category): each.more for each in judgement.need.shortfalls}
    assert found == {("town", "甲镇"): 2, ("town", "乙镇"): 1, ("category", "小学"): 2}


MORE = "努力提高发稿数量"
GROWING = "不断壮大五老队伍"
CHANGES = asking(
    asking(
        plan(("宣传", MORE), ("队伍", GROWING)), MORE, comparator=Comparator.INCREASE, unit=None
    ),
    GROWING,
    comparator=Comparator.INCREASE,
    unit=None,
)


def test_a_flow_is_compared_with_last_year_and_a_stock_with_last_years_end() -> None:
    """One story in each year is no increase; two volunteers after one are."""
    stories, people = (each.judgements[0] for each in made(CHANGES).lines)
    assert stories.baseline is not None
    assert people.baseline is not None
    assert (stories.baseline.period, stories.baseline.value) == (Year(2023), 1)
    assert stories.verdict is Verdict.MISSED
    assert stories.need.more == 1
    assert (people.baseline.value, people.baseline.as_of) == (1, date(2023, 12, 31))
    assert people.verdict is Verdict.MET


def test_two_targets_of_one_indicator_have_one_baseline() -> None:
    """A number and a direction asked of the same figure are both judged."""
    words = "全年发稿100篇"
    of = asking(
        asking(plan(("宣传", f"{MORE}，{words}")), MORE, comparator=Comparator.INCREASE, unit=None),
        words,
        Fraction(100),
        unit="篇",
    )
    first, second = made(of).lines[0].judgements
    assert first.baseline is second.baseline
    assert (first.verdict, second.verdict) == (Verdict.MISSED, Verdict.MISSED)


def test_mid_year_a_flow_is_compared_with_the_same_stretch() -> None:
    """By the end of February one story less than nothing is no loss; being ahead is no victory."""
    early = made(CHANGES, as_of=date(2024, 2, 29)).lines[0].judgements[0]
    assert early.baseline is not None
    assert (early.baseline.as_of, early.baseline.value) == (date(2023, 2, 28), 0)
    assert (early.figure.value, early.verdict) == (0, Verdict.BEHIND)
    ahead = DATASET.with_records(
        ggw.Article, [article("G1"), article("G2"), article("G3", on=date(2023, 3, 1))]
    )
    march = made(CHANGES, ahead, as_of=date(2024, 3, 31)).lines[0].judgements[0]
    assert (march.figure.value, march.verdict) == (2, Verdict.ON_TRACK)


@pytest.mark.parametrize(
    ("period", "flow", "stock"),
    [
        (Half(2024, 1), Half(2023, 1), Half(2023, 2)),
        (Month(2024, 3), Month(2023, 3), Month(2024, 2)),
    ],
)
def test_a_shorter_period_has_its_own_baselines(
    period: Period, flow: Period, stock: Period
) -> None:
    """A flow has the same stretch last year, a stock the end of the period before."""
    stories, people = (
        each.judgements[0] for each in made(CHANGES, period=period, as_of=period.end).lines
    )
    assert stories.baseline is not None
    assert people.baseline is not None
    assert (stories.baseline.period, people.baseline.period) == (flow, stock)


def test_a_deadline_makes_a_target_due() -> None:
    """What is due in October and not there is missed in November."""
    due = Deadline(
        text="10月底前", span=where(PLAN, "优"), end=date(2024, 10, 31), precision=Precision.DAY
    )
    words = "优质化建设合格率100%"
    of = asking(plan(("工作", words)), words, Fraction(1), deadline=due)
    before = made(of, as_of=date(2024, 10, 30)).lines[0].judgements[0]
    after = made(of, as_of=date(2024, 11, 1)).lines[0].judgements[0]
    assert (before.target.due, before.verdict) == (date(2024, 10, 31), Verdict.BEHIND)
    assert after.verdict is Verdict.MISSED


def codes(found: Review) -> list[str]:
    """The codes of a review's problems."""
    return [each.code for each in found.problems]


def test_a_number_that_nothing_measures_is_noted_where_it_stands() -> None:
    """R101 names the place; a judged number and a mere direction are not noted."""
    of = asking(plan(("工作", "举办培训3期")), "培训3期", Fraction(3), unit="期")
    (problem,) = made(of).problems
    assert (problem.code, problem.place) == ("R101", where(of, "培训3期"))
    assert problem.severity is Severity.NOTE
    assert codes(made()) == []
    assert codes(made(CHANGES)) == []


def test_a_dataset_without_returns_is_warned_of() -> None:
    """Without 报送情况 no zero can be told from silence."""
    found = made(dataset=DATASET.with_records(ggw.Return, []))
    assert codes(found) == ["R102"]
    assert found.figure("services.count").coverage.reported == 0


def test_a_review_checks_the_dataset_unless_that_was_done() -> None:
    """Problems that reading found are shown instead of being looked for again."""
    broken = DATASET.with_records(ggw.Volunteer, [volunteer("V1", "无")])
    assert codes(made(dataset=broken)) == ["D102"]
    read = (Problem("T104", Cell("五老志愿者.csv", 3, "性别"), "is empty"),)
    found = review(PLAN, broken, period=YEAR, as_of=NEW_YEARS_EVE, problems=read)
    assert found.problems == read


def test_a_notebook_shows_the_scorecard_and_nobody() -> None:
    """Items, figures and verdicts; an item that nothing measures says so; no names."""
    found = made()
    shown = found._repr_html_()
    for words in (
        "2024年工作要点",
        "2024-12-31",
        "优质化建设达标率",
        "已达到",
        "本条暂无可计量指标",
    ):
        assert words in shown
    assert "张三" not in shown + repr(found)
    assert "13800000000" not in shown + repr(found)


def test_an_empty_plan_and_an_empty_dataset_make_a_review() -> None:
    """No lines, no numbers, and one warning."""
    found = made(plan(), Dataset())
    assert found.lines == ()
    assert codes(found) == ["R102"]
    assert {each.value for each in found.figures} == {Absence.NOT_APPLICABLE}


def test_a_judged_figure_is_that_of_its_definition() -> None:
    """The hash of the catalogue's definition goes with the figure into the line."""
    (judgement,) = made().lines[0].judgements
    assert judgement.figure.definition == indicator("accreditation.share").hash


def target(name: str, *values: Fraction, whose: str | None = None) -> Target:
    """A caller's target."""
    return Target(
        indicator=name,
        comparator=Comparator.AT_LEAST,
        values=values,
        organisation=None if whose is None else oid(whose),
    )


def test_a_callers_target_stands_on_the_line_that_shows_its_indicator() -> None:
    """Beside the plan's, on the first such line; without one, among the further ones."""
    given = (
        target("accreditation.share", Fraction(9, 10)),
        target("articles.pieces", Fraction(1)),
        target("services.count", Fraction(1)),
    )
    found = review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, targets=given)
    first, second, third = found.lines
    assert [each.verdict for each in first.judgements] == [Verdict.MET, Verdict.MISSED]
    assert second.judgements == ()
    assert [each.target.indicator for each in third.judgements] == ["articles.pieces"]
    assert [(each.target.indicator, each.verdict) for each in found.further] == [
        ("services.count", Verdict.MET)
    ]
    assert "其他目标" in found._repr_html_()
    assert made().further == ()


def test_a_callers_target_may_be_about_one_organisation() -> None:
    """The figure is that of the organisation with all below it."""
    given = (target("accreditation.share", Fraction(1), whose="S4"),)
    found = review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, targets=given)
    judgement = found.lines[0].judgements[1]
    assert (judgement.figure.value, judgement.verdict) == (Ratio(0, 1), Verdict.MISSED)
    assert judgement.need.more == 1


def test_a_callers_target_of_nobody_and_of_nothing_is_refused() -> None:
    """An unknown organisation and an unknown indicator are the caller's mistakes."""
    for given, wrong in (
        (target("services.count", Fraction(1), whose="无"), NotStored),
        (target("service.count", Fraction(1)), NotAFigure),
    ):
        with pytest.raises(wrong):
            review(PLAN, DATASET, period=YEAR, as_of=NEW_YEARS_EVE, targets=(given,))
