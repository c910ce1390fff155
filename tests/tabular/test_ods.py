"""OpenDocument spreadsheets become rows of values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from tests.tabular.books import codes, open_document, told, values

from guangongwei.tabular.grid import UNCALCULATED, Area, Broken, Percent, Truth, Value, Visibility


def content(*rows: str, before: str = "", named: str = "名册") -> bytes:
    """A spreadsheet of one table."""
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return open_document(
        f'{before}<table:table table:name="{named}" table:style-name="ta">{inside}</table:table>'
    )


@pytest.mark.parametrize(
    ("attributes", "shown", "expected"),
    [
        ('office:value-type="string"', "张 <text:s text:c='2'/>三<text:tab/>", "张   三\t"),
        ('office:value-type="string"', "a</text:p><text:p>b<text:line-break/>c", "a\nb\nc"),
        ('office:value-type="string" office:string-value="x"', "y", "x"),
        ('office:value-type="float" office:value="3"', "3.00", 3.0),
        ('office:value-type="float" office:value="nan"', "", Broken("#VALUE!")),
        ('office:value-type="float" office:value="x"', "", Broken("#VALUE!")),
        ('office:value-type="currency" office:value="3.5"', "3.50元", 3.5),
        ('office:value-type="percentage" office:value="0.7"', "70%", Percent(0.7)),
        ('office:value-type="percentage" office:value=""', "", Broken("#VALUE!")),
        ('office:value-type="date" office:date-value="2024-03-01"', "1日", date(2024, 3, 1)),
        (
            'office:value-type="date" office:date-value="2024-03-01T09:30:00"',
            "",
            datetime.fromisoformat("2024-03-01T09:30"),
        ),
        ('office:value-type="date" office:date-value="1日"', "", Broken("#VALUE!")),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "", time(9, 30)),
        ('office:value-type="time" office:time-value="PT30H00M00S"', "", timedelta(hours=30)),
        ('office:value-type="time" office:time-value="30"', "", Broken("#VALUE!")),
        ('office:value-type="boolean" office:boolean-value="true"', "是", Truth(value=True)),
        ('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!", Broken("#DIV/0!")),
        (
            'table:formula="of:=1/0" office:value-type="float" office:value="0"',
            "Err:502",
            Broken("Err:502"),
        ),
        ('table:formula="of:=A1"', "", UNCALCULATED),
        (
            'office:value-type="string"',
            "<office:annotation><text:p>n</text:p></office:annotation>a",
            "a",
        ),
    ],
)
def test_a_cell_is_what_its_type_says(attributes: str, shown: str, expected: Value) -> None:
    """The text is only how a value is shown; remarks are no part of it."""
    cell = f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"
    assert values(content(cell), "五老.ods") == [[expected]]


CELL = '<table:table-cell office:value-type="float" office:value="{}" {}/>'


def test_what_is_repeated_is_there_as_often() -> None:
    """Cells and rows, blank or not, up to the end of the sheet."""
    repeated = 'table:number-columns-repeated="2"'
    rows = (
        CELL.format(1, "") + f"<table:table-cell {repeated}/>" + CELL.format(2, repeated),
        '<table:table-cell table:number-columns-repeated="16384"/>',
    )
    made = content(*rows)
    assert values(made, "a.ods") == [[1.0, "", "", 2.0, 2.0]]
    body = (
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="3">{}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048500"><table:table-cell/></table:table-row>'
        "<table:table-row>{}</table:table-row></table:table>"
    ).format(CELL.format(1, ""), CELL.format(2, ""))
    found, _ = told(open_document(body), "a.ods")
    assert list(found[0].rows) == [(1, [1.0]), (2, [1.0]), (3, [1.0]), (1_048_504, [2.0])]


def test_repetition_alone_makes_no_endless_table() -> None:
    """A few bytes cannot ask for a million filled rows."""
    body = (
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">{}'
        "</table:table-row></table:table>"
    ).format(CELL.format(1, ""))
    assert codes(open_document(body), "a.ods") == ["a.ods!a!1 T305"]


def test_what_is_hidden_or_merged_is_told() -> None:
    """Rows, columns and sheets that nobody sees are known before the rows are read."""
    styles = (
        '<style:style style:name="ta"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="tb"><style:table-properties table:display="true"/></style:style>'
    )
    body = (
        '<table:table table:name="a" table:style-name="ta">'
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
        '<table:table-row table:visibility="filter"><table:table-cell table:number-columns-spanned="3" '
        'table:number-rows-spanned="2"/><table:covered-table-cell/></table:table-row></table:table>'
        '<table:table table:name="b" table:style-name="tb"/>'
    )
    found, _ = told(open_document(styles + body), "a.ods")
    assert found[0].hidden_rows == {1}
    assert found[0].hidden_columns == {2, 3}
    assert found[0].merged == (Area(1, 1, 2, 3),)
    assert [each.visibility for each in found] == [Visibility.HIDDEN, Visibility.VISIBLE]


def test_a_protected_spreadsheet_is_told_apart() -> None:
    """Its manifest says that its parts are encrypted; macros are noted and left alone."""
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert codes(open_document("", more=manifest), "a.ods") == ["a.ods T301"]
    assert codes(open_document("", more={"Basic/a.xml": ""}), "a.ods") == ["a.ods T310"]
