"""What can be wrong with a file of local columns: T5."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.tabular.cause import Cause

COLUMNS = (
    Cause(
        "T501",
        Severity.ERROR,
        "is not TOML",
        "不是有效的TOML文件",
        "Mend the file there; it is to be in UTF-8.",
        "请在所示位置更正；文件须为UTF-8编码。",
    ),
    Cause(
        "T502",
        Severity.ERROR,
        "names no table",
        "不是表名",
        "Write the name of a table, such as 服务记录.",
        "请填写表名，例如 服务记录。",
    ),
    Cause(
        "T503",
        Severity.ERROR,
        "is not known here",
        "不是可用的键",
        "Write `columns` or `fixed`; of a column `column` and `unit`.",
        "请写 `columns` 或 `fixed`；列中可写 `column` 和 `unit`。",
    ),
    Cause(
        "T504",
        Severity.ERROR,
        "names no column of this table",
        "不是此表的列",
        "Write the header of the template.",
        "请填写模板中的表头。",
    ),
    Cause(
        "T505",
        Severity.ERROR,
        "is not what is expected here",
        "填写的内容不符合要求",
        "Write a header in quotation marks, or a table with `column`, and `unit` where there is one.",
        "请填写带引号的表头，或写明 `column`（及 `unit`）。",
    ),
    Cause(
        "T506",
        Severity.ERROR,
        "names no unit that this column can be converted from",
        "此列无法由该单位换算",
        "Write a unit of the same kind, such as 分钟 for hours or 万元 for money.",
        "请填写同类单位，例如时长用 分钟，金额用 万元。",
    ),
    Cause(
        "T507",
        Severity.ERROR,
        "means the same column as another header of this file",
        "与此文件中的另一表头对应同一列",
        "Keep the header that is in use.",
        "请只保留实际使用的表头。",
    ),
    Cause(
        "T508",
        Severity.ERROR,
        "is no value of this column",
        "不是此列的有效值",
        "Write the value as a cell of this column has it.",
        "请按此列单元格的写法填写。",
    ),
)
