"""Workbooks made by xlsxwriter: what is a text stays one, and nothing is kept in temporary files.

Tables of records are made here without rows: with styles, dropdown lists, widths and notes.
`guangongwei.tabular.sheet_rows` puts the rows in, for it needs no memory for them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from guangongwei.errors import MissingExtra
from guangongwei.tabular.cells import AMOUNT, COUNT, DAY, FLAG
from guangongwei.tabular.notes import note, notes
from guangongwei.tabular.own_sheets import GUIDE
from guangongwei.tabular.sheet_rows import columns_wide, fill, row_height

try:
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]
except ImportError as error:
    raise MissingExtra("excel") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.layout import Column, Layout
    from guangongwei.tabular.notes import Note

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: The same records make the same file, whenever they are written.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_A4 = 9
_ROWS = 1_048_576
_NUMBERS = {COUNT.name: "integer", AMOUNT.name: "decimal"}
_NARROWEST, _WIDEST = 9, 44
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)

#: What a header row looks like.
HEADER = {
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "border_color": "#B7C4BD",
    "font_color": "#1D2321",
    "bg_color": "#E7EEEA",
}
_REQUIRED = HEADER | {"bg_color": "#F6E3B4"}
_WRAPPED = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#DCDBD2"}


def new_workbook(stream: BinaryIO) -> Any:
    """A workbook that is written to a stream when it is closed."""
    made: Any = xlsxwriter.Workbook(stream, _OPTIONS)
    made.set_properties({"created": _CREATED})
    return made


def fit_page(sheet: Any) -> None:
    """Print a sheet across, every column of it on one page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def write_records(
    stream: BinaryIO,
    *,
    layout: Layout,
    columns: Sequence[Column],
    records: Iterable[Record],
    raw: bool = False,
    guide: bool = False,
) -> None:
    """Write records of one noun as a workbook, one row after another.

    Raises:
        BadArgument: A record is of another noun or holds what no cell can hold, or there are more
            records than a sheet has rows.
    """
    blank = BytesIO()
    widths = write_table(blank, layout, columns, guide=guide)
    fill(blank, stream, records, noun=layout.noun, columns=columns, widths=widths, raw=raw)


def write_table(
    stream: BinaryIO, layout: Layout, columns: Sequence[Column], *, guide: bool = False
) -> tuple[int, ...]:
    """Write the table of a noun with a header row and, below it, one row of blank cells.

    How wide the columns are is given back. The blank cells bear the styles of their columns. With
    a guide every header has a note, and a second sheet tells what all columns mean.
    """
    made = new_workbook(stream)
    sheet = made.add_worksheet(layout.name)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    fit_page(sheet)
    sheet.set_row(0, 24)
    styles = [made.add_format(_style(each)) for each in columns]
    headers = {each: made.add_format(_REQUIRED if each else HEADER) for each in (True, False)}
    described = [note(layout.noun, column) for column in columns]
    widths = tuple(map(_width, described))
    for index, (column, told, style) in enumerate(zip(columns, described, styles, strict=True)):
        sheet.write_string(0, index, column.header, headers[column.required])
        sheet.write_blank(1, index, None, style)
        sheet.set_column(index, index, widths[index], style)
        _validate(sheet, index, column, told)
        if guide:
            _explain(sheet, index, told)
    # Codes and telephone numbers are texts on purpose.
    sheet.ignore_errors({"number_stored_as_text": f"A2:XFD{_ROWS}"})
    if guide:
        _write_guide(made, layout)
    made.close()
    return widths


def _style(column: Column) -> dict[str, object]:
    """What the cells of a column look like: days in the middle, texts in as many lines as need be."""
    if column.kind.name == DAY.name:
        return {"num_format": "yyyy-mm-dd", "align": "center", "valign": "top"}
    if column.kind.name in _NUMBERS:
        return {"valign": "top"}
    return {"num_format": "@", "text_wrap": True, "valign": "top"}


def _width(told: Note) -> int:
    """Room for the header with its button, for an example and for every word."""
    shown = (told.header + "  ", told.example, *told.words)
    return min(max(_NARROWEST, *(columns_wide(each) + 2 for each in shown)), _WIDEST)


def _validate(sheet: Any, index: int, column: Column, told: Note) -> None:
    """Offer the words of a column; object to what is none, and doubt what is no day or number."""
    rule: dict[str, Any] = {}
    if told.words:
        rule = {"validate": "list", "source": list(told.words)}
        if not told.closed:
            rule["show_error"] = False
        elif column.kind.name != FLAG.name:
            # 有 and 不详 mean something too where 是 and 否 are offered.
            rule["error_type"] = "stop"
    elif column.kind.name == DAY.name:
        rule = {"validate": "date", "criteria": "between"}
        rule |= {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
    elif column.kind.name in _NUMBERS:
        rule = {"validate": _NUMBERS[column.kind.name], "criteria": ">=", "value": 0}
    if not rule:
        return
    title, message = told.header, told.how
    given = {"error_type": "warning", "error_title": title, "error_message": message}
    sheet.data_validation(1, index, _ROWS - 1, index, given | rule)


def _explain(sheet: Any, index: int, told: Note) -> None:
    lines = told.text.split("\n")
    # A note is about 40 columns wide; a longer line takes several.
    height = 18 * sum(-(-columns_wide(each) // 38) for each in lines) + 8
    size = {"width": 300, "height": height, "font_size": 10, "author": "guangongwei"}
    sheet.write_comment(0, index, told.text, size)


_GUIDE_COLUMNS = (
    ("列名", 16),
    ("必填", 8),
    ("单位", 8),
    ("含义", 40),
    ("填写要求", 40),
    ("示例", 26),
    ("可填或常用的词", 50),
)


def _write_guide(made: Any, layout: Layout) -> None:
    """The sheet that tells what every column of the template means."""
    sheet = made.add_worksheet(GUIDE)
    title = made.add_format({"bold": True, "font_size": 14})
    header, wrapped = made.add_format(HEADER), made.add_format(_WRAPPED)
    required = made.add_format(_WRAPPED | {"bg_color": _REQUIRED["bg_color"], "bold": True})
    sheet.write_string(0, 0, f"“{layout.name}”填写说明", title)
    sheet.write_string(1, 0, "请在前一张表中填写，一行一条；黄色表头为必填列，本页不必填写。")
    for index, (name, width) in enumerate(_GUIDE_COLUMNS):
        sheet.set_column(index, index, width)
        sheet.write_string(3, index, name, header)
    widths = [width for _, width in _GUIDE_COLUMNS]
    for row, told in enumerate(notes(layout), 4):
        words = "、".join(told.words)
        cells = (told.header, told.need, told.unit, told.meaning, told.how, told.example, words)
        sheet.set_row(row, row_height(cells, widths))
        for index, cell in enumerate(cells):
            style = required if told.required and index < 2 else wrapped
            sheet.write_string(row, index, cell, style) if cell else sheet.write_blank(
                row, index, None, style
            )
    sheet.freeze_panes(4, 1)
    fit_page(sheet)
