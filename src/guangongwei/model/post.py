"""Posts (任职) in a committee."""

from __future__ import annotations

from datetime import date
from typing import NewType, final

from attrs import field, frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import PERSONAL, hidden
from guangongwei.model.source import Source, source_field

PostId = NewType("PostId", str)


@final
@frozen(kw_only=True)
class Post:
    """One post of one organisation's committee (主任, 常务副主任, 通讯员, …), filled or vacant."""

    id: PostId
    organisation: OrganisationId
    #: 职务.
    title: str
    #: 姓名 of the holder; None where it is vacant.
    holder: str | None = field(default=None, repr=hidden, metadata=PERSONAL)
    #: 任期: first and last day of the term.
    since: date | None = None
    until: date | None = None
    #: 老同志: whether the holder is retired.
    retired: bool | Absence = Absence.UNKNOWN
    source: Source = source_field()

    def held(self, day: date) -> bool:
        """Say whether somebody holds it on a day."""
        return (
            self.holder is not None
            and (self.since is None or self.since <= day)
            and (self.until is None or self.until >= day)
        )
