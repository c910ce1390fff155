from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.planning import NAME, asking, plan, where

from guangongwei.errors import Span
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.model import Comparator, Plan, Unit
from guangongwei.plans import read
from guangongwei.plans.bind import (
    Binding,
    addresses,
    bind,
    may_measure,
    target_of,
    targets_of,
    written,
)
from guangongwei.plans.bound_words import RULES, TARGET_RULES, Rule
from guangongwei.plans.parse import parse

if TYPE_CHECKING:
    from guangongwei.plans.bind import Address

KNOWN = {each.id for each in CATALOGUE}


def bound(text: str) -> list[str]:
    """The indicators that an item with this text is bound to."""
    of = plan(("工作", text))
    return [each.indicator for each in bind(of, of.items[0])]


SHARE = ["accreditation.share", "accreditation.reached", "accreditation.share_change"]
REACHED = "accreditation.share"
EVENNESS = [
    "accreditation.town_range",
    "accreditation.town_variation",
    "accreditation.town_gini",
    "accreditation.category_range",
]
BATCH = ["accreditation.new", "accreditation.ever"]
GROWING = [
    "volunteers.new",
    "volunteers.left",
    "volunteers.increase",
    "volunteers.growth",
    "volunteers.by_kind",
    "volunteers.backbone",
    "services.hours_per_volunteer",
]
STATIONS = [
    "stations.count",
    "stations.open_share",
    "stations.sessions",
    "stations.opening_days",
    "stations.opening_days_per_station",
    "stations.services_per_station",
]
PARENT_SCHOOLS = ["parents.schools", "parents.school_sessions", "parents.opening_days"]
PAIRS = ["care.pairs", "care.pairs_new", "care.pair_volunteers", "care.paired_children"]
GRANTS = ["care.grants", "care.grant_amount", "care.grant_children", "care.grant_per_child"]
CASES = [
    "care.cases",
    "care.cases_focus",
    "care.cases_crisis",
    "care.cases_opened",
    "care.cases_closed",
    "care.cases_overdue",
]
STORIES = [
    "articles.published",
    "articles.pieces",
    "articles.by_level",
    "articles.upper",
    "articles.school_share",
    "articles.growth",
    "articles.publicity_year",
]

