"""The made-up district: its size, its history, and everything odd that it must hold."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from guangongwei.errors import BadArgument, Severity
from guangongwei.model import Absence, Category, Group, Ratio, Year
from guangongwei.model.accreditation import Outcome
from guangongwei.model.caseload import caseload
from guangongwei.model.cases import case_problems
from guangongwei.model.pairings import PairState, count_pairs, standing
from guangongwei.model.scoring import score
from guangongwei.model.standard import Method
from guangongwei.testing import worlds

WHOLE = Group()


@pytest.fixture(scope="module")
def district() -> worlds.World:
    """The district of the example."""
    return worlds.district(2024)


@pytest.fixture(scope="module")
def before(district: worlds.World) -> worlds.World:
    """The same district a year earlier."""
    return worlds.World(dataset=district.dataset, period=Year(2023), as_of=Year(2023).end)


def test_it_has_the_size_it_is_asked_for(district: worlds.World) -> None:
    """147 schools and kindergartens, 1 500 volunteers, 30 000 services of the year."""
    schools = [each for each in district.dataset.organisations if each.category.is_school]
    assert sum(each.in_operation(district.as_of) for each in schools) == 147
    assert {each.category.value for each in schools} == {
        *("幼儿园", "小学", "初中", "九年一贯制学校"),
        *("普通高中", "完全中学", "中等职业学校", "特殊教育学校"),
    }
    assert len(district.dataset.volunteers) == 1500
    assert sum(each.on in Year(2024) for each in district.dataset.services) == 30_000


def test_its_first_figure_is_known(district: worlds.World) -> None:
    """103 of 147 schools have reached the standard: 70.1%, nearly 70% and a little more."""
    assert district.answers["accreditation.share"][WHOLE] == Ratio(103, 147)


def test_every_kind_of_decision_is_there(district: worlds.World, before: worlds.World) -> None:
    """Struck off, tried again, confirmed, too late, closed since: each makes a difference."""
    decisions = Counter(each.outcome for each in district.dataset.accreditations)
    passed = {
        each.organisation
        for each in district.dataset.accreditations
        if each.outcome is Outcome.PASSED
    }
    assert decisions[Outcome.REVOKED] == 2
    assert decisions[Outcome.NOT_PASSED] > 4
    assert len(passed) > 103
    share = before.answers["accreditation.share"][WHOLE]
    assert isinstance(share, Ratio)
    new = district.answers["accreditation.new"][WHOLE]
    assert (share.part, new) == (68, 38)
    # Of the old ones one was struck off and one closed, of the new ones one closed.
    assert share.part - 2 + 38 - 1 == 103


def test_its_schools_close_merge_and_open(district: worlds.World) -> None:
    """Three close during the year after some work was done there, two of them merge, two open."""
    organisations = district.dataset.organisations
    closed = {each.id: each for each in organisations if each.closed and each.closed in Year(2024)}
    assert len(closed) == 3
    assert sum(each.merged_into is not None for each in closed.values()) == 2
    assert (
        sum(each.founded is not None and each.founded in Year(2024) for each in organisations) == 2
    )
    assert any(each.organisation in closed for each in district.dataset.services)


def test_it_is_better_than_the_year_before(district: worlds.World, before: worlds.World) -> None:
    """More volunteers on the roll, more who serve, more stories: what the plan asks for."""
    for indicator in ("volunteers.registered", "volunteers.active", "articles.published"):
        now, then = district.answers[indicator][WHOLE], before.answers[indicator][WHOLE]
        assert isinstance(now, int)
        assert isinstance(then, int)
        assert now > then


def test_nothing_is_not_always_zero(district: worlds.World) -> None:
    """Some schools report a true zero, some nothing, some without numbers; stations need not."""
    for indicator, answers in district.answers.items():
        if indicator in ("services.hours", "activities.visits"):
            assert {0, Absence.NOT_REPORTED, Absence.UNKNOWN, Absence.NOT_APPLICABLE} <= {
                *answers.values()
            }
        elif indicator in ("services.count", "articles.pieces"):
            assert {0, Absence.NOT_REPORTED, Absence.NOT_APPLICABLE} <= {*answers.values()}


def test_its_schools_report_as_schools_do(district: worlds.World) -> None:
    """Twelve of 147 have not sent all of a table: six sent nothing, four a part, two not this."""
    coverage = district.coverage["services.count"][WHOLE]
    assert (coverage.reported, coverage.expected) == (135, 147)
    assert (len(coverage.missing), len(coverage.partial)) == (12, 4)
    assert district.answers["returns.share"][WHOLE] == Ratio(140, 147)


def test_volunteers_are_counted_where_they_serve(district: worlds.World) -> None:
    """Who serves at two schools counts at both, and once in the district."""
    active = district.answers["volunteers.active"]
    schools = [each.id for each in district.dataset.organisations if each.category.is_school]
    at_schools = [active[Group(organisation=each)] for each in schools]
    told = sum(each for each in at_schools if isinstance(each, int))
    whole = active[WHOLE]
    assert isinstance(whole, int)
    assert told > whole + 100


def test_stories_are_counted_once(district: worlds.World) -> None:
    """A story that several outlets took, at a school and at the bureau, is one story."""
    pieces, stories = (
        district.answers[f"articles.{each}"][WHOLE] for each in ("pieces", "published")
    )
    assert isinstance(pieces, int)
    assert isinstance(stories, int)
    assert pieces > 1.4 * stories
    places = {(each.story, each.organisation) for each in district.dataset.articles if each.story}
    assert len({story for story, _ in places}) < len(places)


def test_its_works_go_up_and_its_prizes_are_no_pyramid(district: worlds.World) -> None:
    """A work is one entry a level, never two on one; second prizes are the most."""
    entries = district.dataset.entries
    steps = Counter((each.work, each.level) for each in entries if each.work)
    assert max(steps.values()) == 1
    assert max(Counter(each.work for each in entries if each.work).values()) > 3
    awards = Counter(each.award for each in entries)
    assert awards["二等奖"] > max(awards["一等奖"], awards["三等奖"])


def test_its_cases_are_legal_and_some_are_late(district: worlds.World) -> None:
    """Every step is legal; cases stand everywhere they can, and some wait for a contact."""
    cases = district.dataset.cases
    assert case_problems(cases) == ()
    load = caseload(cases, as_of=district.as_of)
    assert all(count for _, count in (*load.by_state, *load.by_level))
    assert 0 < load.overdue < load.followed


def test_its_pairs_come_in_every_shape(district: worlds.World) -> None:
    """1+1 and 2+1, with children and young teachers, whole, weakened, orphaned and ended."""
    data, day = district.dataset, district.as_of
    counts = count_pairs(data.pairings, day=day)
    assert [shape for shape, _ in counts.by_shape] == ["1+1", "2+1"]
    assert counts.young_teachers
    states = {
        standing(
            each,
            day=day,
            volunteers=data.volunteer_by_id,
            children=data.child_by_id,
            tree=data.tree,
        ).state
        for each in data.pairings
    }
    assert states == set(PairState) - {PairState.NOT_BEGUN}


def test_its_decisions_rest_on_assessments(district: worlds.World) -> None:
    """Before each decision somebody was there: who passed reaches the grade, who did not, not."""
    data = district.dataset
    editions = {each.id: each for each in data.standards}
    for decision in data.accreditations:
        before = [
            each
            for each in data.assessments
            if each.organisation == decision.organisation
            and each.method is not Method.SELF
            and editions[each.standard].programme == decision.programme
            and each.on < decision.on
        ]
        scoring = score(before[-1], editions[before[-1].standard]).value
        assert (scoring.passes is True) == (decision.outcome is Outcome.PASSED)


def test_its_money_is_exact_and_not_all_known(district: worlds.World) -> None:
    """Amounts are decimals, some are unknown, and where they came from is mostly noted."""
    grants = district.dataset.grants
    assert {type(each.amount) for each in grants} == {Decimal, Absence}
    assert {None, "财政专项", "个人结对"} <= {each.origin for each in grants}


def test_parents_are_taught_at_the_parent_school(district: worlds.World) -> None:
    """Parent schools and stations hold sessions of their own."""
    tree = district.dataset.tree
    held = {tree[each.organisation].category for each in district.dataset.activities}
    assert {Category.PARENT_SCHOOL, Category.STATION} <= held


def test_nobody_in_it_can_be_called(district: worlds.World) -> None:
    """Telephone numbers begin with 000."""
    phones = [each.phone for each in district.dataset.volunteers if each.phone]
    assert len(set(phones)) == len(phones) > 1000
    assert all(re.fullmatch(r"000-[0-9]{4}", each) for each in phones)


@pytest.mark.parametrize(("seed", "schools"), [(1, 80), (2, 96), (3, 147), (4, 311)])
def test_every_seed_and_size_holds_together(seed: int, schools: int) -> None:
    """No error among the records, as many schools as asked for, seven in ten of them accredited."""
    world = worlds.district(
        seed, year=2026, schools=schools, volunteers=300, services=900, history=200
    )
    problems = world.dataset.check()
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    share = world.answers["accreditation.share"][WHOLE]
    assert share == Ratio((schools * 7 + 5) // 10, schools)
    assert world.answers["services.count"][WHOLE] == 900


def test_the_same_seed_is_the_same_district() -> None:
    """Made twice, equal; made of another seed, not."""
    first, again, other = (
        worlds.district(seed, schools=80, volunteers=50, services=100, history=10).dataset
        for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("schools", {"schools": 79}),
        ("services", {"volunteers": 10, "services": 1001}),
        ("services", {"volunteers": 10, "services": 9, "history": 1001}),
    ],
)
def test_a_district_has_many_schools_and_enough_people(name: str, asked: dict[str, int]) -> None:
    """With fewer schools there would not be one for every habit; nobody serves all day."""
    with pytest.raises(BadArgument) as caught:
        worlds.district(1, **asked)
    assert caught.value.name == name


def test_people_serve_as_much_as_they_can() -> None:
    """A hundred services a volunteer fit into the year, three a day and no more."""
    world = worlds.district(5, schools=80, volunteers=40, services=4000, history=0)
    times = Counter((each.volunteer, each.on) for each in world.dataset.services)
    assert len(world.dataset.services) == 4000
    assert max(times.values()) <= 3
