"""Committees (关工委) of organisations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NewType, final

from attrs import frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.source import Source, source_field

CommitteeId = NewType("CommitteeId", str)


@final
@frozen(kw_only=True)
class Committee:
    """The 关工委 of one organisation and the conditions it works under."""

    id: CommitteeId
    organisation: OrganisationId
    founded: date | None = None
    #: 纳入党建: its work is written into the Party organisation's plan (党建带关建).
    in_party_plan: bool | Absence = Absence.UNKNOWN
    #: 纳入的计划: every plan its work is written into, as the unit words it; places differ in which.
    written_into: tuple[str, ...] = ()
    #: 经费 of the year, in yuan.
    budget: Decimal | Absence = Absence.UNKNOWN
    #: 办公室: it has one.
    office: bool | Absence = Absence.UNKNOWN
    #: 网上关工委: it has one.
    online: bool | Absence = Absence.UNKNOWN
    source: Source = source_field()
