"""What can keep records from being imported: T4."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.tabular.cause import Cause

IMPORTS = (
    Cause(
        "T401",
        Severity.ERROR,
        "is to be created and is there already with other content",
        "要新建的记录已存在，且内容不同",
        "Import with the mode `update` or `upsert`, or take the record out.",
        "请改用“更新”或“新建或更新”方式导入，或去掉此记录。",
    ),
    Cause(
        "T402",
        Severity.ERROR,
        "is to be updated and is not there",
        "要更新的记录不存在",
        "See whether its 编号 is right, or import with the mode `create` or `upsert`.",
        "请核对编号，或改用“新建”或“新建或更新”方式导入。",
    ),
    Cause(
        "T403",
        Severity.ERROR,
        "stands several times in what is imported, with different content",
        "导入内容中同一编号出现多次，且内容不同",
        "Keep the row that is right.",
        "请只保留正确的一行。",
    ),
    Cause(
        "T404",
        Severity.ERROR,
        "stands several times where it is to be imported, so that it is not clear which is meant",
        "库中同一编号有多条记录，无法确定",
        "Mend the records that are there first.",
        "请先更正已有的记录。",
    ),
    Cause(
        "T405",
        Severity.ERROR,
        "is new by its 编号, and much is the same as in a record that is there under another one",
        "编号是新的，但与已有另一编号的记录很相似",
        "Use the 编号 that is there, or say with `distinct` that they are two.",
        "如为同一对象，请使用已有编号；确为两个对象的，请用 `distinct` 说明。",
    ),
    Cause(
        "T406",
        Severity.ERROR,
        "was changed since the difference was made",
        "生成差异之后，此记录又有改动",
        "Make the difference again and look at it.",
        "请重新生成差异并核对。",
    ),
)
