"""Returns (报送情况): who has sent which table for which period."""

from __future__ import annotations

from datetime import date
from typing import final

from attrs import frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.source import Source, source_field

#: The tables that organisations send, by their names in 报送情况.
TABLE_NAMES = (
    "单位",
    "关工委",
    "任职",
    "五老志愿者",
    "服务记录",
    "活动",
    "参评作品",
    "关爱品牌",
    "关爱对象",
    "知情同意",
    "结对",
    "关爱个案",
    "助学金",
    "评估",
    "认定",
    "稿件",
)


@final
@frozen(kw_only=True)
class Return:
    """One organisation has sent one table for one period; a return without rows means none.

    It is what tells "nothing happened" from "nothing was sent".
    """

    organisation: OrganisationId
    #: 表名: the name of the table, such as 服务记录.
    table: str
    #: 时期 that the table speaks of.
    period: Period
    #: 报送日期: the day it arrived, where it was noted.
    on: date | None = None
    source: Source = source_field()
