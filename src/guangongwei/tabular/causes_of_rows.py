"""What can be wrong with rows and columns: T2."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.tabular.cause import Cause

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ROWS = (
    Cause(
        "T201",
        _ERROR,
        "has more cells than the header, so they may stand under wrong headers: the row is left out",
        "单元格多于表头，可能错位，此行未读取",
        "Put cells that hold a comma into quotation marks, or save the file from a spreadsheet.",
        "含逗号的单元格请加引号，或用电子表格软件另存。",
    ),
    Cause(
        "T202",
        _WARNING,
        "has fewer cells than the header; those that are missing are read as blank",
        "单元格少于表头，缺少的按空白处理",
        "See whether the row is complete.",
        "请检查此行是否完整。",
    ),
    Cause(
        "T203",
        _ERROR,
        "is broken by a quotation mark that is not closed or not doubled, and is left out",
        "引号不配对，此行未读取",
        "Close the quotation mark, or save the file from a spreadsheet.",
        "请补全引号，或用电子表格软件另存。",
    ),
    Cause(
        "T204",
        _ERROR,
        "is longer than a million characters, or has a cell of over 131,000, and is left out",
        "超过一百万个字符，或有单元格超过十三万个字符，此行未读取",
        "See whether the file is a table at all.",
        "请检查文件是否为表格。",
    ),
    Cause(
        "T205",
        _NOTE,
        "names were read as the 编号 of the organisations that bear them",
        "已按单位名称对应到单位编号",
        "Nothing needs to be done; 编号 are safer, for names change.",
        "不必处理；单位会更名，建议填写编号。",
    ),
    Cause(
        "T206",
        _WARNING,
        "names are borne by several organisations and stay unresolved",
        "名称对应多个单位，无法确定",
        "Write the 编号 of the organisation instead.",
        "请改填单位编号。",
    ),
    Cause(
        "T207",
        _ERROR,
        "differs from the sum of the rows above",
        "与以上各行之和不符",
        "See whether a row is missing or mistyped; the total itself is not read.",
        "请检查是否漏填或填错；合计本身不读取。",
    ),
    Cause(
        "T208",
        _NOTE,
        "is a row of totals and is left out",
        "为合计行，未计入",
        "Nothing needs to be done: totals are computed anew.",
        "不必处理：合计会重新计算。",
    ),
    Cause(
        "T209",
        _NOTE,
        "is the header once more and is passed over",
        "重复的表头，已跳过",
        "Nothing needs to be done.",
        "不必处理。",
    ),
    Cause(
        "T210",
        _NOTE,
        "is a remark and is passed over",
        "为说明文字，已跳过",
        "Nothing needs to be done.",
        "不必处理。",
    ),
    Cause(
        "T211",
        _WARNING,
        "is one number for several rows, and is read in the first of them only",
        "一个数合并在多行中，只计入第一行",
        "Write the number of each row.",
        "请逐行填写。",
    ),
    Cause(
        "T212",
        _WARNING,
        "percentages and plain numbers stand in one column",
        "同一列中既有百分数，又有普通数",
        "See whether the plain numbers are percentages too: 0.7 and 70 may then mean the same.",
        "请核对普通数是否也是百分数：0.7 与 70 可能是同一个意思。",
    ),
    Cause(
        "T213",
        _WARNING,
        "may be the same person as another row",
        "与另一行可能是同一人",
        "See whether both are one person; nothing is merged by itself.",
        "请核对是否为同一人；不会自动合并。",
    ),
)
