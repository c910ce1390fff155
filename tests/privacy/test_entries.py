from __future__ import annotations

from guangongwei.privacy.cells import Cell
from guangongwei.privacy.entries import Entry, Groups

SCHOOLS = frozenset({"school"})


def _number(measure: str = "children", *, also: frozenset[str] = frozenset()) -> Entry:
    return Entry(Cell(key=None), measure, {}, kind=SCHOOLS, also=also)


def test_groups_are_those_that_bring_no_other_measure_with_them() -> None:
    """The others can be left, where there is another group of the kind to be in."""
    entries = (
        _number(),
        _number(also=frozenset({"stations"})),
        _number(also=frozenset({"children"})),
        Entry(Cell(key=None), "children", {}),
        _number("grants"),
    )
    groups = Groups.of(entries, {"children"})
    assert groups == Groups(0b101, ((0b10, 0b101),))
    assert groups.may_leave(0b11)
    assert not groups.may_leave(0b10)
    assert groups.may_leave(0b1000)
