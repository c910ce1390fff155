"""What can be wrong with a table: T0 files and headers, T1 one cell, T2 rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Problem, Severity

if TYPE_CHECKING:
    from guangongwei.errors import Place

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@final
@frozen
class Cause:
    """One thing that can be wrong, and what to do about it."""

    code: str
    severity: Severity
    english: str
    chinese: str
    hint: str
    #: The hint in Chinese.
    advice: str


def problem(code: str, place: Place, *, detail: str = "", hint: str = "") -> Problem:
    """The problem of this code at a place; a detail tells names or a shape, never a value."""
    cause = CAUSES[code]
    return Problem(
        code,
        place,
        f"{cause.english} ({detail})" if detail else cause.english,
        hint=hint or cause.hint,
        severity=cause.severity,
    )


_ROWS = (
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
    Cause(
        "T101",
        _ERROR,
        "is blank, and the row cannot be read without it",
        "必填项为空，此行未读取",
        "Fill the cell, or remove the row.",
        "请填写，或删去此行。",
    ),
    Cause(
        "T102",
        _ERROR,
        "is not a number of 0 or more",
        "不是非负数",
        "Write digits only, without sign or unit; leave the cell blank where it is unknown.",
        "请只填数字，不带正负号和单位；不详时留空。",
    ),
    Cause(
        "T103",
        _ERROR,
        "is not a whole number",
        "不是整数",
        "It counts persons, attendances or sessions: write a whole number.",
        "此列为计数，请填整数。",
    ),
    Cause(
        "T104",
        _ERROR,
        "has more than 15 digits, more than a spreadsheet keeps",
        "超过15位数字，电子表格无法保持精度",
        "Write the number anew.",
        "请重新填写。",
    ),
    Cause(
        "T105",
        _ERROR,
        "is not a day",
        "不是日期",
        "Write year, month and day, such as 2024-03-01; leave the cell blank where it is unknown.",
        "请填写年月日，例如 2024-03-01；不详时留空。",
    ),
    Cause(
        "T106",
        _ERROR,
        "is a day that the calendar does not have",
        "日历上没有这一天",
        "Mend the year (1900 to 2100), the month or the day.",
        "请更正年（1900至2100）、月或日。",
    ),
    Cause(
        "T107",
        _ERROR,
        "is a day whose year has two digits",
        "年份只有两位数",
        "Write the year with four digits, such as 2024-03-01.",
        "请填四位年份，例如 2024-03-01。",
    ),
    Cause(
        "T108",
        _ERROR,
        "is a day counted from 1900, as spreadsheets store it",
        "日期显示为序号",
        "Format the column as a date and save the file again.",
        "请将此列设为日期格式后重新保存。",
    ),
    Cause(
        "T109",
        _ERROR,
        "is neither 是 nor 否",
        "不是“是”或“否”",
        "Write 是 or 否; leave the cell blank where it is unknown.",
        "请填“是”或“否”；不详时留空。",
    ),
    Cause(
        "T110",
        _ERROR,
        "is none of the words of this column",
        "不是此列规定的用词",
        "Use the words that the template's guide lists.",
        "请使用规定的用词。",
    ),
    Cause(
        "T111",
        _ERROR,
        "looks like an identity card number",
        "疑似身份证号",
        "Never use identity numbers here: give each its own short 编号, and remove them from the file.",
        "请勿使用身份证号：请另行编号，并从文件中删除身份证号。",
    ),
    Cause(
        "T112",
        _ERROR,
        "is a long number that a spreadsheet may have rounded: precision is lost",
        "数字过长，电子表格可能已丢失精度",
        "Format the column as text and write it anew, or use a shorter 编号 that begins with a letter.",
        "请将此列设为文本格式后重新填写，或改用以字母开头的较短编号。",
    ),
    Cause(
        "T113",
        _ERROR,
        "names no period",
        "不是时期",
        "Write it like 2024年, 2024年3月, 2024年上半年, 2023—2024学年 or 2024-01-01至2024-06-30.",
        "请写作 2024年、2024年3月、2024年上半年、2023—2024学年 或 2024-01-01至2024-06-30。",
    ),
    Cause(
        "T114",
        _ERROR,
        "names no batch",
        "不是批次",
        "Write 3 or 第三批.",
        "请写作 3 或 第三批。",
    ),
    Cause(
        "T115",
        _ERROR,
        "names no items of the plan",
        "不是要点的条目",
        "Write the numbers of the items with 、 between them, such as 4、5.",
        "请填写条目序号，以顿号分隔，例如 4、5。",
    ),
    Cause(
        "T116",
        _ERROR,
        "holds an error of the spreadsheet",
        "单元格为电子表格错误值",
        "Mend the formula, or write its result.",
        "请更正公式，或直接填写结果。",
    ),
    Cause(
        "T117",
        _ERROR,
        "holds characters that are not text",
        "含有非文本字符",
        "Write the cell anew.",
        "请重新填写。",
    ),
    Cause(
        "T118",
        _WARNING,
        "is none of the tables that figures rest on",
        "不是统计所依据的表名",
        "Write the name of a table, such as 服务记录; till then this return counts for none of them.",
        "请填写表名，例如 服务记录；否则该报送不计入任何一张表。",
    ),
    Cause(
        "T119",
        _ERROR,
        "names no term",
        "不是任期",
        "Write first and last day with 至 between them, such as 2022-01-01至2026-12-31; either may be left out.",
        "请写作 2022-01-01至2026-12-31；起止日期不详的一端可留空。",
    ),
    Cause(
        "T120",
        _ERROR,
        "is made of Chinese characters only and may be a name",
        "全为汉字，疑似姓名",
        "Never write names here: give each its own short 编号 with a digit in it, such as E0001.",
        "请勿填写姓名：请另行编号，编号须含数字，例如 E0001。",
    ),
    Cause(
        "T121",
        _ERROR,
        "is not a row of dated steps",
        "不是按日期记载的步骤",
        "Write them like 2024-03-01 立案；2024-04-01 升级(危机)；2024-06-01 结案(目标达成).",
        "请写作 2024-03-01 立案；2024-04-01 升级(危机)；2024-06-01 结案(目标达成)。",
    ),
    Cause(
        "T122",
        _ERROR,
        "does not give points by clause",
        "不是各条得分",
        "Write the clauses with their points like 1:5；2:4.5.",
        "请按条款写明得分，例如 1:5；2:4.5。",
    ),
    Cause(
        "T123",
        _WARNING,
        "holds a telephone number, and its digits are left out",
        "含电话号码，其中的数字未读取",
        "Write telephone numbers under 联系电话 alone.",
        "电话号码请只填在“联系电话”列。",
    ),
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
        "is longer than a million characters and is left out",
        "超过一百万个字符，此行未读取",
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
)

#: Every cause under its code.
CAUSES = {cause.code: cause for cause in _ROWS}
