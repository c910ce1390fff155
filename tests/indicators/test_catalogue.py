from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest
from tests.indicators.datasets import (
    YEAR,
    activity,
    article,
    bureau,
    by_category,
    decision,
    figure,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import NotAFigure
from guangongwei.indicators.catalogue import CATALOGUE, CHAPTERS, indicator
from guangongwei.indicators.definition import (
    Change,
    Evenness,
    Growth,
    Measure,
    Per,
    Share,
    Spread,
    Timing,
)
from guangongwei.indicators.formulas import measures
from guangongwei.model import (
    SCHOOLS,
    Absence,
    Category,
    Dataset,
    Half,
    Month,
    Organisation,
    Outcome,
    Ratio,
    Unit,
    Year,
)

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Indicator
    from guangongwei.model import Accreditation, Return

FAILED, REVOKED, PASSED = Outcome.NOT_PASSED, Outcome.REVOKED, Outcome.PASSED
TWO_SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"))


@pytest.mark.parametrize(
    ("said", "decisions", "share"),
    [
        ("none", (), 0),
        ("passed", (decision("1"),), 1),
        ("passed on the last day", (decision("1", on=date(2024, 12, 31)),), 1),
        ("passed a day later", (decision("1", on=date(2025, 1, 1)),), 0),
        ("passed years before", (decision("1", on=date(2021, 5, 1)),), 1),
        (
            "passed, then failed a re-check",
            (decision("1"), decision("2", on=date(2024, 3, 2), outcome=FAILED)),
            0,
        ),
        (
            "passed, then revoked",
            (decision("1"), decision("2", on=date(2024, 9, 1), outcome=REVOKED)),
            0,
        ),
        (
            "revoked only next year",
            (decision("1"), decision("2", on=date(2025, 9, 1), outcome=REVOKED)),
            1,
        ),
        (
            "failed, then passed",
            (decision("1", outcome=FAILED), decision("2", on=date(2024, 9, 1))),
            1,
        ),
        (
            "two on one day: the last id holds",
            (decision("2", outcome=REVOKED), decision("1")),
            0,
        ),
        ("two on one day: the last id holds", (decision("2"), decision("1", outcome=FAILED)), 1),
        ("about a school nobody knows", (decision("1", "无"),), 0),
    ],
)
def test_a_school_counts_by_its_latest_decision(
    said: str, decisions: tuple[Accreditation, ...], share: int
) -> None:
    """What was decided last by the end of the period holds."""
    dataset = Dataset(organisations=(bureau(), school("S1")), accreditations=decisions)
    assert (said, figure("accreditation.share", dataset).value) == (said, Ratio(share, 1))


def test_the_share_is_of_the_schools_in_operation_at_the_end() -> None:
    """Closed and not yet founded schools are in neither part, whatever was decided."""
    schools = (
        school("S1"),
        school("S2", closed=date(2024, 12, 31)),
        school("S3", closed=date(2025, 1, 1)),
        school("S4", founded=date(2024, 12, 31)),
        school("S5", founded=date(2025, 1, 1)),
    )
    dataset = Dataset(
        organisations=schools,
        accreditations=tuple(decision(each.id, each.id, on=date(2024, 12, 1)) for each in schools),
    )
    assert figure("accreditation.share", dataset).value == Ratio(3, 3)


def test_the_share_knows_eight_kinds_of_school() -> None:
    """小学 and the other seven count; bureaus, offices, stations and communities do not."""
    dataset = Dataset(
        organisations=tuple(
            Organisation(id=oid(each.name), name=each.value, category=each) for each in Category
        )
    )
    assert figure("accreditation.share", dataset).value == Ratio(0, 8)
    assert by_category("accreditation.share", dataset, "category") == {
        each.value: Ratio(0, 1) if each in SCHOOLS else Absence.NOT_APPLICABLE for each in Category
    }


def test_the_day_of_the_figure_can_lie_within_the_period() -> None:
    """As of June, what was decided or founded in July has not happened."""
    dataset = Dataset(
        organisations=(school("S1"), school("S2", founded=date(2024, 7, 1))),
        accreditations=(decision("1", on=date(2024, 7, 1)),),
    )
    june = figure("accreditation.share", dataset, as_of=date(2024, 6, 30))
    assert june.value == Ratio(0, 1)
    assert figure("accreditation.share", dataset).value == Ratio(1, 2)


@pytest.mark.parametrize(
    ("said", "decisions", "new"),
    [
        ("passed this year", (decision("1"),), 1),
        ("passed last year", (decision("1", on=date(2023, 12, 31)),), 0),
        ("passed twice", (decision("1"), decision("2", on=date(2024, 9, 1))), 1),
        (
            "a re-check passed again",
            (decision("1", on=date(2022, 5, 1)), decision("2")),
            0,
        ),
        (
            "a plate regained",
            (
                decision("1", on=date(2021, 5, 1)),
                decision("2", on=date(2023, 5, 1), outcome=REVOKED),
                decision("3"),
            ),
            1,
        ),
        (
            "passed and revoked",
            (decision("1"), decision("2", on=date(2024, 9, 1), outcome=REVOKED)),
            1,
        ),
        ("failed", (decision("1", outcome=FAILED),), 0),
        ("not a school", (decision("1", "B"),), 0),
    ],
)
def test_newly_accredited_means_not_accredited_before(
    said: str, decisions: tuple[Accreditation, ...], new: int
) -> None:
    """A school counts once, if it passed in the period and was not standing the day before."""
    dataset = Dataset(organisations=(bureau(), school("S1")), accreditations=decisions)
    assert (said, figure("accreditation.new", dataset).value) == (said, new)


def test_newly_accredited_schools_are_told_by_batch() -> None:
    """A school that passed in two batches counts in each of them and once in all."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        accreditations=(
            decision("1", batch=2),
            decision("2", batch=3, on=date(2024, 9, 1)),
            decision("3", "S2", batch=3),
        ),
    )
    assert by_category("accreditation.new", dataset, "batch") == {"2": 1, "3": 2}
    assert figure("accreditation.new", dataset).value == 2


def test_the_roll_is_what_is_registered_at_the_end() -> None:
    """Joined by the last day and not left by it; without a joining day nobody is on it."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        volunteers=(
            volunteer("V1", joined=date(2024, 12, 31)),
            volunteer("V2", joined=date(2025, 1, 1)),
            volunteer("V3", left=date(2024, 12, 31)),
            volunteer("V4", left=date(2025, 1, 1)),
            volunteer("V5", joined=None),
            volunteer("V6", "无"),
        ),
        returns=(*sent("S1", "五老志愿者"), *sent("S2", "五老志愿者")),
    )
    assert figure("volunteers.registered", dataset).value == 2
    assert by_category("volunteers.registered", dataset, "town") == {
        "甲镇": 2,
        "乙镇": 0,
        Absence.UNKNOWN: Absence.NOT_APPLICABLE,
    }


