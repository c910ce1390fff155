"""Articles (稿件): what was published about the work, and where."""

from __future__ import annotations

from datetime import date
from typing import NewType, final

from attrs import field, frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import FREE, PERSONAL, hidden
from guangongwei.model.source import Source, source_field

ArticleId = NewType("ArticleId", str)


@final
@frozen(kw_only=True)
class Article:
    """One piece in one outlet; pieces with the same story are one article taken several times."""

    id: ArticleId
    organisation: OrganisationId
    title: str | None = field(default=None, repr=hidden, metadata=FREE)
    #: 媒体.
    outlet: str | None = None
    #: 级别 of the outlet, 校级 to 国家级.
    level: str | None = None
    #: 发布日期.
    on: date
    #: 通讯员.
    correspondent: str | None = field(default=None, repr=hidden, metadata=PERSONAL)
    #: 稿源: what the pieces of one article share; a blank one is a story of its own.
    story: str | None = None
    source: Source = source_field()
