from __future__ import annotations

import attrs
import pytest
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    bureau,
    by_category,
    decision,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import BadArgument
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import Evenness, Measure, Spread, Timing
from guangongwei.indicators.objects import evaluate
from guangongwei.model import (
    Absence,
    Article,
    ArticleId,
    Category,
    Dataset,
    Group,
    Organisation,
    Ratio,
    Volunteer,
)
from guangongwei.model.period import Days, Month

OFFICE = Organisation(id=oid("T"), name="甲镇", category=Category.TOWN_OFFICE, parent=oid("B"))
DATASET = Dataset(
    organisations=(
        bureau(),
        OFFICE,
        attrs.evolve(school("S1", None, parent="T"), setting="农村", ownership="公办"),
        school("S2", "乙镇"),
        school("S3", None),
    ),
    volunteers=(
        volunteer("V1", "S1", kinds=("老教师", "老党员")),
        volunteer("V2", "S1", kinds=("老教师",)),
        volunteer("V3", "S2"),
    ),
    services=(service("F1", "S1"), service("F2", "S1", "V2"), service("F3", "S2", "V3")),
    activities=(activity("H1", "S1", kind="宣讲", sessions=2), activity("H2", "S2", sessions=1)),
    accreditations=(decision("1", "S1"),),
    returns=(*sent("S1", "服务记录"), *sent("S2", "服务记录"), *sent("S3", "服务记录")),
)


def groups(id_: str, *by: str, organisation: str | None = None) -> dict[str, object]:
    """The values of one figure by the words of its groups."""
    found = evaluate(
        [indicator(id_)],
        DATASET,
        period=YEAR,
        as_of=NEW_YEARS_EVE,
        organisation=None if organisation is None else oid(organisation),
        by=by,
    )
    return {str(each.group): each.value for each in found}


def test_a_record_counts_at_every_level_above_it() -> None:
    """A service at a school counts for the school, its office and the bureau."""
    assert groups("services.count", "organisation") == {
        "B": 3,
        "S1": 2,
        "S2": 1,
        "S3": 0,
        "T": 2,
    }


def test_an_inherited_town_is_a_town() -> None:
    """A school without a 镇街 counts in that of the office above; one without any is 不详."""
    assert groups("services.count", "town") == {"乙镇": 1, "甲镇": 2, "不详": 0}


def test_schools_are_told_by_kind_setting_and_ownership() -> None:
    """城乡 and 办学性质 as the district words them, a blank under 不详."""
    assert groups("accreditation.share", "category") == {
        "小学": Ratio(1, 3),
        "乡镇教育办": Absence.NOT_APPLICABLE,
        "教育局": Absence.NOT_APPLICABLE,
    }
    for dimension, value in (("setting", "农村"), ("ownership", "公办")):
        found = groups("accreditation.share", dimension)
        assert found == {value: Ratio(1, 1), "不详": Ratio(0, 2)}


def test_dimensions_can_be_crossed() -> None:
    """Categories stand in the order asked for, whether told by the unit or by the record."""
    assert groups("activities.sessions", "kind", "town") == {"宣讲 · 甲镇": 2, "不详 · 乙镇": 1}
    assert groups("activities.sessions", "town", "kind") == {"甲镇 · 宣讲": 2, "乙镇 · 不详": 1}


def test_a_figure_can_be_about_one_unit_and_what_is_below() -> None:
    """Groups of one office hold nothing of the others; the group names the office."""
    assert groups("services.count", organisation="T") == {"T": 2}
    assert groups("services.count", "town", organisation="T") == {"T · 甲镇": 2}
    assert groups("services.count", "organisation", organisation="T") == {"S1": 2, "T": 2}


def test_a_record_of_several_categories_counts_once_in_each() -> None:
    """A volunteer of two kinds is one of each; the total is no sum of the kinds."""
    assert groups("volunteers.registered", "kinds") == {"老党员": 1, "老教师": 2, "不详": 1}


def test_months_stand_beside_the_other_categories() -> None:
    """The month is a category of the group, in the place where it was asked for."""
    found = evaluate(
        [indicator("services.count")],
        DATASET,
        period=YEAR,
        as_of=NEW_YEARS_EVE,
        by=("month", "organisation"),
    )
    march = [each for each in found if each.period == Month(2024, 3)]
    assert [each.group for each in march if each.value] == [
        Group(organisation=oid(unit), categories=(("month", "2024年3月"),))
        for unit in ("B", "S1", "S2", "T")
    ]


