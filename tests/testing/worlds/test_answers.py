"""Known answers, counted by hand once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from guangongwei.model import (
    Absence,
    Accreditation,
    AccreditationId,
    Article,
    ArticleId,
    Category,
    Coverage,
    Dataset,
    Group,
    Half,
    Organisation,
    OrganisationId,
    Outcome,
    Ratio,
    Return,
    Service,
    ServiceId,
    Volunteer,
    VolunteerId,
    Year,
)
from guangongwei.testing.worlds import World

OFFICE, FIRST, SECOND = (OrganisationId(each) for each in ("office", "first", "second"))
ORGANISATIONS = (
    Organisation(id=OFFICE, name="东镇", category=Category.TOWN_OFFICE),
    Organisation(id=FIRST, name="一小", category=Category.PRIMARY, parent=OFFICE),
    Organisation(id=SECOND, name="二小", category=Category.PRIMARY, parent=OFFICE),
)


def world(dataset: Dataset) -> World:
    """The records looked at over 2024."""
    return World(dataset=dataset, period=Year(2024), as_of=date(2024, 12, 31))


def service(id_: str, by: str, at: OrganisationId, on: date, hours: str | None) -> Service:
    """One service."""
    return Service(
        id=ServiceId(id_),
        volunteer=VolunteerId(by),
        organisation=at,
        on=on,
        hours=Absence.UNKNOWN if hours is None else Decimal(hours),
    )


def test_services_are_summed_and_people_counted_once() -> None:
    """张三 serves at two schools: two at the schools, one in the town."""
    found = world(
        Dataset(
            organisations=ORGANISATIONS,
            services=(
                service("1", "张三", FIRST, date(2024, 1, 1), "1.25"),
                service("2", "张三", SECOND, date(2024, 12, 31), None),
                service("3", "李四", FIRST, date(2025, 1, 1), "9"),
                service("4", "李四", OrganisationId("unknown"), date(2024, 5, 1), "9"),
            ),
        )
    ).answers
    assert found["services.count"][Group()] == 2
    assert found["services.hours"][Group()] == Decimal("1.25")
    assert found["services.hours"][Group(organisation=SECOND)] is Absence.UNKNOWN
    assert found["volunteers.active"][Group(organisation=FIRST)] == 1
    assert found["volunteers.active"][Group(organisation=SECOND)] == 1
    assert found["volunteers.active"][Group(categories=(("town", "东镇"),))] == 1
    assert found["services.count"][Group(categories=(("month", "2024年12月"),))] == 1
    assert (
        found["services.count"][Group(categories=(("month", "2024年6月"),))] is Absence.NOT_REPORTED
    )


def test_a_zero_needs_a_return() -> None:
    """A school that sent an empty table has zero; one that sent nothing has not reported."""
    found = world(
        Dataset(
            organisations=ORGANISATIONS,
            returns=(Return(organisation=FIRST, table="活动", period=Half(2024, 1)),),
        )
    )
    sessions = found.answers["activities.sessions"]
    assert sessions[Group(organisation=FIRST)] == 0
    assert sessions[Group(organisation=SECOND)] is Absence.NOT_REPORTED
    assert sessions[Group(categories=(("category", "乡镇教育办"),))] is Absence.NOT_APPLICABLE
    assert found.coverage["activities.sessions"][Group()] == Coverage(
        reported=0, expected=2, missing=(FIRST, SECOND), partial=(FIRST,)
    )
    assert found.answers["returns.share"][Group()] == Ratio(1, 2)


def test_the_last_decision_holds() -> None:
    """Of two on one day, the one with the last id; struck off and passed again is new."""
    decisions = (
        ("1", FIRST, 1, date(2023, 3, 1), Outcome.PASSED),
        ("2", FIRST, 1, date(2023, 6, 1), Outcome.REVOKED),
        ("4", FIRST, 3, date(2024, 6, 1), Outcome.PASSED),
        ("3", FIRST, 3, date(2024, 6, 1), Outcome.NOT_PASSED),
        ("5", SECOND, 1, date(2023, 3, 1), Outcome.PASSED),
        ("6", SECOND, 1, date(2024, 3, 1), Outcome.PASSED),
        ("7", OFFICE, 3, date(2024, 3, 1), Outcome.PASSED),
    )
    found = world(
        Dataset(
            organisations=ORGANISATIONS,
            accreditations=tuple(
                Accreditation(
                    id=AccreditationId(id_), organisation=at, batch=batch, on=on, outcome=outcome
                )
                for id_, at, batch, on, outcome in decisions
            ),
        )
    ).answers
    assert found["accreditation.share"][Group()] == Ratio(2, 2)
    assert found["accreditation.new"][Group()] == 1
    assert found["accreditation.new"][Group(categories=(("batch", "3"),))] == 1
    assert found["accreditation.share"][Group(categories=(("month", "2024年5月"),))] == Ratio(1, 2)


def test_a_story_is_told_once() -> None:
    """One 稿源 at two schools is one story; two without 稿源 are two."""
    pieces = ((FIRST, "甲"), (SECOND, "甲"), (FIRST, None), (FIRST, None))
    found = world(
        Dataset(
            organisations=ORGANISATIONS,
            articles=tuple(
                Article(
                    id=ArticleId(str(number)), organisation=at, on=date(2024, 5, 1), story=story
                )
                for number, (at, story) in enumerate(pieces)
            ),
        )
    ).answers
    assert found["articles.published"][Group()] == 3
    assert found["articles.pieces"][Group()] == 4
    assert found["articles.by_level"][Group(categories=(("level", Absence.UNKNOWN),))] == 4


def test_a_share_is_of_the_roll() -> None:
    """Those on the roll at the end who served anywhere; without a roll there is nothing to divide."""
    joined, left = date(2020, 1, 1), date(2024, 12, 31)
    found = world(
        Dataset(
            organisations=ORGANISATIONS,
            volunteers=(
                Volunteer(id=VolunteerId("张三"), name="张三", organisation=FIRST, joined=joined),
                Volunteer(id=VolunteerId("李四"), name="李四", organisation=FIRST, joined=joined),
                Volunteer(id=VolunteerId("王五"), name="王五", organisation=FIRST),
                Volunteer(
                    id=VolunteerId("赵六"),
                    name="赵六",
                    organisation=FIRST,
                    joined=joined,
                    left=left,
                ),
            ),
            services=(service("1", "张三", SECOND, date(2024, 1, 1), "1"),),
            returns=(Return(organisation=SECOND, table="五老志愿者", period=Year(2024)),),
        )
    ).answers
    assert found["volunteers.registered"][Group()] == 2
    assert found["volunteers.active_share"][Group()] == Ratio(1, 2)
    assert found["volunteers.registered"][Group(organisation=SECOND)] == 0
    assert found["volunteers.active_share"][Group(organisation=SECOND)] is Absence.NOT_APPLICABLE


def test_a_ring_of_parents_ends() -> None:
    """Two units above one another each count for both, once."""
    ring = (
        Organisation(id=FIRST, name="一小", category=Category.PRIMARY, parent=SECOND),
        Organisation(id=SECOND, name="二小", category=Category.PRIMARY, parent=FIRST),
    )
    found = world(Dataset(organisations=ring)).answers["accreditation.share"]
    assert found[Group(organisation=FIRST)] == found[Group(organisation=SECOND)] == Ratio(0, 2)
