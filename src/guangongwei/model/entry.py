"""Entries (参评作品): works sent to contests and selections."""

from __future__ import annotations

from datetime import date
from typing import NewType, final

from attrs import frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.source import Source, source_field

EntryId = NewType("EntryId", str)


@final
@frozen(kw_only=True)
class Entry:
    """One work at one level of one contest or selection.

    A work that is sent up is one entry a level, all with the same `work`.
    """

    id: EntryId
    organisation: OrganisationId
    #: 评选名称: 读懂中国, 工作创新奖, ….
    contest: str
    #: 类型: 征文, 微视频, 论文, ….
    kind: str | None = None
    #: 级别 that it was sent to, 校级 to 国家级.
    level: str | None = None
    #: 报送日期.
    on: date
    #: 奖项: 一等奖, 优秀奖, 入围, …; None where it won nothing or nothing is known yet.
    award: str | None = None
    #: 作品编号: what the entries of one work share; a blank one is a work of its own.
    work: str | None = None
    source: Source = source_field()