SENTENCES = [
    ("组织政治学习、业务培训活动", ["training.sessions", "training.share"]),
    ("全员培训中小学教师", []),
    ("爱学习，爱劳动，爱祖国", []),
    (
        "落实党建带关建机制",
        [
            "committees.in_party_plan_share",
            "committees.by_plan",
            "committees.share",
            "committees.budget_share",
            "committees.office_share",
            "posts.filled_share",
            "posts.vacant",
        ],
    ),
    ("将关工委工作纳入总体工作部署", ["committees.in_party_plan_share"]),
    ("关工委组织网络应建尽建", ["committees.count", "committees.share"]),
    ("关工委活动经费落实到位", ["committees.budget", "committees.budget_share"]),
    (
        "配齐配强关工委班子",
        ["posts.filled_share", "posts.vacant", "posts.retired_share"],
    ),
    ("推进优质化建设", SHARE),
    ("以优质化建设为抓手，推进均衡发展", [*SHARE, *EVENNESS]),
    ("做好优质化建设宣传", []),
    ("着力报道优质化建设均衡发展的好经验", []),
    ("开展优质化建设论文评选", ["entries.papers", "entries.papers_awarded"]),
    ("围绕优质化建设均衡发展深入调查，改进做法", []),
    (
        "已通过创建的学校对照优质化标准找差距",
        [*SHARE, "assessments.self_share"],
    ),
    (
        "已完成优质化创建的学校做好巩固",
        [*SHARE, "assessments.review_share", "accreditation.revoked"],
    ),
    ("完成第三批创建单位认定", BATCH),
    ("优质化建设与五有五好创建统筹推进", ["five_good.reached"]),
    ("第二批五有五好学校创建验收", ["five_good.reached"]),
    ("建设“五好”关工委", ["five_good.reached"]),
    ("做好五有五好宣传报道", STORIES),
    ("动员更多老教师", ["volunteers.registered", "volunteers.teachers"]),
    ("动员更多老战士、老同志", ["volunteers.registered"]),
    ("组织五老参与服务", ["volunteers.active"]),
    ("提高五老参与率", ["volunteers.active", "volunteers.active_share"]),
    (
        "壮大五老队伍",
        ["volunteers.registered", "volunteers.active_share", *GROWING],
    ),
    ("动员家长。更多学生参加", []),
    (
        "鼓励更多的老教师积极参与社区教育和辅导站工作",
        [*STATIONS, "stations.volunteers"],
    ),
    ("推动校站结合", STATIONS),
    ("组织业务学习和培训活动", ["training.sessions", "training.share"]),
    ("开展宣讲、法治教育", ["lectures.sessions", "lectures.visits"]),
    (
        "五老进校园宣讲",
        ["lectures.sessions", "lectures.visits", "activities.volunteers"],
    ),
    ("组织同台节目展演", ["shows.sessions", "entries.shows"]),
    ("开展主题教育", ["themes.sessions"]),
    ("巩固主题教育成效", []),
    ("参加主题征文", ["themes.sessions", "entries.essays"]),
    ("参加“读懂中国”活动", ["entries.reading_china"]),
    ("撰写论文和调研报告", ["entries.papers", "entries.papers_awarded"]),
    (
        "参加家庭教育论文评选",
        ["entries.family_papers", "entries.family_papers_awarded"],
    ),
    ("做好家长学校指导", ["parents.sessions", "parents.visits", *PARENT_SCHOOLS]),
    ("宣传贯彻家庭教育促进法", ["parents.sessions", "parents.visits"]),
    ("组织家长学校优秀教案评选", []),
    ("申报工作创新奖", ["entries.innovation", "entries.innovation_awarded"]),
    ("开展结对帮扶", [*PAIRS, "care.hours"]),
    ("做强爱心助学等品牌", ["care.programmes", *GRANTS, "care.hours"]),
    ("协助学校、帮助困难家庭", []),
    ("实施青蓝工程", ["care.mentor_pairs"]),
    ("关爱留守儿童", ["care.children", "care.paired_share", "care.hours"]),
    ("关爱心理健康", ["care.mind_sessions", "care.hours"]),
    ("做好危机干预", CASES),
    ("关爱教职工", []),
    ("做好关心下一代工作", []),
    ("提高发稿质量", STORIES),
    ("发挥通讯员作用", ["articles.correspondents_per_school"]),
    ("建设网上关工委", ["committees.online_share"]),
    ("按时报送年度报表", ["returns.share"]),
    ("加强学习", []),
]


@pytest.mark.parametrize(("text", "indicators"), SENTENCES)
def test_an_item_is_bound_by_the_words_of_one_sentence(text: str, indicators: list[str]) -> None:
    """Each group of words must be met in one sentence, and no word that speaks against it."""
    assert bound(text) == indicators


def test_every_rule_for_sentences_is_shown_at_work() -> None:
    """Each indicator of the table is bound by one of the sentences above."""
    told = {each for _, indicators in SENTENCES for each in indicators}
    assert {each.indicator for each in RULES} == told


#: What measures each of the fifteen points.
FIFTEEN = {
    1: {"training.sessions", "training.share"},
    2: {
        "committees.in_party_plan_share",
        "committees.by_plan",
        "committees.budget_share",
        "posts.vacant",
    },
    3: {"volunteers.registered", "volunteers.active", "volunteers.teachers", "lectures.visits"},
    4: {"shows.sessions", "entries.shows"},
    5: {"themes.sessions", "entries.essays", "entries.reading_china"},
    6: {*SHARE, *EVENNESS},
    7: {*SHARE, *BATCH, "assessments.self_share", "assessments.review_share"},
    8: {"entries.papers", "entries.papers_awarded"},
    9: {*PARENT_SCHOOLS, "parents.sessions", "parents.visits"},
    10: {"entries.family_papers", "entries.family_papers_awarded"},
    11: {*STATIONS, "stations.volunteers"},
    12: {*PAIRS, *GRANTS, *CASES, "care.programmes", "care.mentor_pairs", "care.children"},
    13: {*GROWING, "volunteers.registered", "volunteers.teachers"},
    14: {"entries.innovation", "entries.innovation_awarded"},
    15: {*STORIES, "articles.correspondents_per_school", "committees.online_share"},
}
#: Besides, what a point also speaks of.
ALSO = {
    2: {"committees.share", "committees.office_share", "posts.filled_share"},
    3: {"lectures.sessions", "activities.volunteers"},
    7: {"accreditation.revoked"},
    12: {
        "care.hours",
        "care.mind_sessions",
        "care.paired_share",
        "parents.sessions",
        "parents.visits",
    },
    13: {"volunteers.active_share"},
}
EXAMPLE = read(Path(__file__).parents[2] / "examples" / "wujin_2024" / "plan.txt").value


