"""Accreditation (优质化建设认定): which schools reached the standard, and when."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NewType, final

from attrs import frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.source import Source, source_field

AccreditationId = NewType("AccreditationId", str)


@final
class Outcome(Enum):
    """结果 of an accreditation."""

    PASSED = "通过"
    NOT_PASSED = "未通过"
    #: 摘牌: the accreditation was taken away again.
    REVOKED = "摘牌"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")


@final
@frozen(kw_only=True)
class Accreditation:
    """One decision about one organisation; the latest one by a day is what holds on that day."""

    id: AccreditationId
    organisation: OrganisationId
    #: 批次: which batch of schools it belongs to, counted from 1.
    batch: int | None = None
    #: 认定日期.
    on: date
    outcome: Outcome
    source: Source = source_field()
