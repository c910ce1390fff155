from __future__ import annotations

from datetime import date

from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Volunteer, VolunteerId

SCHOOL = Organisation(id=OrganisationId("S1"), name="城东小学", category=Category.PRIMARY)
PERSON = Volunteer(id=VolunteerId("V1"), name="张三", organisation=OrganisationId("S1"))


def test_an_empty_dataset_has_every_table() -> None:
    """A table nobody filled is empty, never missing."""
    dataset = Dataset()
    assert all(dataset.records(noun) == () for noun in TABLES)
    assert dataset.tree.roots == ()


def test_records_are_found_by_noun() -> None:
    """Each noun has its table."""
    dataset = Dataset(organisations=(SCHOOL,), volunteers=(PERSON,))
    assert dataset.of(Volunteer) == (PERSON,)
    assert dataset.records(Organisation) == (SCHOOL,)


def test_records_of_one_noun_can_be_changed() -> None:
    """The other tables stay, and the dataset itself is not touched."""
    dataset = Dataset(organisations=(SCHOOL,), volunteers=(PERSON,))
    sent = Return(organisation=SCHOOL.id, table="活动", period=Year(2024))
    changed = dataset.with_records(Return, [sent])
    assert (changed.returns, changed.volunteers) == ((sent,), (PERSON,))
    assert dataset.returns == ()


def test_of_two_volunteers_with_one_id_the_first_is_found() -> None:
    """The register has each id once."""
    other = Volunteer(id=PERSON.id, name="李四", organisation=SCHOOL.id, joined=date(2020, 1, 1))
    assert Dataset(volunteers=(PERSON, other)).volunteer_by_id == {PERSON.id: PERSON}


def test_a_dataset_shows_how_much_it_holds() -> None:
    """As text and in a notebook: tables and their lengths, and nothing personal."""
    dataset = Dataset(organisations=(SCHOOL,), volunteers=(PERSON,))
    assert "organisations=1, committees=0, posts=0, volunteers=1" in repr(dataset)
    shown = dataset._repr_html_()
    assert "Volunteer" in shown
    assert "张三" not in repr(dataset) + shown


def test_of_several_records_under_one_id_the_first_counts() -> None:
    """The others are kept and told apart, even where they are the very same record."""
    other = Volunteer(id=PERSON.id, name="李四", organisation=SCHOOL.id)
    dataset = Dataset(volunteers=(PERSON, other, PERSON))
    assert dataset.counted(Volunteer) == (PERSON,)
    assert dataset.repeated(Volunteer) == (other, PERSON)
    assert dataset.counted(Organisation) == ()