@pytest.mark.parametrize("number", FIFTEEN)
def test_each_of_the_fifteen_points_is_bound_to_what_measures_it(number: int) -> None:
    """And to nothing else."""
    (item,) = (each for each in EXAMPLE.items if each.ordinal == number)
    assert {each.indicator for each in bind(EXAMPLE, item)} == FIFTEEN[number] | ALSO.get(
        number, set()
    )


@pytest.mark.parametrize("number", FIFTEEN)
def test_what_a_point_is_bound_to_says_that_it_serves_it(number: int) -> None:
    """The catalogue and the tables of words agree on what a point is measured by."""
    for each in FIFTEEN[number]:
        assert str(number) in indicator(each).serves, each


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parents[1] / "data" / "plans").glob("*.txt")), ids=str
)
def test_no_plan_binds_the_share_of_another_programme(file: Path) -> None:
    """Nothing there is about 优质化建设, and much about other standards, writing and 达标."""
    of = read(file).value
    parts = [item or section for section in of.sections for item in (section.items or (None,))]
    found = {each.indicator for part in parts for each in bind(of, part)}
    assert not any(each.startswith("accreditation.") for each in found)


def test_a_binding_shows_the_words_that_made_it() -> None:
    """The earliest word of each group, where it stands in the plan."""
    of = plan(("工作", "加强学习。让更多五老和老教师登记"))
    binding = bind(of, of.items[0])[0]
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
    assert [each.indicator for each in bind(of, of.sections[0])] == ["themes.sessions"]


TWO = plan(("甲", "开展读书", "加强学习"), ("乙", "开展结对", "加强学习", "提高发稿质量"))


@pytest.mark.parametrize(
    ("address", "section", "item"),
    [((1, 1), 0, 0), ((2, 1), 1, 0), (3, 1, 2), ((2, 3), 1, 2)],
)
def test_what_the_caller_says_wins(address: Address, section: int, item: int) -> None:
    """By section and item where numbers restart, by the number alone where it is unique."""
    part = TWO.sections[section].items[item]
    overrides: dict[Address, tuple[str, ...]] = {address: ("services.count", "articles.pieces")}
    assert bind(TWO, part, overrides=overrides) == (
        Binding(indicator="services.count"),
        Binding(indicator="articles.pieces"),
    )


