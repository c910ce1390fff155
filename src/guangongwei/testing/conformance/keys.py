"""Promises about keys: any text is one, and no two are taken for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from guangongwei.errors import BadArgument, NotStored
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Days, Month
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Clause
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.keys import LONGEST_KEY, key_of
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    ids_of,
    need,
    parametrize,
    raises,
)
from guangongwei.testing.conformance.examples import sent, service, unit, volunteer

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

#: Keys that a careless store takes for a path, a pattern, a statement or another key.
KEYS = {
    "Chinese": "武进-001",
    "slash": "a/b",
    "up and away": "../../etc/passwd",
    "absolute": "/etc/passwd",
    "dot": ".",
    "dots": "..",
    "drive": "C:\\CON",
    "device": "CON",
    "wildcards": "%",
    "glob": "*",
    "underscore": "_",
    "quotation mark": "O'Brien",
    "quotation marks": '"V"',
    "statement": "V'; DROP TABLE volunteer; --",
    "backslash": "V\\",
    "line end": "V\n1",
    "blank": " ",
    "wide blank": "\u3000",
    "emoji": "👵🏽",
    "right to left": "\u202eV1",
    "braces": '{"key":"V1"}',
    "comma": 'V1","version":9,"x":"',
    "number": "1",
    "leading zero": "01",
    "null": "null",
    "long": "关" * LONGEST_KEY,
    "long beyond the first plane": "𠮷" * LONGEST_KEY,
}
#: Keys that differ in what some stores do not tell apart.
LOOK_ALIKE = {
    "case": ("v1", "V1"),
    "width": ("V1", "Ｖ１"),
    "blank behind": ("V1", "V1 "),
    "blank before": ("V1", " V1"),
    "composition": ("é", "e\u0301"),
    "leading zero": ("1", "01"),
    "number": ("1", "1.0"),
    "sharp s": ("ß", "ss"),
    "dotless i": ("i", "ı"),
    "variant": ("角", "角\ufe00"),
}
UNFIT: dict[str, Any] = {
    "empty": "",
    "too long": "V" * (LONGEST_KEY + 1),
    "NUL": "V\x00",
    "half a character": "V\ud800",
}
NO_TEXT: dict[str, Any] = {"None": None, "number": 1, "bytes": b"V1", "list": ["V1"]}


class KeyPromises(Arrangement):
    """Records are told apart by noun and key, whatever the key is made of."""

    @parametrize("key", KEYS.values(), ids=KEYS)
    def test_a_record_is_got_under_any_key(self, store: Store, key: str) -> None:
        """A key is never a path, a pattern or a statement."""
        store.put(volunteer(key))
        store.put(volunteer("V1"))
        assert store.get(Volunteer, key).record == volunteer(key)

    @parametrize("key", KEYS.values(), ids=KEYS)
    def test_a_record_is_found_under_any_key(self, store: Store, key: str) -> None:
        """And comes back with the key it was given."""
        store.put(volunteer(key))
        assert ids_of(store.find(Volunteer)) == [key]

    @parametrize("key", KEYS.values(), ids=KEYS)
    def test_a_record_is_deleted_under_any_key(self, store: Store, key: str) -> None:
        """It alone goes, and no other that a pattern would meet."""
        store.put_many([volunteer(key), volunteer("other")])
        store.delete(Volunteer, key)
        assert ids_of(store.find(Volunteer)) == ["other"]

    @parametrize("pair", LOOK_ALIKE.values(), ids=LOOK_ALIKE)
    def test_keys_that_look_alike_are_two(self, store: Store, pair: tuple[str, str]) -> None:
        """Code points decide, and nothing else."""
        one, other = pair
        store.put(volunteer(one))
        assert store.put(volunteer(other), expected=0) == 1
        assert ids_of(store.find(Volunteer)) == sorted(pair)

    @parametrize("key", [*UNFIT.values(), *NO_TEXT.values()], ids=[*UNFIT, *NO_TEXT])
    def test_an_unfit_key_is_refused_by_put(self, store: Store, key: Any) -> None:  # noqa: ANN401
        """And nothing is stored."""
        with raises(BadArgument):
            store.put(volunteer(key))
        assert list(store.find(Volunteer)) == []

    @parametrize("key", [*UNFIT.values(), *NO_TEXT.values()], ids=[*UNFIT, *NO_TEXT])
    def test_an_unfit_key_is_refused_by_get(self, store: Store, key: Any) -> None:  # noqa: ANN401
        """Rather than reported as not stored."""
        with raises(BadArgument):
            store.get(Volunteer, key)

    @parametrize("key", [*UNFIT.values(), *NO_TEXT.values()], ids=[*UNFIT, *NO_TEXT])
    def test_an_unfit_key_is_refused_by_delete(self, store: Store, key: Any) -> None:  # noqa: ANN401
        """The same."""
        with raises(BadArgument):
            store.delete(Volunteer, key)

    def test_an_unfit_key_is_refused_by_history(self, store: Store) -> None:
        """The same."""
        need(store, "history")
        with raises(BadArgument):
            store.history(Volunteer, "")

    @parametrize("noun", [str, object, Clause, "Volunteer", None])
    def test_what_is_no_noun_is_refused(self, store: Store, noun: Any) -> None:  # noqa: ANN401
        """Nouns are classes from one table, never names."""
        with raises(BadArgument):
            store.get(noun, "V1")
        with raises(BadArgument):
            store.find(noun)
        with raises(BadArgument):
            store.delete(noun, "V1")

    def test_one_key_of_two_nouns_is_two_records(self, store: Store) -> None:
        """A service and a volunteer may bear the same id."""
        store.put(volunteer("1"))
        store.put(service("1"))
        assert store.get(Volunteer, "1").record == volunteer("1")
        assert store.get(Service, "1").record == service("1")

    def test_a_record_is_not_there_under_another_noun(self, store: Store) -> None:
        """A noun is asked for its own records only."""
        store.put(volunteer("1"))
        with raises(NotStored) as caught:
            store.get(Service, "1")
        assert (caught.value.kind, caught.value.id) == (Service, "1")

    def test_versions_of_two_nouns_are_apart(self, store: Store) -> None:
        """Each key of each noun counts for itself."""
        store.put(volunteer("1"))
        store.put(volunteer("1"))
        assert store.put(service("1"), expected=0) == 1

    def test_versions_of_two_keys_are_apart(self, store: Store) -> None:
        """The same within one noun."""
        store.put(unit("S01"))
        store.put(unit("S01"))
        assert store.put(unit("S02"), expected=0) == 1
        assert store.get(Organisation, "S01").version == 2

    def test_a_return_is_got_by_its_key(self, store: Store) -> None:
        """It has no id; `key_of` makes its key."""
        store.put(sent())
        assert store.get(Return, key_of(sent())).record == sent()

    def test_a_return_sent_again_is_the_same_one(self, store: Store) -> None:
        """When it arrived is not part of its key."""
        store.put(sent())
        later = attrs.evolve(sent(), on=None)
        assert store.put(later, expected=1) == 2
        assert [each.record for each in store.find(Return)] == [later]

    @parametrize(
        "other",
        [
            sent("活动"),
            sent(month=4),
            attrs.evolve(sent(), organisation=OrganisationId("S02")),
            attrs.evolve(sent(), period=Days(Month(2024, 3).start, Month(2024, 3).stop)),
        ],
        ids=["table", "period", "organisation", "kind of period"],
    )
    def test_returns_that_differ_in_one_thing_are_two(self, store: Store, other: Return) -> None:
        """Organisation, table and period tell returns apart."""
        store.put(sent())
        store.put(other, expected=0)
        assert len(list(store.find(Return))) == 2
