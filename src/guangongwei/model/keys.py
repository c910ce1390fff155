"""The text that tells a record from the others of its noun."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record
    from guangongwei.model.standard import Standard


def key_of(record: Record | Standard) -> str:
    """The key of a record: its id.

    A return (报送情况) has no id. Its key is a JSON list of its organisation, table, kind of
    period, first day and the day after the last: ``["S01","服务记录","Month","2024-03-01","2024-04-01"]``.
    """
    if not isinstance(record, Return):
        return record.id
    period = record.period
    parts = (type(period).__name__, period.start.isoformat(), period.stop.isoformat())
    return json.dumps(
        (record.organisation, record.table, *parts), ensure_ascii=False, separators=(",", ":")
    )
