from __future__ import annotations

from datetime import date

import attrs
import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.care import Child
from guangongwei.model.dataset import TABLES
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.sensitivity import Sensitivity
from guangongwei.model.volunteer import Volunteer, VolunteerId
from guangongwei.privacy import Held, Retention, Subject, inventory
from guangongwei.privacy.inventory import identifying, subject_of

Lines = dict[tuple[str, str], Held]


@pytest.fixture
def held() -> Lines:
    """Each line of the inventory by its noun and field."""
    return {(each.noun.__name__, each.field): each for each in inventory()}


def test_every_field_of_every_noun_is_told() -> None:
    """A field that somebody adds appears by itself; only the place it was read from is none."""
    for noun in TABLES:
        told = {each.field.partition(".")[0] for each in inventory() if each.noun is noun}
        assert told == {each.name for each in attrs.fields(noun)} - {"source"}


def test_each_line_tells_how_sensitive_for_what_and_how_long(held: Lines) -> None:
    """For a name of a volunteer, the plight of a child, and the number of a school."""
    assert held["Volunteer", "phone"] == Held(
        noun=Volunteer,
        field="phone",
        sensitivity=Sensitivity.PERSONAL,
        subject=Subject.VOLUNTEER,
        purpose="五老志愿者登记与联系",
        retention=Retention(noun=Volunteer, runs_from="left", years=3),
    )
    child = held["Child", "groups"]
    assert (child.sensitivity, child.subject, str(child.retention)) == (
        Sensitivity.SENSITIVE,
        Subject.CHILD,
        "Child.left + 1",
    )
    school = held["Organisation", "name"]
    assert (school.sensitivity, school.subject, school.retention) == (
        Sensitivity.NONE,
        Subject.NOBODY,
        None,
    )


def test_parts_of_records_are_told_too(held: Lines) -> None:
    """What a step of a case says is not hidden behind the word steps."""
    assert held["CareCase", "steps.reason"].sensitivity is Sensitivity.SENSITIVE
    assert held["Certificate", "holder.name"].sensitivity is Sensitivity.PERSONAL
    assert ("CareCase", "steps") not in held


def test_records_about_a_child_are_kept_as_long_as_the_child(held: Lines) -> None:
    """Pairs, cases, grants and consents have no time of their own."""
    for noun in ("Child", "Consent", "Pairing", "CareCase", "Grant"):
        assert held[noun, "id"].retention == Retention(noun=Child, runs_from="left", years=1)


def test_whatever_is_about_a_child_is_sensitive_by_law(held: Lines) -> None:
    """A harmless day too, as its record is about somebody under age."""
    assert held["Grant", "on"].is_sensitive_by_law
    assert not held["Service", "on"].is_sensitive_by_law
    assert not held["Volunteer", "name"].is_sensitive_by_law


def test_a_district_sets_its_own_times() -> None:
    """Where none is set, none is told."""
    longer = Retention(noun=Volunteer, runs_from="left", years=10, authority="局内规定")
    told = {(each.noun, each.field): each for each in inventory(retentions=[longer])}
    assert told[Volunteer, "name"].retention == longer
    assert told[Child, "id"].retention is None


@pytest.mark.parametrize(
    ("left", "as_of", "over"),
    [
        (date(2021, 6, 30), date(2024, 6, 29), False),
        (date(2021, 6, 30), date(2024, 6, 30), True),
        (date(2020, 2, 29), date(2023, 2, 28), False),
        (date(2020, 2, 29), date(2023, 3, 1), True),
        (None, date(2999, 1, 1), False),
    ],
)
def test_a_time_is_over_when_its_years_are_completed(
    left: date | None, as_of: date, *, over: bool
) -> None:
    """And never begins where the day is blank."""
    someone = Volunteer(
        id=VolunteerId("V1"), name="甲", organisation=OrganisationId("S1"), left=left
    )
    assert Retention(noun=Volunteer, runs_from="left", years=3).is_over(someone, as_of) is over


def test_a_time_that_makes_no_sense_is_refused() -> None:
    """Below zero, or from a day that the noun does not have."""
    with pytest.raises(BadArgument) as caught:
        Retention(noun=Volunteer, runs_from="left", years=-1)
    assert caught.value.name == "years"
    assert "None" not in str(caught.value)
    with pytest.raises(BadArgument) as caught:
        Retention(noun=Volunteer, runs_from="gone", years=1)
    assert (caught.value.name, caught.value.expected) == ("runs_from", "a field of Volunteer")


def test_no_years_at_all_are_a_time() -> None:
    """Then it is over on the day itself."""
    at_once = Retention(noun=Volunteer, runs_from="left", years=0)
    gone = Volunteer(
        id=VolunteerId("V1"), name="甲", organisation=OrganisationId("S1"), left=date(2024, 1, 1)
    )
    assert at_once.is_over(gone, date(2024, 1, 1))


def test_what_may_tell_of_a_person_is_known_by_its_tags() -> None:
    """A school tells of nobody; a child, a service and the title of an article may."""
    assert not identifying(Organisation)
    assert identifying(Child)


def test_a_noun_is_about_somebody_or_nobody() -> None:
    """A school is about nobody."""
    assert subject_of(Child) is Subject.CHILD
    assert subject_of(Volunteer) is Subject.VOLUNTEER
    assert subject_of(Organisation) is Subject.NOBODY
