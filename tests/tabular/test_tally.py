"""Problems are all counted, and kept as far as anybody reads them."""

from __future__ import annotations

import pytest

from guangongwei.errors import Cell, Checked, InvalidData, Problem, Severity
from guangongwei.tabular.tally import KEPT, Tally


def found(code: str, row: int, severity: Severity = Severity.ERROR) -> Problem:
    """A problem of a code in a row."""
    return Problem(code, Cell("f", row), "is wrong", severity=severity)


def test_the_first_thousand_are_kept_and_all_are_counted() -> None:
    """Totals by code stay exact, in whatever order the problems come."""
    tally = Tally()
    tally.extend(found("T102" if row % 2 else "T105", row) for row in range(KEPT + 500))
    checked = tally.checked("read")
    assert checked.problems == tuple(
        found("T102" if row % 2 else "T105", row) for row in range(KEPT)
    )
    assert checked.further == (("T102", 250), ("T105", 250))
    assert checked.totals == {"T102": 750, "T105": 750}
    assert len(tally) == KEPT + 500


def test_the_first_of_a_code_is_always_kept() -> None:
    """An error after a thousand notes is not lost, and unwrapping raises."""
    tally = Tally()
    tally.extend(found("T009", row, Severity.NOTE) for row in range(KEPT))
    assert tally.keeps("T101")
    tally.append(found("T101", 7))
    assert not tally.keeps("T101")
    tally.count("T101")
    with pytest.raises(InvalidData) as caught:
        tally.checked(()).unwrap()
    assert caught.value.problems == (found("T101", 7),)
    assert caught.value.further == (("T101", 1),)
    assert str(caught.value).startswith("2 problems were found (T101 x 2).")


def test_what_was_found_elsewhere_is_added_with_its_counts() -> None:
    """The totals of two readings are the sums."""
    tally = Tally()
    tally.append(found("T101", 1))
    assert tally.take(Checked("value", (found("T101", 2),), further=(("T101", 3),))) == "value"
    assert tally.checked(None).totals == {"T101": 5}


def test_nothing_found_is_nothing_counted() -> None:
    """What was read without a problem is equal to what never had any."""
    assert Tally().checked(1) == Checked(1)
    assert Checked(1).totals == {}
