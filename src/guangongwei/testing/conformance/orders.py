"""Promises about order: the same in every store, by code points, blanks last, ties by key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Told
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Sex, Volunteer
from guangongwei.storage.keys import key_of
from guangongwei.testing.conformance.arrangement import Arrangement, ids_of, parametrize, raises
from guangongwei.testing.conformance.examples import sent, service, unit, volunteer

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

#: By code points; languages, UTF-16 and dictionaries order them otherwise.
WORDS = (
    "",
    " ",
    "1",
    "10",
    "2",
    "A",
    "Z",
    "_",
    "a",
    "b",
    "é",
    "α",
    "一",
    "丁",
    "三",
    "张",
    "李",
    "ｚ",
    "𠮷",
)


class OrderPromises(Arrangement):
    """The order is told by the records alone, not by where or when they were stored."""

    def test_records_come_by_key(self, store: Store) -> None:
        """Where no other order is asked for, and whatever the order of writing was."""
        keys = WORDS[1:]
        store.put_many([volunteer(key) for key in reversed(keys)])
        assert ids_of(store.find(Volunteer)) == list(keys)

    def test_a_changed_record_keeps_its_place(self, store: Store) -> None:
        """The last to be written does not come last."""
        store.put_many([volunteer("V1"), volunteer("V2")])
        store.put(volunteer("V1", "李四"))
        assert ids_of(store.find(Volunteer)) == ["V1", "V2"]

    def test_returns_come_by_key(self, store: Store) -> None:
        """By what `key_of` makes of them."""
        returns = [sent("活动", 12), sent("服务记录", 2), sent("活动", 1)]
        store.put_many(returns)
        expected = sorted(returns, key=key_of)
        assert [each.record for each in store.find(Return)] == expected

    def test_texts_are_ordered_by_code_points(self, store: Store) -> None:
        """Not by the language of the machine, and not by halves of characters."""
        store.put_many([volunteer(f"V{n}", name) for n, name in enumerate(reversed(WORDS))])
        found = store.find(Volunteer, order=("name",))
        assert [each.record.name for each in found] == list(WORDS)

    def test_texts_are_ordered_downwards(self, store: Store) -> None:
        """With a minus before the field."""
        store.put_many([volunteer(f"V{n}", name) for n, name in enumerate(WORDS)])
        found = store.find(Volunteer, order=("-name",))
        assert [each.record.name for each in found] == list(reversed(WORDS))

    def test_whole_numbers_are_ordered_by_size(self, store: Store) -> None:
        """9 before 10, and what no machine word holds last."""
        for number in (10, 9, 10**30, 0, 2**63):
            store.put(unit(f"S{number}", pupils=number))
        found = store.find(Organisation, order=("pupils",))
        assert [each.record.pupils for each in found] == [0, 9, 10, 2**63, 10**30]

    def test_decimals_are_ordered_by_size(self, store: Store) -> None:
        """Exactly: the last of many digits counts."""
        digits = ("-1", "0.5", "9.5", "10", "123456789012345678.1", "123456789012345678.2")
        store.put_many(
            [service(f"F{n}", hours=Decimal(each)) for n, each in enumerate(reversed(digits))]
        )
        found = store.find(Service, order=("hours",))
        assert [str(each.record.hours) for each in found] == list(digits)

    def test_days_are_ordered_by_time(self, store: Store) -> None:
        """The first day first."""
        store.put_many([service("F1", on=date(2024, 10, 1)), service("F2", on=date(2024, 9, 30))])
        assert ids_of(store.find(Service, order=("on",))) == ["F2", "F1"]

    def test_members_are_ordered_by_their_words(self, store: Store) -> None:
        """By the code points of the Chinese word, not in the order of the vocabulary."""
        store.put_many([unit(f"S{n}", category=each) for n, each in enumerate(Category)])
        found = store.find(Organisation, order=("category",))
        assert [each.record.category.value for each in found] == sorted(
            each.value for each in Category
        )

    def test_false_comes_before_true(self, store: Store) -> None:
        """And blanks behind both."""
        for key, backbone in (("V1", True), ("V2", Absence.UNKNOWN), ("V3", False)):
            store.put(volunteer(key, backbone=backbone))
        assert ids_of(store.find(Volunteer, order=("backbone",))) == ["V3", "V1", "V2"]

    @parametrize("order", [("hours",), ("-hours",)], ids=["up", "down"])
    def test_absences_come_last_either_way(self, store: Store, order: tuple[str, ...]) -> None:
        """Among themselves by key, whatever the reason is."""
        store.put_many(
            [
                service("F1", hours=Absence.UNKNOWN),
                service("F2", hours=Decimal(1)),
                service("F3", hours=Absence.NOT_REPORTED),
            ]
        )
        assert ids_of(store.find(Service, order=order)) == ["F2", "F1", "F3"]

    @parametrize("order", [("sex",), ("-sex",)], ids=["up", "down"])
    def test_nothing_comes_last_either_way(self, store: Store, order: tuple[str, ...]) -> None:
        """What is not told is neither first nor least."""
        store.put_many([volunteer("V1"), volunteer("V2", sex=Sex.MALE), volunteer("V3")])
        assert ids_of(store.find(Volunteer, order=order)) == ["V2", "V1", "V3"]

    @parametrize("order", [("name",), ("-name",)], ids=["up", "down"])
    def test_ties_come_by_key(self, store: Store, order: tuple[str, ...]) -> None:
        """Upwards, also where the field is ordered downwards."""
        store.put_many([volunteer("V3"), volunteer("V1"), volunteer("V2")])
        assert ids_of(store.find(Volunteer, order=order)) == ["V1", "V2", "V3"]

    def test_a_second_field_orders_the_ties_of_the_first(self, store: Store) -> None:
        """Each in its own direction."""
        store.put_many(
            [
                volunteer("V1", "张三", phone="1"),
                volunteer("V2", "李四", phone="1"),
                volunteer("V3", "张三", phone="2"),
                volunteer("V4", "张三"),
            ]
        )
        found = store.find(Volunteer, order=("name", "-phone"))
        assert ids_of(found) == ["V3", "V1", "V4", "V2"]

    def test_the_key_may_be_ordered_downwards(self, store: Store) -> None:
        """The id is a field as others are."""
        store.put_many([volunteer("V1"), volunteer("V2")])
        assert ids_of(store.find(Volunteer, order=("-id",))) == ["V2", "V1"]

    def test_the_limit_is_taken_after_the_order(self, store: Store) -> None:
        """The first of all in the order, not the first that were stored."""
        store.put_many([volunteer("V1", "c"), volunteer("V2", "a"), volunteer("V3", "b")])
        assert ids_of(store.find(Volunteer, order=("name",), limit=2)) == ["V2", "V3"]

    def test_condition_order_and_limit_go_together(self, store: Store) -> None:
        """In this sequence."""
        store.put_many([volunteer(f"V{n}", phone=str(9 - n)) for n in range(5)])
        store.put(volunteer("V0"))
        found = store.find(Volunteer, Told("phone"), order=("phone",), limit=2)
        assert ids_of(found) == ["V4", "V3"]

    @parametrize("name", ["nickname", "source", "standard_kinds", "", "-", "--name", "name desc", "name;"])  # fmt: skip
    def test_an_unknown_field_is_refused(self, store: Store, name: str) -> None:
        """At the call; a name is never part of a statement."""
        with raises(BadArgument):
            store.find(Volunteer, order=(name,))

    def test_several_values_have_no_order(self, store: Store) -> None:
        """Nobody can say which of two lists is less."""
        with raises(BadArgument):
            store.find(Volunteer, order=("kinds",))

    def test_periods_have_no_order(self, store: Store) -> None:
        """A month lies neither before nor after its year."""
        with raises(BadArgument):
            store.find(Return, order=("period",))

    def test_an_order_is_a_tuple_of_names(self, store: Store) -> None:
        """A text is not taken apart into letters."""
        order: Any = "on"
        with raises(BadArgument):
            store.find(Accreditation, order=order)
