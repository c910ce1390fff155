"""Promises about what is put: it comes back as it was, or it is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from guangongwei.errors import BadArgument, Cell, NotStored
from guangongwei.indicators.definition import Is
from guangongwei.model.activity import Activity
from guangongwei.model.numbers import Absence
from guangongwei.model.standard import Clause, ClauseId
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.keys import key_of
from guangongwei.storage.stored import Capabilities
from guangongwei.testing.conformance.arrangement import Arrangement, parametrize, raises
from guangongwei.testing.conformance.examples import EVERY, service, unit, volunteer

if TYPE_CHECKING:
    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store

#: Texts that a careless store changes, cuts or takes for something else.
TEXTS = {
    "empty": "",
    "blank": " ",
    "blanks at the ends": "\u3000张三 ",
    "line ends": "一\n二\r\n三\r四",
    "line separators": "一\u2028二\u2029三\x85四\x0b\x0c",
    "control characters": "\x01\x1b[31m\x7f",
    "quotation marks": "“五老”'\"`",
    "backslashes": "\\u0000\\n\\",
    "a statement": "'; DROP TABLE volunteer; --",
    "wildcards": "%_*?",
    "markup": "<b>&amp;</b>",
    "beyond the first plane": "𠮷野家👩‍👩‍👧",
    "composed": "é",
    "decomposed": "e\u0301",
    "byte order mark": "\ufeff张三",
    "not a character": "\uffff",
    "a number": "007",
    "the word null": "null",
    "long": "关心下一代" * 20_000,
}


class RoundPromises(Arrangement):
    """What is put comes back equal, to the last digit and code point."""

    @parametrize("record", EVERY, ids=lambda record: type(record).__name__)
    def test_a_record_of_each_noun_comes_back(self, store: Store, record: Storable) -> None:
        """Every noun is kept, with values of every kind."""
        store.put(record)
        assert store.get(type(record), key_of(record)).record == record

    @parametrize("record", EVERY, ids=lambda record: type(record).__name__)
    def test_a_record_of_each_noun_is_found(self, store: Store, record: Storable) -> None:
        """Reading many gives what reading one gives."""
        store.put(record)
        assert [each.record for each in store.find(type(record))] == [record]

    def test_the_source_comes_back(self, store: Store) -> None:
        """Where a record came from is kept, although it is outside equality."""
        store.put(unit(source=Cell("单位.csv", 7, "名称")))
        kept = next(store.find(type(unit()))).record
        assert kept.source == Cell("单位.csv", 7, "名称")

    @parametrize("digits", ["1.5", "1.50", "0", "0.00", "-3", "1E+3", "123456789012345678.90"])
    def test_a_decimal_keeps_its_digits(self, store: Store, digits: str) -> None:
        """1.50 hours stay 1.50, not 1.5."""
        store.put(service(hours=Decimal(digits)))
        assert str(store.get(Service, "F1").record.hours) == digits

    @parametrize("number", [0, 2**31, 2**63, 10**30])
    def test_a_whole_number_has_no_limit(self, store: Store, number: int) -> None:
        """What does not fit a machine's word is kept all the same."""
        store.put(attrs.evolve(_activity(), visits=number))
        assert store.get(Activity, "A1").record.visits == number

    @parametrize("absence", Absence, ids=lambda absence: absence.name)
    def test_each_absence_stays_what_it_is(self, store: Store, absence: Absence) -> None:
        """Why there is no number is kept, and never becomes 0."""
        store.put(service(hours=absence))
        assert store.get(Service, "F1").record.hours is absence

    def test_an_empty_text_is_not_none(self, store: Store) -> None:
        """Nothing said and nothing known are two."""
        store.put(volunteer(phone=""))
        assert store.get(Volunteer, "V1").record.phone == ""

    def test_none_is_not_an_empty_text(self, store: Store) -> None:
        """And the other way round."""
        store.put(volunteer(phone=None))
        assert store.get(Volunteer, "V1").record.phone is None

    def test_several_values_keep_their_order(self, store: Store) -> None:
        """What is told first stays first."""
        store.put(volunteer(kinds=("老教师", "老干部", "老战士")))
        assert store.get(Volunteer, "V1").record.kinds == ("老教师", "老干部", "老战士")

    @parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_an_odd_text_comes_back(self, store: Store, text: str) -> None:
        """Texts are neither trimmed, cut, normalised nor run."""
        store.put(volunteer(name=text))
        assert store.get(Volunteer, "V1").record.name == text

    @parametrize("text", ["张\x00三", "张\ud842三", "\udfb7"], ids=["NUL", "high half", "low half"])
    def test_a_text_that_not_every_store_can_hold_is_refused(self, store: Store, text: str) -> None:
        """NUL and halves of characters are refused by all, so that no store is the odd one."""
        with raises(BadArgument):
            store.put(volunteer(name=text))
        with raises(NotStored):
            store.get(Volunteer, "V1")

    def test_such_a_text_is_refused_within_a_part(self, store: Store) -> None:
        """However deep in the record it lies."""
        with raises(BadArgument):
            store.put(volunteer(kinds=("老教师", "老\x00干部")))

    def test_a_reference_is_as_long_as_a_key(self, store: Store) -> None:
        """Whatever its characters take; it is found by its whole length."""
        names = ["𠮷" * 499 + end for end in "甲乙"]
        records = [
            service(f"F{end}", programme=name) for end, name in zip("12", names, strict=True)
        ]
        store.put_many(records)
        assert [each.record for each in store.find(Service, Is("programme", names[1]))] == [
            records[1]
        ]

    def test_a_longer_reference_is_refused(self, store: Store) -> None:
        """No record can lie under it; nothing of a batch with one is stored."""
        long = "甲" * 501
        store.put(service())
        for expected in (None, 1):
            with raises(BadArgument):
                store.put(service(programme=long), expected=expected)
        with raises(BadArgument):
            store.put_many([service("F2"), service("F3", programme=long)])
        assert [each.record for each in store.find(Service)] == [service()]

    @parametrize(
        "thing",
        [None, "V1", {"id": "V1"}, Volunteer, Clause(id=ClauseId("1"), block="", text="", points=Decimal(1))],
        ids=["None", "text", "dictionary", "class", "part of a record"],
    )  # fmt: skip
    def test_what_is_no_record_is_refused(self, store: Store, thing: Any) -> None:  # noqa: ANN401
        """Only records of the nouns are stored."""
        with raises(BadArgument):
            store.put(thing)

    def test_a_new_store_is_empty(self, store: Store) -> None:
        """No noun has a record before one is put."""
        assert [each for record in EVERY for each in store.find(type(record))] == []

    def test_capabilities_are_declared(self, store: Store) -> None:
        """What a store does is said before it is asked for, and stays so."""
        assert isinstance(store.capabilities, Capabilities)
        assert store.capabilities == store.capabilities


def _activity() -> Activity:
    return next(each for each in EVERY if isinstance(each, Activity))
