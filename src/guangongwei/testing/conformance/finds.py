"""Promises about finding: which records come, and that they are those of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Contains,
    Exists,
    Is,
    Latest,
    Not,
    OneOf,
    Told,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Sex, Volunteer
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    ids_of,
    param,
    parametrize,
    raises,
)
from guangongwei.testing.conformance.examples import sent, service, unit, volunteer

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.protocol import Store

#: A roll with every kind of value and every kind of blank.
ROLL = (
    volunteer("V1", "张三", sex=Sex.MALE, kinds=("老教师", "老党员"), backbone=True, phone=""),
    volunteer("V2", "李四", sex=Sex.FEMALE, kinds=("老教师",), backbone=False),
    volunteer("V3", "王五", sex=None, backbone=Absence.UNKNOWN, phone="13800000000"),
    volunteer("V4", "张三", sex=Sex.FEMALE, kinds=("老教师傅",), backbone=Absence.NOT_REPORTED),
)
WORK = (
    service("F1", hours=Decimal("2.00"), beneficiaries=0),
    service("F2", hours=Decimal("1.5"), beneficiaries=30),
    service("F3", hours=Absence.UNKNOWN, beneficiaries=Absence.UNKNOWN, programme="讲座"),
    service("F4", hours=Decimal(10), beneficiaries=29, programme="讲 座"),
)
WHO: dict[str, tuple[Condition, list[str]]] = {
    "is a text": (Is("name", "张三"), ["V1", "V4"]),
    "is an empty text": (Is("phone", ""), ["V1"]),
    "is a word": (Is("sex", Sex.FEMALE), ["V2", "V4"]),
    "is true": (Is("backbone", value=True), ["V1"]),
    "is false": (Is("backbone", value=False), ["V2"]),
    "is an absence": (Is("backbone", Absence.UNKNOWN), ["V3"]),
    "is nobody's": (Is("name", "赵六"), []),
    "is no pattern": (Is("name", "%"), []),
    "is no statement": (Is("name", "' OR '1'='1"), []),
    "one of": (OneOf("name", ("张三", "王五")), ["V1", "V3", "V4"]),
    "one of a word and an absence": (
        OneOf("backbone", (True, Absence.NOT_REPORTED)),
        ["V1", "V4"],
    ),
    "one of none": (OneOf("name", ()), []),
    "contains": (Contains("kinds", "老教师"), ["V1", "V2"]),
    "contains nothing of it": (Contains("kinds", "教师"), []),
    "is told": (Told("sex"), ["V1", "V2", "V4"]),
    "is told although empty": (Told("phone"), ["V1", "V3"]),
    "is told although false": (Told("backbone"), ["V1", "V2"]),
    "is told several times, not never": (Told("kinds"), ["V1", "V2", "V4"]),
    "all": (All((Is("name", "张三"), Is("sex", Sex.FEMALE))), ["V4"]),
    "all of none": (All(()), ["V1", "V2", "V3", "V4"]),
    "any": (AnyOf((Is("sex", Sex.MALE), Is("name", "王五"))), ["V1", "V3"]),
    "any of none": (AnyOf(()), []),
    "not": (Not(Is("name", "张三")), ["V2", "V3"]),
    "not, of a blank": (Not(Is("sex", Sex.MALE)), ["V2", "V3", "V4"]),
    "not one of, of a blank": (Not(OneOf("sex", (Sex.MALE, Sex.FEMALE))), ["V3"]),
    "not told": (Not(Told("phone")), ["V2", "V4"]),
    "not contains": (Not(Contains("kinds", "老教师")), ["V3", "V4"]),
    "not all": (Not(All((Is("name", "张三"), Told("phone")))), ["V2", "V3", "V4"]),
    "nested": (
        (Is("name", "张三") | Is("name", "李四")) & ~(Is("sex", Sex.MALE) | Told("phone")),
        ["V2", "V4"],
    ),
    "not not": (Not(Not(Is("name", "王五"))), ["V3"]),
}
WHAT: dict[str, tuple[Condition, list[str]]] = {
    "is a whole number": (Is("beneficiaries", 30), ["F2"]),
    "is zero": (Is("beneficiaries", 0), ["F1"]),
    "is a number, whatever its digits": (Is("hours", 2), ["F1"]),
    "is exactly a text": (Is("programme", "讲座"), ["F3"]),
    "at least": (AtLeast("beneficiaries", 30), ["F2"]),
    "at least zero": (AtLeast("beneficiaries", 0), ["F1", "F2", "F4"]),
    "at least less than zero": (AtLeast("beneficiaries", -1), ["F1", "F2", "F4"]),
    "at least, of decimals": (AtLeast("hours", 2), ["F1", "F4"]),
    "not at least, of a blank": (Not(AtLeast("hours", 2)), ["F2", "F3"]),
    "at least more than any": (AtLeast("beneficiaries", 10**30), []),
    "told, zero too": (Told("beneficiaries"), ["F1", "F2", "F4"]),
}
UNFIT: dict[str, Any] = {
    "no field": Is("nickname", "老张"),
    "a path": Is("organisation.name", "示例小学"),
    "a property": Is("standard_kinds", "老教师"),
    "the source": Told("source"),
    "a private name": Told("__class__"),
    "a statement": Told("name; DROP TABLE volunteer"),
    "an empty name": Told(""),
    "a number for a text": Is("name", 1),
    "a text for a word": Is("sex", "女"),
    "a number for a truth": Is("backbone", 1),
    "nothing": Is("sex", None),  # type: ignore[arg-type]  # a caller may
    "a word of another vocabulary": Is("sex", Category.PRIMARY),
    "one value of a field of several": Is("kinds", "老教师"),
    "several of a field of one": Contains("name", "张"),
    "a number of a text": AtLeast("name", 1),
    "a number of a truth": AtLeast("backbone", 1),
    "another record": Exists(Accreditation),
    "the latest record": Latest(Accreditation, Told("on")),
    "deep inside": Not(All((Told("name"), AnyOf((Told("nickname"),))))),
}


def cases(table: dict[str, tuple[Any, ...]]) -> list[Any]:
    """The rows of a table as cases of a test."""
    return [param(*row, id=name) for name, row in table.items()]


class FindPromises(Arrangement):
    """A find gives what meets the condition, as it was at the call."""

    def test_every_record_of_the_noun_is_found(self, store: Store) -> None:
        """And none of another."""
        store.put_many([*ROLL, *WORK])
        assert [each.record for each in store.find(Volunteer)] == [*ROLL]

    def test_nothing_is_found_where_nothing_is(self, store: Store) -> None:
        """Which is no error."""
        assert list(store.find(Volunteer, Told("phone"))) == []

    def test_records_come_one_by_one(self, store: Store) -> None:
        """What is given is an iterator, not a list that had to be filled first."""
        store.put_many(ROLL)
        found = store.find(Volunteer)
        assert isinstance(found, Iterator)
        assert next(found).record == ROLL[0]
        assert next(found).record == ROLL[1]

    @parametrize(("condition", "expected"), cases(WHO))
    def test_a_condition_on_words_is_met(
        self, store: Store, condition: Condition, expected: list[str]
    ) -> None:
        """Texts, words, truths and several values, and blanks among each of them."""
        store.put_many(ROLL)
        assert ids_of(store.find(Volunteer, condition)) == expected

    @parametrize(("condition", "expected"), cases(WHAT))
    def test_a_condition_on_numbers_is_met(
        self, store: Store, condition: Condition, expected: list[str]
    ) -> None:
        """A blank is neither more nor less than anything."""
        store.put_many(WORK)
        assert ids_of(store.find(Service, condition)) == expected

    def test_a_condition_may_ask_for_the_id(self, store: Store) -> None:
        """It is a field as others are."""
        store.put_many(ROLL)
        assert ids_of(store.find(Volunteer, OneOf("id", ("V2", "V9")))) == ["V2"]

    def test_a_condition_may_ask_for_a_vocabulary(self, store: Store) -> None:
        """By its member, not by its word."""
        store.put_many([unit("S1"), unit("S2", category=Category.KINDERGARTEN)])
        found = store.find(Organisation, Is("category", Category.KINDERGARTEN))
        assert ids_of(found) == ["S2"]

    def test_returns_are_found_by_their_fields(self, store: Store) -> None:
        """Although they have no id."""
        store.put_many([sent(), sent("活动")])
        found = store.find(Return, Is("table", "活动"))
        assert [each.record for each in found] == [sent("活动")]

    @parametrize("condition", UNFIT.values(), ids=UNFIT)
    def test_an_unfit_condition_is_refused(self, store: Store, condition: Condition) -> None:
        """At the call, before anything is read."""
        with raises(BadArgument):
            store.find(Volunteer, condition)

    @parametrize("most", [0, 1, 3, 4, 5])
    def test_no_more_than_the_limit_are_found(self, store: Store, most: int) -> None:
        """The first ones of those that would come without it."""
        store.put_many(ROLL)
        assert ids_of(store.find(Volunteer, limit=most)) == ["V1", "V2", "V3", "V4"][:most]

    def test_the_limit_counts_what_meets_the_condition(self, store: Store) -> None:
        """Not what was looked at."""
        store.put_many(ROLL)
        assert ids_of(store.find(Volunteer, Is("sex", Sex.FEMALE), limit=1)) == ["V2"]

    @parametrize("limit", [-1, True, 1.5, "2"])
    def test_an_unfit_limit_is_refused(self, store: Store, limit: Any) -> None:  # noqa: ANN401
        """At the call."""
        with raises(BadArgument):
            store.find(Volunteer, limit=limit)

    def test_the_newest_version_is_found(self, store: Store) -> None:
        """Once, and only that."""
        store.put_many(ROLL)
        store.put(volunteer("V2", "赵六"))
        assert ids_of(store.find(Volunteer, Is("name", "李四"))) == []
        assert ids_of(store.find(Volunteer, Is("name", "赵六"))) == ["V2"]

    def test_what_is_put_while_reading_is_not_found(self, store: Store) -> None:
        """A find is of one moment."""
        store.put_many(ROLL)
        found = store.find(Volunteer)
        next(found)
        store.put(volunteer("V0"))
        store.put(volunteer("V9"))
        assert ids_of(found) == ["V2", "V3", "V4"]

    def test_what_is_deleted_while_reading_is_found(self, store: Store) -> None:
        """It was there at the call."""
        store.put_many(ROLL)
        found = store.find(Volunteer)
        next(found)
        store.delete(Volunteer, "V3")
        assert ids_of(found) == ["V2", "V3", "V4"]

    def test_what_is_changed_while_reading_is_found_as_it_was(self, store: Store) -> None:
        """With the record and the version of the call."""
        store.put_many(ROLL)
        found = store.find(Volunteer)
        store.put(volunteer("V4", "赵六"))
        last = list(found)[-1]
        assert (last.record.name, last.version) == ("张三", 1)

    def test_a_record_may_be_changed_for_each_found(self, store: Store) -> None:
        """A loop that writes what it reads ends."""
        store.put_many(ROLL)
        for each in store.find(Volunteer):
            store.put(volunteer(str(each.record.id), "赵六"), expected=each.version)
        assert {each.version for each in store.find(Volunteer)} == {2}

    def test_two_finds_do_not_disturb_each_other(self, store: Store) -> None:
        """They may be read in turns."""
        store.put_many(ROLL)
        one, other = store.find(Volunteer), store.find(Volunteer)
        turns = [(a.record.id, b.record.id) for a, b in zip(one, other, strict=True)]
        assert turns == [(each, each) for each in ("V1", "V2", "V3", "V4")]

    def test_a_find_that_is_left_alone_holds_nobody_up(self, store: Store) -> None:
        """Who takes one record and goes does not lock the store."""
        store.put_many(ROLL)
        left = store.find(Volunteer)
        next(left)
        assert store.put(volunteer("V5"), expected=0) == 1
        del left
        assert store.put(volunteer("V5"), expected=1) == 2

    def test_an_ended_find_stays_ended(self, store: Store) -> None:
        """Also when there is more by then."""
        found = store.find(Volunteer)
        assert list(found) == []
        store.put_many(ROLL)
        assert list(found) == []
