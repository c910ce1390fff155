from __future__ import annotations

from fractions import Fraction

import pytest
from tests.planning import NAME, asking, plan, where

from guangongwei.errors import Span
from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.model import Comparator, Plan
from guangongwei.plans.bind import RULES, TARGET_RULES, Binding, Rule, bind, target_of

KNOWN = {each.id for each in CATALOGUE}


def bound(text: str) -> list[str]:
    """The indicators that an item with this text is bound to."""
    of = plan(("工作", text))
    return [each.indicator for each in bind(of, of.items[0])]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("以优质化建设为抓手，推进均衡发展", ["accreditation.share"]),
        ("做好优质化建设宣传", []),
        ("开展优质化建设论文评选", []),
        ("优质化建设与五有五好创建统筹推进", []),
        ("完成第三批创建单位认定", ["accreditation.new"]),
        ("动员更多老教师", ["volunteers.registered"]),
        ("组织五老参与服务", ["volunteers.active"]),
        ("壮大五老队伍", ["volunteers.registered", "volunteers.active_share"]),
        ("开展主题教育", ["activities.sessions", "activities.visits"]),
        ("开展结对帮扶", ["services.count", "services.hours"]),
        (
            "提高发稿质量",
            ["articles.published", "articles.pieces", "articles.by_level"],
        ),
        ("加强学习", []),
        ("动员家长。更多学生参加", []),
    ],
)
def test_an_item_is_bound_by_the_words_of_one_sentence(text: str, indicators: list[str]) -> None:
    """Each group of words must be met in one sentence, and no word that speaks against it."""
    assert bound(text) == indicators


def test_a_binding_shows_the_words_that_made_it() -> None:
    """The earliest word of each group, where it stands in the plan."""
    of = plan(("工作", "加强学习。让更多五老和老教师登记"))
    (binding,) = bind(of, of.items[0])
    assert binding == Binding(
        indicator="volunteers.registered", words=(where(of, "五老"), where(of, "更多"))
    )
    assert [of.text[each.start : each.stop] for each in binding.words] == ["五老", "更多"]


def test_an_indicator_is_bound_once_by_the_first_rule_that_holds() -> None:
    """Two rules for one indicator make one binding."""
    of = plan(("工作", "读书和演讲"))
    rules = (
        Rule(indicator="a", words=(("演讲",),)),
        Rule(indicator="a", words=(("读书",),)),
    )
    assert bind(of, of.items[0], rules=rules) == (
        Binding(indicator="a", words=(where(of, "演讲"),)),
    )


def test_an_item_does_not_read_its_neighbours() -> None:
    """The words of item 1 bind item 1 only."""
    of = plan(("工作", "开展结对帮扶", "加强学习"))
    assert bind(of, of.items[1]) == ()


def test_a_section_without_items_is_read_as_a_whole() -> None:
    """Its heading and text are what there is."""
    of = plan(("开展主题教育",))
    assert [each.indicator for each in bind(of, of.sections[0])] == [
        "activities.sessions",
        "activities.visits",
    ]


TWO = plan(("甲", "开展读书", "加强学习"), ("乙", "开展结对", "加强学习", "提高发稿质量"))


@pytest.mark.parametrize(
    ("address", "section", "item"),
    [((1, 1), 0, 0), ((2, 1), 1, 0), (3, 1, 2), ((2, 3), 1, 2)],
)
def test_what_the_caller_says_wins(address: int | tuple[int, int], section: int, item: int) -> None:
    """By section and item where numbers restart, by the number alone where it is unique."""
    part = TWO.sections[section].items[item]
    overrides = {address: ("services.count", "articles.pieces")}
    assert bind(TWO, part, overrides=overrides) == (
        Binding(indicator="services.count"),
        Binding(indicator="articles.pieces"),
    )


def test_an_empty_tuple_unbinds_an_item() -> None:
    """The caller may say that nothing measures it."""
    assert bind(TWO, TWO.items[0], overrides={(1, 1): ()}) == ()


@pytest.mark.parametrize("address", [1, 9, (3, 1), (1, 9)])
def test_an_address_that_is_not_the_items_changes_nothing(address: int | tuple[int, int]) -> None:
    """A repeated number alone names no item, and neither does one that is not printed."""
    part = TWO.items[0]
    assert bind(TWO, part, overrides={address: ()}) == bind(TWO, part)


def test_a_section_is_not_overridden_by_the_number_of_an_item() -> None:
    """Numbers name items."""
    of = plan(("开展主题教育",), ("乙", "加强学习"))
    assert bind(of, of.sections[0], overrides={1: ()}) == bind(of, of.sections[0])


@pytest.mark.parametrize(
    ("words", "values", "unit", "indicator"),
    [
        ("达到优质化建设标准", (Fraction(7, 10),), "%", "accreditation.share"),
        ("优质化建设合格", (Fraction(20),), "所", None),
        ("五有五好优质化达标", (Fraction(25, 100),), "%", None),
        ("老教师参与社区辅导站", (Fraction(60),), "名", "volunteers.active"),
        ("五老队伍达到", (Fraction(1500),), "人", "volunteers.registered"),
        ("全年发稿", (Fraction(100),), "篇", "articles.published"),
        ("受教育", (Fraction(10000),), "人次", "activities.visits"),
        ("宣讲", (Fraction(50),), "场次", "activities.sessions"),
        ("宣讲", (Fraction(50),), "次", None),
        ("培训", (Fraction(3),), "期", None),
    ],
)
def test_a_number_is_a_target_by_its_words_and_its_unit(
    words: str, values: tuple[Fraction, ...], unit: str, indicator: str | None
) -> None:
    """70% of something else, or 20 schools, is not the share."""
    (commitment,) = asking(plan(("工作", words)), words, *values, unit=unit).commitments
    assert target_of(commitment) == indicator


@pytest.mark.parametrize(
    ("words", "comparator", "indicator"),
    [
        ("努力提高发稿数量", Comparator.INCREASE, "articles.published"),
        ("不断壮大五老队伍", Comparator.INCREASE, "volunteers.registered"),
        ("减少发稿数量", Comparator.DECREASE, "articles.published"),
        ("更多老教师参与社区服务", Comparator.INCREASE, "volunteers.active"),
        ("提高认识", Comparator.INCREASE, None),
        ("提高发稿数量", Comparator.AT_LEAST, None),
    ],
)
def test_a_direction_without_number_is_a_target_too(
    words: str, comparator: Comparator, indicator: str | None
) -> None:
    """More or fewer of what an indicator measures needs no unit."""
    of = asking(plan(("工作", words)), words, comparator=comparator, unit=None)
    assert target_of(of.commitments[0]) == indicator


@pytest.mark.parametrize(("per", "each"), [("每校", False), ("", True)])
def test_a_number_for_each_is_no_target_of_the_whole(
    per: str,
    each: bool,  # noqa: FBT001
) -> None:
    """每校10篇 and 各10篇 are not ten articles of the district."""
    words = "每校发稿"
    of = asking(plan(("工作", words)), words, Fraction(10), unit="篇", per=per, each=each)
    assert target_of(of.commitments[0]) is None


def test_the_tables_name_indicators_of_the_catalogue() -> None:
    """No rule points at an indicator that is not there."""
    assert {each.indicator for each in (*RULES, *TARGET_RULES)} <= KNOWN


def test_a_plan_made_by_hand_is_where_it_says() -> None:
    """Every item's span holds its own text."""
    of: Plan = TWO
    for item in of.items:
        assert item.text in of.text[item.span.start : item.span.stop]
    assert where(of, "甲") == Span(NAME, 2, 3)