def test_the_roll_by_month_is_a_stock() -> None:
    """Each month shows who was on the roll at its end; the months do not add."""
    dataset = Dataset(
        organisations=(school("S1"),),
        volunteers=(volunteer("V1"), volunteer("V2", left=date(2024, 3, 31))),
        returns=sent("S1", "五老志愿者"),
    )
    found = by_category("volunteers.registered", dataset, "month")
    assert [found[f"2024年{month}月"] for month in (1, 2, 3, 4, 12)] == [2, 2, 1, 1, 1]


def test_who_served_is_counted_once_at_each_level() -> None:
    """A volunteer who served at two schools is one in each town and one in the district."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        services=(
            service("F1", "S1", "V1"),
            service("F2", "S1", "V1", on=date(2024, 12, 31)),
            service("F3", "S2", "V1"),
            service("F4", "S2", "V2"),
            service("F5", "S2", "V3", on=date(2023, 12, 31)),
            service("F6", "S2", "V4", on=date(2025, 1, 1)),
            service("F7", "无", "V5"),
        ),
        returns=sent("S1", "服务记录"),
    )
    assert figure("volunteers.active", dataset).value == 2
    towns = by_category("volunteers.active", dataset, "town")
    assert (towns["甲镇"], towns["乙镇"]) == (1, 2)


def test_the_active_share_is_of_those_registered_at_the_end() -> None:
    """Who served and left is in neither part; who served elsewhere counts at home."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        volunteers=(
            volunteer("V1", "S1"),
            volunteer("V2", "S1"),
            volunteer("V3", "S2", left=date(2024, 6, 1)),
            volunteer("V4", "S2"),
        ),
        services=(
            service("F1", "S2", "V1"),
            service("F2", "S2", "V3"),
            service("F3", "无", "V2"),
            service("F4", "S2", "V4", on=date(2023, 5, 1)),
        ),
        returns=(*sent("S1", "五老志愿者", "服务记录"), *sent("S2", "五老志愿者", "服务记录")),
    )
    assert figure("volunteers.active_share", dataset).value == Ratio(1, 3)
    towns = by_category("volunteers.active_share", dataset, "town")
    assert (towns["甲镇"], towns["乙镇"]) == (Ratio(1, 2), Ratio(0, 1))


