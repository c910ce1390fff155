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
from guangongwei.privacy.inventory import identifying

HELD = {(each.noun.__name__, each.field): each for each in inventory()}


def test_every_field_of_every_noun_is_told() -> None:
    """A field that somebody adds appears by itself; only the place it was read from is none."""
    for noun in TABLES:
        told = {each.field.partition(".")[0] for each in inventory() if each.noun is noun}
        assert told == {each.name for each in attrs.fields(noun)} - {"source"}


def test_each_line_tells_how_sensitive_for_what_and_how_long() -> None:
    """For a name of a volunteer, the plight of a child, and the number of a school."""
    assert HELD["Volunteer", "phone"] == Held(
        noun=Volunteer,
        field="phone",
        sensitivity=Sensitivity.PERSONAL,
        subject=Subject.VOLUNTEER,
        purpose="五老志愿者登记与联系",
        retention=Retention(noun=Volunteer, runs_from="left", years=3),
    )
    child = HELD["Child", "groups"]
    assert (child.sensitivity, child.subject, str(child.retention)) == (
        Sensitivity.SENSITIVE,
        Subject.CHILD,
        "Child.left + 1",
    )
    school = HELD["Organisation", "name"]
    assert (school.sensitivity, school.subject, school.retention) == (
        Sensitivity.NONE,
        Subject.NOBODY,
        None,
    )


def test_parts_of_records_are_told_too() -> None:
    """What a step of a case says is not hidden behind the word steps."""
    assert HELD["CareCase", "steps.reason"].sensitivity is Sensitivity.SENSITIVE
    assert HELD["Certificate", "holder.name"].sensitivity is Sensitivity.PERSONAL
    assert ("CareCase", "steps") not in HELD


def test_records_about_a_child_are_kept_as_long_as_the_child() -> None:
    """Pairs, cases, grants and consents have no time of their own."""
    for noun in ("Child", "Consent", "Pairing", "CareCase", "Grant"):
        assert HELD[noun, "id"].retention == Retention(noun=Child, runs_from="left", years=1)


def test_whatever_is_about_a_child_is_sensitive_by_law() -> None:
    """A harmless day too, as its record is about somebody under age."""
    assert HELD["Grant", "on"].is_sensitive_by_law
    assert not HELD["Service", "on"].is_sensitive_by_law
    assert not HELD["Volunteer", "name"].is_sensitive_by_law


def test_a_district_sets_its_own_times() -> None:
    """Where none is set, none is told."""
    longer = Retention(noun=Volunteer, runs_from="left", years=10, authority="局内规定")
    held = {(each.noun, each.field): each for each in inventory(retentions=[longer])}
    assert held[Volunteer, "name"].retention == longer
    assert held[Child, "id"].retention is None


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
    with pytest.raises(BadArgument, match="years"):
        Retention(noun=Volunteer, runs_from="left", years=-1)
    with pytest.raises(BadArgument, match="field of Volunteer"):
        Retention(noun=Volunteer, runs_from="gone", years=1)


def test_what_may_tell_of_a_person_is_known_by_its_tags() -> None:
    """A school tells of nobody; a child, a service and the title of an article may."""
    assert not identifying(Organisation)
    assert identifying(Child)
