"""What can be wrong with a file as a package of tables: T3."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.tabular.cause import Cause

_ERROR, _NOTE = Severity.ERROR, Severity.NOTE

WORKBOOKS = (
    Cause(
        "T301",
        _ERROR,
        "is protected with a password and cannot be read",
        "文件有密码保护，无法读取",
        "Take the password away in the spreadsheet program, and save the file again.",
        "请在电子表格软件中取消密码后重新保存。",
    ),
    Cause(
        "T302",
        _ERROR,
        "is damaged or incomplete; what could be read before the damage is kept",
        "文件已损坏或不完整，损坏之前的内容已读取",
        "Open it in a spreadsheet program, save it again as .xlsx, or have it sent once more.",
        "请用电子表格软件打开并另存为 .xlsx，或请对方重新发送。",
    ),
    Cause(
        "T303",
        _ERROR,
        "declares a document type or entities, which no spreadsheet writes, and is not read",
        "文件含有文档类型或实体声明，正常的电子表格不会有，未读取",
        "Do not use this file; ask whoever sent it how it was made.",
        "请勿使用此文件，并向发送者核实来源。",
    ),
    Cause(
        "T304",
        _ERROR,
        "holds more than is read here",
        "内容超出可读取的范围",
        "See whether the file is what it should be; split what is really so large.",
        "请检查文件是否正确；如确实很大，请拆分。",
    ),
    Cause(
        "T305",
        _ERROR,
        "lies beyond the rows and columns that a table can have, and is left out",
        "位置超出表格范围，未读取",
        "Delete the rows and columns outside the table, and save the file again.",
        "请删除表格以外的行和列后重新保存。",
    ),
    Cause(
        "T306",
        _ERROR,
        "is nested deeper than any table, and is not read",
        "内部嵌套过深，未读取",
        "Do not use this file; ask whoever sent it how it was made.",
        "请勿使用此文件，并向发送者核实来源。",
    ),
    Cause(
        "T307",
        _ERROR,
        "has parts with misleading names, and is not read",
        "内部部件的名称有误导性，未读取",
        "Do not use this file; ask whoever sent it how it was made.",
        "请勿使用此文件，并向发送者核实来源。",
    ),
    Cause(
        "T308",
        _ERROR,
        "is a web page under the name of a table, and is not read",
        "实为网页，只是以表格命名，未读取",
        "Open it in a spreadsheet program, and save it as .xlsx.",
        "请用电子表格软件打开后另存为 .xlsx。",
    ),
    Cause(
        "T309",
        _ERROR,
        "is of a kind that is not read as a table",
        "不是可读取的表格文件",
        "Save the table as .xlsx or as .csv.",
        "请另存为 .xlsx 或 .csv。",
    ),
    Cause(
        "T310",
        _NOTE,
        "holds macros; they are neither run nor looked at",
        "含有宏；宏不会运行",
        "Nothing needs to be done for reading; send tables as .xlsx without macros.",
        "读取时不必处理；报送时请另存为不含宏的 .xlsx。",
    ),
    Cause(
        "T311",
        _NOTE,
        "refers to other files or addresses; they are not opened, and the stored values are read",
        "引用了其他文件或地址；不会打开，读取的是已保存的值",
        "See whether the stored values are up to date, and write them as values.",
        "请核对已保存的值是否最新，并改为数值。",
    ),
    Cause(
        "T312",
        _NOTE,
        "is a sheet without a table, such as a chart, and is left unread",
        "此工作表不是表格（如图表），未读取",
        "Nothing needs to be done.",
        "不必处理。",
    ),
    Cause(
        "T313",
        _NOTE,
        "is of another kind than its name says, and is read as what it is",
        "文件类型与扩展名不符，已按实际类型读取",
        "Nothing needs to be done; the name should end in what the file is.",
        "不必处理；建议更正扩展名。",
    ),
)