def test_hours_and_services_are_those_of_the_period() -> None:
    """From its first to its last day; hours are decimal, and a blank is no zero."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        services=(
            service("F1", on=date(2024, 1, 1), hours=Decimal("0.1")),
            service("F2", on=date(2024, 12, 31), hours=Decimal("0.2")),
            service("F3", on=date(2023, 12, 31), hours=Decimal(8)),
            service("F4", on=date(2025, 1, 1), hours=Decimal(8)),
            service("F5"),
        ),
        returns=sent("S1", "服务记录"),
    )
    assert figure("services.hours", dataset).value == Decimal("0.3")
    assert figure("services.count", dataset).value == 3
    assert figure("services.count", dataset, as_of=date(2024, 12, 30)).value == 2


def test_sessions_and_visits_are_told_by_kind_and_theme() -> None:
    """Each activity counts under its 类型; a blank one under 不详."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        activities=(
            activity("H1", sessions=3, visits=900, kind="宣讲"),
            activity("H2", sessions=1, kind="宣讲"),
            activity("H3", sessions=2, visits=40),
        ),
        returns=sent("S1", "活动"),
    )
    assert by_category("activities.sessions", dataset, "kind") == {"宣讲": 4, Absence.UNKNOWN: 2}
    assert by_category("activities.visits", dataset, "kind") == {"宣讲": 900, Absence.UNKNOWN: 40}
    assert figure("activities.visits", dataset).value == 940


def test_an_activity_for_several_items_counts_once_in_each() -> None:
    """对应要点 3 and 4: once under each, once in the total, and once if a number is repeated."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        activities=(activity("H1", sessions=2, items=("3", "4", "3")),),
        returns=sent("S1", "活动"),
    )
    assert by_category("activities.sessions", dataset, "items") == {"3": 2, "4": 2}
    assert figure("activities.sessions", dataset).value == 2


def test_a_story_taken_several_times_is_one() -> None:
    """Distinct 稿源, a blank one being its own story; the pieces are all of them."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        articles=(
            article("G1", story="K1"),
            article("G2", story="K1"),
            article("G3", "S2", story="K1"),
            article("G4"),
            article("G5", "S2"),
        ),
        returns=sent("S1", "稿件"),
    )
    assert figure("articles.published", dataset).value == 3
    towns = by_category("articles.published", dataset, "town")
    assert (towns["甲镇"], towns["乙镇"]) == (2, 2)
    assert figure("articles.pieces", dataset).value == 5


def test_pieces_by_level_add_up_to_the_pieces() -> None:
    """各级之和等于刊用条数, the unknown level included."""
    pieces = tuple(
        attrs.evolve(article(f"G{number}"), level=level)
        for number, level in enumerate(("省级", "省级", "区级", None))
    )
    dataset = Dataset(organisations=TWO_SCHOOLS, articles=pieces, returns=sent("S1", "稿件"))
    found = by_category("articles.by_level", dataset, "level")
    assert found == {"区级": 1, "省级": 2, Absence.UNKNOWN: 1}


@pytest.mark.parametrize(
    ("said", "returns", "part"),
    [
        ("nothing sent", (), 0),
        ("the year", sent("S1", "活动"), 1),
        ("a month", sent("S1", "活动", period=Month(2024, 5)), 1),
        ("another year", sent("S1", "活动", period=Year(2023)), 0),
        ("a school year across the edge", sent("S1", "活动", period=Year(2023, start_month=9)), 0),
        ("two tables are one school", sent("S1", "活动", "稿件"), 1),
        ("a table of any name", sent("S1", "台账"), 1),
        ("a unit that is no school", sent("B", "活动"), 0),
    ],
)
def test_a_school_has_reported_with_one_return_for_the_period(
    said: str, returns: tuple[Return, ...], part: int
) -> None:
    """At least one 报送情况 row that lies in the period or contains it."""
    dataset = Dataset(organisations=TWO_SCHOOLS, returns=returns)
    assert (said, figure("returns.share", dataset).value) == (said, Ratio(part, 2))


def test_a_return_for_the_year_speaks_of_each_month() -> None:
    """Of a half, a return for the year is one; a return for the other half is none."""
    dataset = Dataset(
        organisations=TWO_SCHOOLS,
        returns=(*sent("S1", "活动"), *sent("S2", "活动", period=Half(2024, 2))),
    )
    assert figure("returns.share", dataset, period=Half(2024, 1)).value == Ratio(1, 2)
    assert figure("returns.share", dataset, period=YEAR).value == Ratio(2, 2)