def test_items_that_are_printed_alike_have_addresses_of_their_own() -> None:
    """The second 1 of the first section, and that of a section that is numbered 一 again."""
    of = parse(
        "2024年工作要点\n\n一、甲\n1. 开展读书。\n1. 开展结对。\n2. 加强学习。\n\n"
        "一、乙\n1. 提高发稿质量。\n"
    ).value
    named = [addresses(of, each) for each in of.items]
    assert named == [((1, 1),), ((1, 1, 2),), (2, (1, 2)), ((1, 1, 3),)]
    assert [written(each) for names in named for each in names] == [
        *("1.1", "1.1之2", "2", "1.2", "1.1之3"),
    ]
    said: dict[Address, tuple[str, ...]] = {(1, 1, 2): ("activities.sessions",)}
    assert [len(bind(of, each, overrides=said)) for each in of.items][1] == 1


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
        ("新增优质化学校", (Fraction(20),), "所", "accreditation.new"),
        ("五有五好优质化达标", (Fraction(25, 100),), "%", None),
        ("关工委工作纳入党建", (Fraction(1),), "%", "committees.in_party_plan_share"),
        ("学校关工委组建率", (Fraction(1),), "%", "committees.share"),
        ("网上关工委建成率", (Fraction(1),), "%", "committees.online_share"),
        ("老教师参与社区辅导站", (Fraction(60),), "名", "stations.volunteers"),
        ("辅导站开放率", (Fraction(9, 10),), "%", "stations.open_share"),
        ("辅导站建成", (Fraction(10),), "个", "stations.count"),
        ("五老参与率", (Fraction(8, 10),), "%", "volunteers.active_share"),
        ("五老参与服务", (Fraction(600),), "人", "volunteers.active"),
        ("新增五老", (Fraction(60),), "名", "volunteers.new"),
        ("服务时长", (Fraction(9000),), "小时", "services.hours"),
        ("论文", (Fraction(12),), "篇", "entries.papers"),
        ("论文获奖", (Fraction(3),), "篇", "entries.papers_awarded"),
        ("家庭教育论文", (Fraction(9),), "篇", "entries.family_papers"),
        ("家庭教育论文获奖", (Fraction(2),), "篇", "entries.family_papers_awarded"),
        ("报送征文", (Fraction(90),), "篇", "entries.essays"),
        ("读懂中国征文", (Fraction(10),), "篇", "entries.reading_china"),
        ("申报创新奖", (Fraction(5),), "项", "entries.innovation"),
        ("创新奖获奖", (Fraction(1),), "项", "entries.innovation_awarded"),
        ("省级以上媒体用稿", (Fraction(20),), "篇", "articles.upper"),
        ("青蓝工程结对", (Fraction(30),), "对", "care.mentor_pairs"),
        ("结对帮扶", (Fraction(120),), "对", "care.pairs"),
        ("发放助学金", (Fraction(60000),), "元", "care.grant_amount"),
        ("资助学生", (Fraction(80),), "名", "care.grant_children"),
        ("家长受教育", (Fraction(9000),), "人次", "parents.visits"),
        ("家庭教育讲座", (Fraction(90),), "场次", "parents.sessions"),
        ("法治教育", (Fraction(9000),), "人次", "lectures.visits"),
        ("业务培训", (Fraction(4),), "场次", "training.sessions"),
        ("培训覆盖率", (Fraction(1),), "%", "training.share"),
        ("报告会", (Fraction(50),), "场次", "activities.sessions"),
        ("五老队伍达到", (Fraction(1500),), "人", "volunteers.registered"),
        ("全年发稿", (Fraction(100),), "篇", "articles.published"),
        ("受教育", (Fraction(10000),), "人次", "activities.visits"),
        ("宣讲", (Fraction(50),), "场次", "lectures.sessions"),
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
        ("更多的老教师投身关工委工作", Comparator.INCREASE, "volunteers.teachers"),
        ("更多的老教师、老干部加入", Comparator.INCREASE, "volunteers.registered"),
        ("减少发稿数量", Comparator.DECREASE, "articles.published"),
        ("更多老教师参与社区服务", Comparator.INCREASE, "stations.volunteers"),
        ("更多老教师参与志愿服务", Comparator.INCREASE, "volunteers.active"),
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


@pytest.mark.parametrize(
    "words",
    [
        "全区幼儿园优质化建设达标率达80%",
        "80%的小学达到优质化建设标准",
        "民办学校优质化建设达标率达80%",
        "牛塘镇优质化建设达标率达80%",
        "其中骨干五老参与率达80%",
        "农村学校关工委组建率达80%",
    ],
)
def test_a_number_for_some_alone_is_no_target_of_all(words: str) -> None:
    """80% of the kindergartens, of one town or of the 骨干 says nothing of the whole."""
    of = asking(plan(("工作", words)), words, Fraction(4, 5), unit="%")
    assert target_of(of.commitments[0]) is None


@pytest.mark.parametrize(
    "words",
    [
        "全区中小学、幼儿园优质化建设达标率达80%",
        "80%的中小学（幼儿园）达到优质化建设标准",
        "各镇（街道）学校优质化建设达标率达80%",
        "大中小学优质化建设达标率达80%",
        "全镇幼儿园和中小学优质化建设达标率达80%",
    ],
)
def test_all_schools_are_all_however_they_are_called(words: str) -> None:
    """中小学、幼儿园 together are the whole."""
    of = asking(plan(("工作", words)), words, Fraction(4, 5), unit="%")
    assert target_of(of.commitments[0]) == "accreditation.share"