def test_a_month_that_is_cut_off_is_the_days_of_it() -> None:
    """A campaign from 15 February has half a February."""
    days = Days(YEAR.start.replace(month=2, day=15), YEAR.start.replace(month=4))
    found = evaluate(
        [indicator("services.count")], DATASET, period=days, as_of=NEW_YEARS_EVE, by=("month",)
    )
    assert [str(each.group) for each in found] == ["2024-02-15至2024-02-29", "2024年3月"]


@pytest.mark.parametrize(
    ("id_", "by"),
    [
        ("services.count", ("kind",)),
        ("services.count", ("nothing",)),
        ("services.count", ("town", "town")),
        ("accreditation.share", ("batch",)),
        ("volunteers.registered", ("__class__",)),
    ],
)
def test_an_unknown_dimension_is_refused(id_: str, by: tuple[str, ...]) -> None:
    """A dimension is a place, the month or a field of the noun, each once."""
    with pytest.raises(BadArgument) as caught:
        groups(id_, *by)
    assert caught.value.name == f"by={by[0]!r}"


@pytest.mark.parametrize("field", ["name", "sex", "born", "phone"])
def test_nobody_is_told_by_a_personal_field(field: str) -> None:
    """Groups are shown, so names, days of birth and telephones make none."""
    with pytest.raises(BadArgument) as caught:
        groups("volunteers.registered", field)
    assert "张三" not in str(caught.value)


@pytest.mark.parametrize(
    ("id_", "field"),
    [
        *(("care.children", each) for each in ("id", "consent", "left", "stage", "groups")),
        *(("care.paired_share", each) for each in ("consent", "left")),
        *(("care.cases", each) for each in ("id", "child", "level", "started", "volunteers")),
        *(("care.pairs", each) for each in ("subject", "started", "last_contact", "result")),
        *(("care.grants", each) for each in ("child", "on", "amount")),
    ],
)
def test_no_field_that_could_single_out_a_child_makes_groups(id_: str, field: str) -> None:
    """Not a key, not a day, not an answer that few gave; what is left is said."""
    with pytest.raises(BadArgument) as caught:
        groups(id_, field)
    assert caught.value.name == f"by={field!r}"
    assert "one of organisation, month, town" in caught.value.expected
    assert caught.value.expected.endswith(f"a group by {field} could be one child")


@pytest.mark.parametrize(
    ("id_", "field"),
    [
        ("care.pairs", "programme"),
        ("care.pairs", "subject_kind"),
        ("care.grants", "origin"),
        ("care.children", "town"),
    ],
)
def test_children_are_told_by_brand_origin_and_place(id_: str, field: str) -> None:
    """These say nothing of a child; which counts are too small is settled where they are published."""
    groups(id_, field)


def test_correspondents_make_no_groups() -> None:
    """通讯员 is a person, though an article is not."""
    dataset = Dataset(
        organisations=(school("S1"),),
        articles=(
            Article(
                id=ArticleId("G1"),
                organisation=oid("S1"),
                on=NEW_YEARS_EVE,
                correspondent="李四",
            ),
        ),
    )
    with pytest.raises(BadArgument) as caught:
        by_category("articles.pieces", dataset, "correspondent")
    assert "李四" not in str(caught.value)


@pytest.mark.parametrize(
    ("id_", "field"), [("activities.sessions", "name"), ("articles.pieces", "title")]
)
def test_words_of_anyones_own_make_no_groups(id_: str, field: str) -> None:
    """Names of activities and titles may name a person, so they make no groups."""
    with pytest.raises(BadArgument) as caught:
        groups(id_, field)
    assert caught.value.name == f"by={field!r}"


def test_nothing_is_spread_over_a_personal_field() -> None:
    """A spread is explained by its groups, so what makes no groups is refused before it is computed."""
    even = attrs.evolve(
        indicator("volunteers.registered"),
        value=Spread(
            of=Measure(of=Volunteer, timing=Timing.AT_END), across="phone", evenness=Evenness.GINI
        ),
    )
    with pytest.raises(BadArgument):
        evaluate([even], DATASET, period=YEAR, as_of=NEW_YEARS_EVE)


def test_a_unit_closed_before_the_period_has_no_figure_of_its_own() -> None:
    """A unit that existed on some day of the period has one; one that did not has none."""
    dataset = Dataset(
        organisations=(
            school("S1", closed=YEAR.start),
            school("S2", closed=YEAR.start.replace(day=2)),
            school("S3", founded=YEAR.end),
            school("S4", founded=YEAR.stop),
        )
    )
    found = evaluate(
        [indicator("services.count")],
        dataset,
        period=YEAR,
        as_of=NEW_YEARS_EVE,
        by=("organisation",),
    )
    assert {each.group.organisation: each.value for each in found} == {
        "S2": Absence.NOT_APPLICABLE,
        "S3": Absence.NOT_REPORTED,
    }