#: The first thirteen, and what they compute; programs, pages and stored figures rely on both.
FIRST = {
    "accreditation.share": "229f7ed12843",
    "accreditation.new": "340f1ec1677b",
    "volunteers.registered": "165b6632195d",
    "volunteers.active": "b54114764f4b",
    "volunteers.active_share": "9bcc5e1dadac",
    "services.hours": "970163de0325",
    "services.count": "8fdeeca9fb09",
    "activities.sessions": "115efa668a28",
    "activities.visits": "f26faa339de8",
    "articles.published": "719a4caded98",
    "articles.pieces": "daf89a6ef2cf",
    "articles.by_level": "daf89a6ef2cf",
    "returns.share": "2ff793664c55",
}


def test_ids_are_public_and_used_once() -> None:
    """An id that is public stays, and keeps its meaning."""
    ids = [each.id for each in CATALOGUE]
    assert len(ids) == len(set(ids))
    assert {id_: indicator(id_).hash for id_ in FIRST} == FIRST


def test_the_catalogue_is_its_chapters() -> None:
    """At least sixty indicators, each in one chapter."""
    assert [each for _, chapter in CHAPTERS for each in chapter] == list(CATALOGUE)
    assert len(CATALOGUE) >= 60


@pytest.mark.parametrize("number", range(1, 16))
def test_each_of_the_fifteen_points_is_served(number: int) -> None:
    """By two indicators at least."""
    assert sum(str(number) in each.serves for each in CATALOGUE) >= 2


def test_every_kind_of_formula_and_time_is_in_use() -> None:
    """Changes, averages and the three ways to tell evenness, over towns, kinds and schools."""
    formulas = [each.value for each in CATALOGUE]
    assert {type(each) for each in formulas} == {Measure, Share, Per, Change, Spread}
    assert {each.growth for each in formulas if isinstance(each, Change)} == set(Growth)
    spreads = [each for each in formulas if isinstance(each, Spread)]
    assert {each.evenness for each in spreads} == set(Evenness)
    assert {each.across for each in spreads} == {"town", "category", "organisation"}
    timings = {part.timing for each in formulas for part in measures(each)}
    assert timings == set(Timing)


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda each: each.id)
def test_every_definition_says_what_it_is_and_where_it_is_from(definition: Indicator) -> None:
    """Names in both languages and a note without full stop; lint sees to the rest."""
    assert definition.name
    assert definition.label.isprintable()
    assert not definition.note.endswith("。")
    assert set(definition.serves) <= set(map(str, range(1, 16)))
    assert len(definition.hash) == 12


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda each: each.id)
def test_visits_say_that_they_are_not_persons(definition: Indicator) -> None:
    """人次 stand beside 人数 and are told apart in words."""
    assert (definition.unit is Unit.VISITS) == ("人次" in definition.name and not grows(definition))
    if definition.unit is Unit.VISITS:
        assert "不等于人数" in definition.note


def grows(definition: Indicator) -> bool:
    """Say whether an indicator tells a rate."""
    return definition.unit is Unit.PERCENT


def test_names_are_used_once() -> None:
    """In Chinese and in English."""
    assert len({each.name for each in CATALOGUE}) == len(CATALOGUE)
    assert len({each.label for each in CATALOGUE}) == len(CATALOGUE)


def test_every_hash_is_that_of_what_is_computed() -> None:
    """Two indicators have one hash exactly where they compute the same thing."""
    same = [(one, other) for one in CATALOGUE for other in CATALOGUE if one.hash == other.hash]
    assert all(one.value == other.value for one, other in same)


def test_an_unknown_indicator_is_named_with_its_neighbours() -> None:
    """The exception holds what was asked, and suggests what is near."""
    with pytest.raises(NotAFigure) as caught:
        indicator("accreditation.shares")
    assert caught.value.asked == "accreditation.shares"
    assert "accreditation.share" in str(caught.value)
    assert indicator("services.count") in CATALOGUE


def test_conditions_are_data() -> None:
    """Nothing in a definition is code: every part is a frozen record, an enum or plain."""

    def plain(value: object) -> bool:
        kind = type(value)
        if attrs.has(kind):
            return all(plain(getattr(value, each.name)) for each in attrs.fields(kind))
        if isinstance(value, tuple):
            return all(map(plain, value))
        return not callable(value) or isinstance(value, type)

    assert all(plain(each.value) for each in CATALOGUE)
