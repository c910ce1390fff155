"""What can be wrong with files, sheets and headers: T0."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.tabular.cause import Cause

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

FILES = (
    Cause(
        "T001",
        _ERROR,
        "this table is missing, and nothing can be computed without it",
        "缺少此表，无法统计",
        "Add it to the folder; `python -m guangongwei template DIR` writes an empty one.",
        "请补上此表；可用 `python -m guangongwei template 目录` 生成空表。",
    ),
    Cause(
        "T002",
        _NOTE,
        "has no such tables; what rests on them is not known",
        "没有这些表，相关数据视为不详",
        "Add to the folder those that there are.",
        "如有这些表，请放入文件夹。",
    ),
    Cause(
        "T003",
        _NOTE,
        "is none of the tables and is left unread",
        "不属于所需的表，未读取",
        "Name it after its table, such as 单位.csv, if it is one.",
        "如需读取，请按表名命名，例如 单位.csv。",
    ),
    Cause(
        "T004",
        _ERROR,
        "is a second file of one table and is left unread",
        "同一张表有两个文件，此文件未读取",
        "Put all rows into one file, or move the other away.",
        "请合并为一个文件，或移走多余的文件。",
    ),
    Cause(
        "T005",
        _ERROR,
        "is neither UTF-8 nor GB18030 text",
        "既不是UTF-8，也不是GB18030文本",
        "Save it again as 'CSV UTF-8 (comma delimited)'.",
        "请另存为“CSV UTF-8（逗号分隔）”。",
    ),
    Cause(
        "T006",
        _ERROR,
        "has no header row that could be recognised",
        "没有可识别的表头",
        "Take the header row from the template, written by `python -m guangongwei template DIR`.",
        "请使用模板的表头；可用 `python -m guangongwei template 目录` 生成模板。",
    ),
    Cause(
        "T007",
        _ERROR,
        "lacks columns without which no row can be read",
        "缺少必需的列，无法读取",
        "Add the columns named here; a 编号 is any short code that its row keeps, such as Z001.",
        "请补上所列的列；编号可自行编写（如 Z001），编定后不再变动。",
    ),
    Cause(
        "T008",
        _ERROR,
        "this header stands twice; the second column is left unread",
        "表头重复，第二列未读取",
        "Keep one of the two columns, or give the other its own header.",
        "请保留其中一列，或改写另一列的表头。",
    ),
    Cause(
        "T009",
        _NOTE,
        "is not a column of this table and is left unread",
        "不是此表的列，未读取",
        "Rename it if it is one of the columns of the template.",
        "如属模板中的列，请改用模板的表头。",
    ),
    Cause(
        "T010",
        _WARNING,
        "is in another unit than the one of the template and is left unread",
        "单位与模板不同，未读取",
        "Convert the numbers and use the header of the template.",
        "请换算后使用模板的表头。",
    ),
    Cause(
        "T011",
        _NOTE,
        "says the same as another column and is left unread",
        "与另一列含义相同，未读取",
        "Nothing needs to be done if the two agree.",
        "两列一致时不必处理。",
    ),
    Cause(
        "T012",
        _NOTE,
        "the rows above the header were passed over",
        "表头以上的行未读取",
        "Nothing needs to be done if they hold a title.",
        "如为标题，不必处理。",
    ),
    Cause(
        "T013",
        _ERROR,
        "cannot be opened",
        "无法打开",
        "Close other programs that use it, and see whether it is a file that may be read.",
        "请关闭占用它的程序，并检查是否为可读取的文件。",
    ),
    Cause(
        "T014",
        _ERROR,
        "may tell who a child is, must not be in this table, and is left unread",
        "可能透露儿童身份，不得列入此表，未读取",
        "Remove the column from the file before it is sent on: here a child is a 编号 and no more.",
        "请先删除此列再报送：此表只用编号，不得出现姓名、证件号、住址、联系方式或病情。",
    ),
    Cause(
        "T015",
        _ERROR,
        "is not UTF-8 text",
        "不是UTF-8文本",
        "Save it again as UTF-8.",
        "请另存为UTF-8编码。",
    ),
)