@pytest.mark.parametrize(
    ("comparator", "indicator"),
    [
        (Comparator.INCREASE, "accreditation.share"),
        (Comparator.DECREASE, "accreditation.share"),
        (Comparator.EXACTLY, None),
        (Comparator.AT_LEAST, None),
    ],
)
def test_percentage_points_say_how_much_more_a_share_is_to_be(
    comparator: Comparator, indicator: str | None
) -> None:
    """达标率提高5个百分点 is a target of the share; 高于全省5个百分点 is none."""
    words = "优质化建设达标率"
    of = asking(plan(("工作", words)), words, Fraction(1, 20), unit="百分点", comparator=comparator)
    assert target_of(of.commitments[0]) == indicator
    moves = indicator is not None
    assert may_measure(of.commitments[0], Unit.PERCENT) is moves
    assert may_measure(of.commitments[0], Unit.PERCENTAGE_POINTS)
    assert not may_measure(of.commitments[0], Unit.PEOPLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("优质化建设达标率达70%，2025年达80%。", [REACHED, REACHED]),
        ("优质化建设达标率达70%，2025年达到75%，2026年实现全覆盖。", [REACHED] * 3),
        ("网上关工委建成率达50%以上，年内力争达到60%。", ["committees.online_share"] * 2),
        ("优质化建设达标率达70%，其中幼儿园达80%。", [REACHED, None]),
        ("优质化建设达标率达70%，其中幼儿园达80%，2025年达90%。", [REACHED, None, None]),
        ("优质化建设达标率达70%，家长满意率达90%，2025年达95%。", [REACHED, None, None]),
        ("优质化建设达标率达70%。2025年达80%。", [REACHED, None]),
        ("优质化建设达标率达70%，每校2025年达80%。", [REACHED, None]),
        ("新增五老志愿者50名，达到800名。", ["volunteers.new", None]),
        ("全年发稿200篇以上，省级以上不少于20篇。", ["articles.published", None]),
    ],
)
def test_a_clause_without_a_subject_goes_on_with_the_one_before(
    text: str, expected: list[str | None]
) -> None:
    """Only where it names a time and a share and nothing else; all others are not guessed at."""
    of = parse(f"2024年工作要点\n\n一、建设\n1. {text}\n").value
    found = targets_of(of)
    assert [found.get(each.span) for each in of.commitments] == expected


def test_the_tables_name_indicators_of_the_catalogue() -> None:
    """No rule points at an indicator that is not there."""
    assert {each.indicator for each in RULES} | {each.indicator for each in TARGET_RULES} <= KNOWN


def test_a_plan_made_by_hand_is_where_it_says() -> None:
    """Every item's span holds its own text."""
    of: Plan = TWO
    for item in of.items:
        assert item.text in of.text[item.span.start : item.span.stop]
    assert where(of, "甲") == Span(NAME, 2, 3)


@pytest.mark.parametrize(
    ("unit", "per", "figure", "fits"),
    [
        ("人", "", Unit.PEOPLE, True),
        ("名", "全年", Unit.PEOPLE, True),
        ("名", "每校", Unit.PEOPLE, False),
        ("人次", "", Unit.PEOPLE, False),
        ("小时", "", Unit.HOURS, True),
    ],
)
def test_a_figure_measures_what_is_asked_in_its_unit(
    unit: str, per: str, figure: Unit, *, fits: bool
) -> None:
    """A number for each school is not the whole's."""
    of = asking(plan(("工作", "壮大队伍")), "壮大队伍", Fraction(5), unit=unit, per=per)
    assert may_measure(of.commitments[0], figure) is fits


def test_a_direction_goes_with_any_unit() -> None:
    """It names no number whose unit could differ."""
    of = asking(plan(("工作", "壮大队伍")), "壮大队伍", comparator=Comparator.INCREASE, unit=None)
    assert may_measure(of.commitments[0], Unit.HOURS)
