from __future__ import annotations

from datetime import date

from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.organisation import OrganisationId


def test_an_entry_that_won_nothing_yet_says_nothing_of_an_award() -> None:
    """A blank award is none, and a blank work is a work of its own."""
    entry = Entry(
        id=EntryId("C1"),
        organisation=OrganisationId("S1"),
        contest="工作创新奖",
        on=date(2024, 6, 20),
    )
    assert (entry.award, entry.work) == (None, None)
