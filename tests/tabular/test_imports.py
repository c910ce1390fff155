"""Records are imported in two steps: what would change is told, and then all of it happens or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, frozen
from hypothesis import given

from guangongwei.errors import BadArgument, Cell, Checked, InvalidData, NotStored, Path
from guangongwei.model import (
    Absence,
    Child,
    ChildId,
    Dataset,
    Month,
    Organisation,
    OrganisationId,
    Return,
    Standard,
    Volunteer,
    VolunteerId,
)
from guangongwei.model.keys import key_of
from guangongwei.model.organisation import Category
from guangongwei.model.standard import StandardId
from guangongwei.tabular.difference import Difference, Mode
from guangongwei.tabular.imports import apply_import, plan_import
from guangongwei.testing import strategies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

HERE = OrganisationId("D021")


def volunteer(number: int, name: str = "张三", **fields: Any) -> Volunteer:  # noqa: ANN401  (of any field)
    """One of the volunteers, as a row of a file gives one."""
    place = Cell("五老.csv", number + 1)
    return Volunteer(
        id=VolunteerId(f"V{number}"), name=name, organisation=HERE, source=place, **fields
    )


ONE = volunteer(1, phone="13800000001", joined=date(2015, 3, 5), roles=("宣讲员",))
EDITION = Standard(
    id=StandardId("Y1"),
    programme="优质化建设",
    edition="2023年版",
    clauses=(),
    bands=(),
    since=date(2023, 1, 1),
)
DATA = Dataset(volunteers=(ONE, volunteer(2, "李四")))


def codes(difference: Difference) -> list[str]:
    """The codes of its problems."""
    return [each.code for each in difference.problems]


def told(difference: Difference) -> list[tuple[str, tuple[str, ...]]]:
    """Its changes: which record, in which fields."""
    return [(each.key, each.fields) for each in difference.changes]


def test_the_difference_is_exact() -> None:
    """New records, changed ones with their fields, and how many stay as they are."""
    difference = plan_import([evolve(ONE, phone="13900000001"), volunteer(2, "李四"), volunteer(3, "王五")], DATA)  # fmt: skip
    assert told(difference) == [("V1", ("phone",)), ("V3", ())]
    assert [each.key for each in difference.created] == ["V3"]
    assert [each.key for each in difference.updated] == ["V1"]
    assert difference.unchanged == ((Volunteer, 1),)
    assert difference.problems == ()
    assert not difference.is_empty


def test_what_is_applied_is_what_was_told() -> None:
    """Changed records stay where they are, and new ones follow."""
    difference = plan_import([volunteer(3, "王五"), evolve(ONE, phone="13900000001")], DATA)
    changed = apply_import(difference, DATA)
    assert [(each.id, each.phone) for each in changed.volunteers] == [
        ("V1", "13900000001"),
        ("V2", None),
        ("V3", None),
    ]
    assert changed.volunteers[0].source == Cell("五老.csv", 2)


def test_the_same_records_twice_change_nothing() -> None:
    """However often a file is imported."""
    records = [evolve(ONE, phone="13900000001"), volunteer(3, "王五")]
    once = apply_import(plan_import(records, DATA), DATA)
    again = plan_import(records, once)
    assert again.is_empty
    assert apply_import(again, once) == once


def test_blanks_leave_what_is_there() -> None:
    """Whether a cell was blank or a whole column was missing."""
    assert plan_import([volunteer(1)], DATA).is_empty
    known = Dataset(volunteers=(evolve(ONE, backbone=True),))
    assert plan_import([evolve(ONE, backbone=Absence.UNKNOWN)], known).is_empty
    partly = plan_import([volunteer(1, "张三丰")], DATA)
    assert told(partly) == [("V1", ("name",))]
    assert apply_import(partly, DATA).volunteers[0].phone == "13800000001"


def test_blanks_take_away_where_that_is_said() -> None:
    """All of them, or those of some fields alone."""
    assert told(plan_import([volunteer(1)], DATA, blanks=True)) == [("V1", ("phone", "joined", "roles"))]  # fmt: skip
    only = plan_import([volunteer(1)], DATA, blanks=True, fields={Volunteer: ("joined",)})
    assert told(only) == [("V1", ("joined",))]


def test_only_the_fields_that_are_named_change() -> None:
    """New records come as a whole all the same."""
    records = [
        volunteer(1, "张三丰", phone="13900000001"),
        volunteer(3, "王五", phone="13700000003"),
    ]
    difference = plan_import(records, DATA, fields={Volunteer: {"phone"}})
    assert told(difference) == [("V1", ("phone",)), ("V3", ())]
    assert apply_import(difference, DATA).volunteers[2] == records[1]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.CREATE, (["T401"], ["V3"])),
        (Mode.UPDATE, (["T402"], ["V1"])),
        (Mode.UPSERT, ([], ["V1", "V3"])),
    ],
)
def test_a_mode_says_what_may_be_done(mode: Mode, expected: tuple[list[str], list[str]]) -> None:
    """To create what is there, or to update what is not, stops the import."""
    records = [evolve(ONE, phone="13900000001"), volunteer(2, "李四"), volunteer(3, "王五")]
    difference = plan_import(records, DATA, mode=mode)
    assert (codes(difference), [each.key for each in difference.changes]) == expected


def test_one_key_with_two_contents_stops_the_import() -> None:
    """A row that is only repeated does not."""
    records = [
        volunteer(3, "王五"),
        volunteer(3, "王五"),
        evolve(volunteer(3, "赵六"), source=None),
    ]
    difference = plan_import(records, DATA)
    assert [(each.code, each.place) for each in difference.problems] == [("T403", Path("$.records[2]"))]  # fmt: skip
    with pytest.raises(InvalidData) as caught:
        apply_import(difference, DATA)
    assert caught.value.problems == difference.errors


def test_a_key_that_is_there_twice_stops_the_import() -> None:
    """It cannot be told which record is meant."""
    twice = Dataset(volunteers=(ONE, evolve(ONE, name="李四")))
    difference = plan_import([ONE, volunteer(3, "王五")], twice)
    assert [(each.code, each.place) for each in difference.problems] == [("T404", ONE.source)]


def test_a_new_record_that_looks_like_one_that_is_there_stops_the_import() -> None:
    """Name and telephone, or name and day of birth; never a name alone."""
    again = volunteer(9, phone="13800000001")
    assert codes(plan_import([again], DATA)) == ["T405"]
    assert codes(plan_import([again], DATA, distinct=("V9",))) == []
    assert codes(plan_import([volunteer(9)], DATA)) == []
    born = Dataset(volunteers=(evolve(ONE, phone=None, born=date(1950, 1, 1)),))
    assert codes(plan_import([volunteer(9, born=date(1950, 1, 1))], born)) == ["T405"]


def test_a_school_of_the_same_name_below_the_same_body_is_asked_about() -> None:
    """It may have been given a second 编号."""
    school = Organisation(
        id=HERE, name="示例小学", category=Category.PRIMARY, parent=OrganisationId("D001")
    )
    there = Dataset(organisations=(school,))
    assert codes(plan_import([evolve(school, id=OrganisationId("D099"))], there)) == ["T405"]


def test_problems_of_reading_stop_the_import() -> None:
    """Warnings and notes pass; whoever wants the good rows alone gives them alone."""
    bad = plan_import([volunteer(3, "王五"), volunteer(3, "赵六")], DATA).problems[0]
    difference = plan_import((), DATA)
    note = evolve(bad, code="T009", severity=type(bad.severity).NOTE)
    for problem, stops in ((bad, True), (note, False)):
        difference = plan_import(Checked((volunteer(4, "王五"),), (problem,)), DATA)
        assert difference.problems == (problem,)
        assert bool(difference.errors) is stops
    assert len(apply_import(difference, DATA).volunteers) == 3


def test_a_whole_dataset_is_imported() -> None:
    """Every table, returns by what they are about, and the editions of standards."""
    sent = Return(organisation=HERE, table="服务记录", period=Month(2024, 3))
    new = Dataset(returns=(evolve(sent, on=date(2024, 4, 1)),), standards=(EDITION,))
    difference = plan_import(new, Dataset(returns=(sent,)))
    assert [(each.noun, each.fields) for each in difference.changes] == [
        (Return, ("on",)),
        (Standard, ()),
    ]
    assert apply_import(difference, Dataset(returns=(sent,))) == new


def test_what_changed_in_the_meantime_stops_the_import() -> None:
    """A record that is another one now, one that is gone, or one that has come."""
    difference = plan_import([evolve(ONE, phone="1"), volunteer(3, "王五")], DATA)
    for now in (
        evolve(DATA, volunteers=(evolve(ONE, phone="2"), DATA.volunteers[1])),
        evolve(DATA, volunteers=DATA.volunteers[1:]),
        evolve(DATA, volunteers=(*DATA.volunteers, volunteer(3, "赵六"))),
    ):
        with pytest.raises(InvalidData) as caught:
            apply_import(difference, now)
        assert [each.code for each in caught.value.problems] == ["T406"]


@pytest.mark.parametrize(
    ("records", "fields"),
    [(["张三"], {}), ([ONE], {Volunteer: {"id"}}), ([ONE], {Volunteer: {"age"}}), ([ONE], {str: ()})],
)  # fmt: skip
def test_what_is_no_record_or_field_is_refused(
    records: list[Any], fields: Mapping[type[Any], Collection[str]]
) -> None:
    """Ids are never changed by an import."""
    with pytest.raises(BadArgument):
        plan_import(records, DATA, fields=fields)


def test_no_value_is_printed() -> None:
    """Not in the lines, the plain data, the page, a problem or a repr."""
    records = [
        evolve(ONE, name="赵六七", phone="13912345678"),
        volunteer(3, "王五七"),
        volunteer(9, "张三", phone="13800000001"),
    ]
    difference = plan_import(records, DATA)
    for shown in (
        str(difference),
        repr(difference),
        repr(difference.to_plain()),
        difference._repr_html_(),
        str(difference.problems),
        repr(difference.changes),
    ):
        for value in ("张三", "赵六七", "王五七", "13912345678", "13800000001"):
            assert value not in shown
    assert "~ V1 姓名、联系电话 (五老.csv!2)" in str(difference)


def test_keys_of_children_are_not_printed() -> None:
    """Their place is enough to find them."""
    child = Child(id=ChildId("E0001"), organisation=HERE, source=Cell("关爱对象.csv", 2))
    difference = plan_import([child], DATA)
    assert str(difference) == "关爱对象: 1 new, 0 changed, 0 as they are\n  + … (关爱对象.csv!2)"
    assert difference.to_plain()["changes"] == [
        {"noun": "Child", "id": "…", "is_new": True, "fields": [], "place": "关爱对象.csv!2"}
    ]


def test_a_long_difference_is_cut_where_it_is_printed() -> None:
    """`lines` gives all of it."""
    difference = plan_import([volunteer(number, f"{number}") for number in range(3, 60)], DATA)
    assert len(list(difference.lines())) == 58
    assert str(difference).splitlines()[-1] == "… and 38 lines more"


def test_a_record_without_place_is_told_without() -> None:
    """Records need not come from a file."""
    bare = evolve(volunteer(3, "王五"), source=None)
    assert str(plan_import([bare, EDITION], DATA)).splitlines() == [
        "五老志愿者: 1 new, 0 changed, 0 as they are",
        "  + V3",
        "标准: 1 new, 0 changed, 0 as they are",
        "  + Y1",
    ]
    assert [str(each.place) for each in plan_import([evolve(ONE, source=None)], Dataset(), mode=Mode.UPDATE).problems] == ["$.Volunteer"]  # fmt: skip


@frozen
class Held:
    """A record at its version."""

    record: Any
    version: int


class Shelf:
    """A store of the least kind that can be imported into."""

    def __init__(self) -> None:
        self.held: dict[tuple[type[Any], str], Held] = {}
        self.writes = 0

    def get(self, noun: type[Any], key: str) -> Held:
        if (noun, key) not in self.held:
            raise NotStored(noun, key)
        return self.held[noun, key]

    def find(self, noun: type[Any]) -> Iterator[Held]:
        return (held for (of, _), held in self.held.items() if of is noun)

    def put_many(
        self, records: Iterable[Any], *, expected: Iterable[int | None]
    ) -> tuple[int, ...]:
        self.writes += 1
        pairs = list(zip(records, expected, strict=True))
        for record, version in pairs:
            key = (type(record), key_of(record))
            assert version == (self.held[key].version if key in self.held else 0)
            self.held[key] = Held(record, (version or 0) + 1)
        return tuple((version or 0) + 1 for _, version in pairs)


def test_a_store_is_written_once_with_the_versions_of_the_difference() -> None:
    """All of the records in one write, and no write where nothing changes."""
    store = Shelf()
    apply_import(plan_import([ONE], store), store)
    records = [evolve(ONE, phone="13900000001"), volunteer(3, "王五")]
    difference = plan_import(records, store)
    assert [(each.key, each.version) for each in difference.changes] == [("V1", 1), ("V3", 0)]
    apply_import(difference, store)
    assert [held.version for held in store.find(Volunteer)] == [2, 1]
    apply_import(plan_import(records, store), store)
    assert store.writes == 2
    assert codes(plan_import([volunteer(9, "王五", born=None, phone=None)], store)) == []
    assert codes(plan_import([volunteer(9, phone="13900000001")], store)) == ["T405"]


@given(strategies.datasets(most=2), strategies.datasets(most=2))
def test_what_was_imported_is_there(before: Dataset, new: Dataset) -> None:
    """Importing once makes importing again change nothing, whatever the records are."""
    alike = {*(each.id for each in new.volunteers), *(each.id for each in new.organisations)}
    difference = plan_import(new, before, distinct=alike)
    assert difference.errors == ()
    after = apply_import(difference, before)
    assert plan_import(new, after).is_empty
    assert plan_import(new, after, mode=Mode.CREATE).errors == ()
