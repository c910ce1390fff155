"""Workbooks become rows of values, and what a workbook says of its cells is not lost."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tabular.books import (
    MAIN,
    SHEET,
    STRINGS,
    XML,
    as_row,
    book,
    codes,
    package,
    parts,
    table,
    told,
    values,
    worksheet,
)

from guangongwei.tabular.grid import UNCALCULATED, Area, Broken, Percent, Truth, Value, Visibility

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.errors import Problem
    from guangongwei.tabular.grid import Row

DAY, CLOCK, ELAPSED, SHARE, BOTH = range(1, 6)
FORMATS = ('yyyy"年"m"月"d"日"', "h:mm", "[h]:mm", "0.0%", "yyyy-mm-dd hh:mm")


def shown(text: str, style: int) -> str:
    """A cell that holds a number of a style."""
    return f'<c r="{{at}}" s="{style}"><v>{text}</v></c>'


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="{at}" t="s"><v>1</v></c>', "名称"),
        ('<c r="{at}" t="s"><v>9</v></c>', Broken("#REF!")),
        ('<c r="{at}" t="s"><v>4294967297</v></c>', Broken("#REF!")),
        ('<c r="{at}" t="inlineStr"><is><t>a&amp;&#x4E2D;&#10;b</t></is></c>', "a&中\nb"),
        (
            '<c r="{at}" t="inlineStr"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c>',
            "ab",
        ),
        ('<c r="{at}" t="str"><f>A1</f><v> a_x000D_ </v></c>', " a\r "),
        ('<c r="{at}" t="b"><v>1</v></c>', Truth(value=True)),
        ('<c r="{at}" t="e"><v>#DIV/0!</v></c>', Broken("#DIV/0!")),
        ('<c r="{at}"><f>1/3</f><v>0.5</v></c>', 0.5),
        ('<c r="{at}"><f>1/3</f></c>', UNCALCULATED),
        ('<c r="{at}"><f>1/3</f><v></v></c>', UNCALCULATED),
        ('<c r="{at}" t="n"><v>1E3</v></c>', 1000.0),
        ('<c r="{at}"><v>1e999</v></c>', Broken("#VALUE!")),
        ('<c r="{at}"><v>nan</v></c>', Broken("#VALUE!")),
        ('<c r="{at}"><v>１</v></c>', Broken("#VALUE!")),
        ('<c r="{at}" t="d"><v>2024-03-01</v></c>', date(2024, 3, 1)),
        ('<c r="{at}" s="7"><v>3</v></c>', 3.0),
        (shown("45352", DAY), date(2024, 3, 1)),
        (shown("45352.5", BOTH), datetime.fromisoformat("2024-03-01T12:00")),
        (shown("0.5", CLOCK), time(12)),
        (shown("1.25", ELAPSED), timedelta(hours=30)),
        (shown("0.705", SHARE), Percent(0.705)),
        (shown("60", DAY), Broken("#NUM!")),
        (shown("61", DAY), date(1900, 3, 1)),
        (shown("-1", DAY), Broken("#NUM!")),
    ],
)
def test_a_cell_is_what_whoever_looks_at_it_sees(cell: str, expected: Value) -> None:
    """By pattern or element by element, a cell means the same."""
    rows = table(["编号", "x"], [cell, "x"], [cell, "x"], [cell, "x"])
    made = parts(rows, strings=["编号", "名称"], formats=FORMATS)
    assert values(package(made)) == [["编号", "x"], *[[expected, "x"]] * 3]
    made[SHEET] = str(made[SHEET]).replace(
        "<sheetData>", "<!-- looked at one by one --><sheetData>"
    )
    assert values(package(made)) == [["编号", "x"], *[[expected, "x"]] * 3]


def test_days_are_counted_from_1904_where_a_workbook_says_so() -> None:
    """The same number is four years and a day later."""
    rows = table([shown("43890", DAY)])
    assert values(book(rows, formats=FORMATS, from_1904=True)) == [[date(2024, 3, 1)]]


def test_a_row_that_is_written_otherwise_teaches_the_pattern() -> None:
    """Cells may be missing, blank, of another kind or in another order, in any row."""
    rows = table(
        ["a", 1.0, "x"],
        ["b", None, "y"],
        [None, 2.0, "z"],
        [3.0, "text", None, 4.0],
        ['<c r="{at}" s="1"/>', 5.0, '<c r="{at}"></c>'],
        ["c", 6.0, "w"],
    )
    rows += '<row r="9"/><row r="10" ht="3"><c r="B10"><v>7</v></c><c r="A10"><v>8</v></c></row>'
    rows += "<row><c><v>9</v></c><c><v>10</v></c></row>"
    found, problems = told(book(rows))
    assert problems == []
    assert [(number, [*row]) for number, row in map(trimmed, found[0].rows)] == [
        (1, ["a", 1.0, "x"]),
        (2, ["b", "", "y"]),
        (3, ["", 2.0, "z"]),
        (4, [3.0, "text", "", 4.0]),
        (5, ["", 5.0]),
        (6, ["c", 6.0, "w"]),
        (10, [8.0, 7.0]),
        (11, [9.0, 10.0]),
    ]


def trimmed(row: Row | Problem) -> tuple[int, list[Value]]:
    """A row without the blank values at its end."""
    number, found = as_row(row)
    kept = list(found)
    while kept and kept[-1] == "":
        kept.pop()
    return number, kept


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: (
            sheet.replace("<c ", "<x:c ")
            .replace("</c>", "</x:c>")
            .replace("<worksheet", f'<worksheet xmlns:x="{MAIN}"')
        ),
        lambda sheet: sheet.replace("><", ">\n <"),
        lambda sheet: sheet.replace("<c r=", "<c  r="),
        lambda sheet: sheet.replace('"', "'"),
        lambda sheet: sheet.replace("<row", "<!-- a row --><row"),
        lambda sheet: sheet.replace("<v>2</v>", "<v><![CDATA[2]]></v>"),
        lambda sheet: sheet.replace("<row", "<?a b?><row", 1),
        lambda sheet: sheet.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        lambda sheet: sheet.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda sheet: b"\xef\xbb\xbf" + sheet.encode(),
        lambda sheet: sheet.replace(XML, ""),
    ],
    ids=[
        "prefix",
        "blanks",
        "spaces",
        "quotes",
        "comments",
        "cdata",
        "instruction",
        "strict",
        "utf-16",
        "mark",
        "bare",
    ],
)
def test_any_xml_that_is_right_is_read(change: Callable[[str], str | bytes]) -> None:
    """What spreadsheets usually write is only faster."""
    made = parts(table(["a", 1.0], ["b", 2.0], ["c", 3.0]))
    made[SHEET] = change(str(made[SHEET]))
    assert values(package(made)) == [["a", 1.0], ["b", 2.0], ["c", 3.0]]


@pytest.mark.parametrize(
    "mark", ["<!-- </row> -->", "<!-- </sheetData> -->", "<?a </row>?>", "<!-- <row hidden='1' -->"]
)
def test_a_remark_may_look_like_the_end_of_anything(mark: str) -> None:
    """Whatever stands in it, the rows behind it and what is merged are told."""
    rows = table(*[[f"a{number}"] for number in range(9)])
    rows = rows.replace('<row r="5"', f'{mark}<row r="5"').replace('<c r="A7"', f'{mark}<c r="A7"')
    found, problems = told(
        book(f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    )
    assert [list(held) for _, held in map(as_row, found[0].rows)] == [
        [f"a{number}"] for number in range(9)
    ]
    assert found[0].merged == (Area(1, 1, 2, 2),)
    assert problems == []


def test_rows_of_frames_alone_hold_nothing() -> None:
    """Cells without a value, before a table and after it, are no rows of it."""
    frames = ['<c r="{at}" s="1"/>', '<c r="{at}" s="1"></c>']
    assert values(book(table(frames, frames, frames), formats=FORMATS)) == []
    rows = table(*[frames] * 3, ["a", 1.0], *[frames] * 3)
    assert [each for each in values(book(rows, formats=FORMATS)) if each] == [["a", 1.0]]


def test_texts_are_shared_in_any_font() -> None:
    """Texts of several fonts are one text; how a word is spoken is none."""
    items = "<si><t>a</t></si><si><r><t>b</t></r><r><t> c</t></r><rPh><t>x</t></rPh></si><si/><si><t>d&lt;</t></si>"
    cells = [f'<c r="{{at}}" t="s"><v>{number}</v></c>' for number in range(4)]
    made = parts(table([*cells, "end"]), more={STRINGS: f'{XML}<sst xmlns="{MAIN}">{items}</sst>'})
    assert values(package(made)) == [["a", "b c", "", "d<", "end"]]


def test_what_is_hidden_or_merged_is_told() -> None:
    """Rows, columns and sheets that nobody sees are known before the rows are read."""
    body = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        '<row hidden="true" r="7"/></sheetData>'
        '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="AA2:AB3"/></mergeCells>'
    )
    states = ("", 'state="hidden"', 'state="veryHidden"')
    for rows in (body, body.replace("<sheetData>", "<!-- --><sheetData>")):
        found, _ = told(book(rows, "", "", states=states))
        assert found[0].hidden_rows == {2, 7}
        assert found[0].hidden_columns == {2, 3}
        assert found[0].merged == (Area(1, 1, 1, 4), Area(2, 27, 3, 28))
        assert [each.name for each in found] == ["名册", "第二张", "第三张"]
        assert [each.visibility for each in found] == [*Visibility]


def test_a_cell_beyond_every_sheet_costs_its_row() -> None:
    """Rows and columns end; a cell at the very end of a sheet is like any other."""
    rows = table(["a"]) + '<row r="2"><c r="XFE2"><v>1</v></c><c r="A2"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1048577"><c r="A1048577"><v>1</v></c></row>'
    found, problems = told(book(rows))
    assert [(row[0], len(row[1])) for row in map(as_row, found[0].rows)] == [
        (1, 1),
        (2, 1),
        (1_048_576, 16_384),
    ]
    assert [str(each.place) for each in problems] == ["五老.xlsx!名册!2", "五老.xlsx!名册!1048577"]
    assert {each.code for each in problems} == {"T305"}


def test_rows_that_are_nearly_all_blank_come_to_an_end() -> None:
    """A row of one far cell is nothing; thousands of them would take minutes for nothing."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 600))
    found, problems = told(book(table(["a"]) + rows))
    assert 100 < len(list(found[0].rows)) < 200
    assert [each.code for each in problems] == ["T305"]


def test_a_row_that_is_too_long_is_left_out() -> None:
    """The rows around it are read."""
    rows = table(["a"], ["b" * 1_000_001], ["c"])
    assert values(book(rows)) == [["a"], ["c"]]
    assert codes(book(rows)) == ["五老.xlsx!名册!2 T204"]


def test_a_sheet_that_breaks_off_keeps_its_rows() -> None:
    """What stands before the damage is read, and the damage is told."""
    made = parts(table(["a"], ["b"]), table(["c"]))
    for lost in (15, 40):
        made[SHEET] = worksheet(table(["a"], ["b"]))[:-lost]
        found, problems = told(package(made))
        assert [len(list(each.rows)) for each in found] == [2 if lost == 15 else 1, 1]
        assert [(str(each.place), each.code) for each in problems] == [("五老.xlsx!名册", "T302")]


def test_sheets_that_are_no_tables_are_passed_over() -> None:
    """Charts have no rows; a sheet whose part is missing is damaged."""
    made = parts(table(["a"]), table(["b"]), table(["c"]))
    relations = str(made["xl/_rels/workbook.xml.rels"])
    relations = relations.replace(
        'worksheet" Target="worksheets/sheet2', 'chartsheet" Target="chartsheets/sheet2'
    )
    made["xl/_rels/workbook.xml.rels"] = relations.replace("sheet3.xml", "sheet9.xml")
    found, problems = told(package(made))
    assert [each.name for each in found] == ["名册"]
    assert [f"{each.place} {each.code}" for each in problems] == [
        "五老.xlsx!第二张 T312",
        "五老.xlsx!第三张 T302",
    ]


def test_macros_and_other_files_are_noted_and_left_alone() -> None:
    """Nothing is run and nothing is opened."""
    more = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "not even XML"}
    content = book(table(["a"]), more=more)
    assert values(content) == [["a"]]
    assert codes(content) == ["五老.xlsx T310", "五老.xlsx T311"]


def test_a_pattern_is_learnt_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are all different are still read, one by one."""
    monkeypatch.setattr("guangongwei.tabular.xlsx_rows._LESSONS", 2)
    rows = [[None] * number + ["x"] for number in range(9)]
    assert values(book(table(*rows))) == [[""] * number + ["x"] for number in range(9)]


CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="_=#\ufffe\uffff"),
        min_size=1,
        max_size=9,
    ),
    st.integers(-(10**9), 10**15),
    st.integers(-(10**9), 10**9).map(lambda number: number / 1000),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.booleans(),
)
ROWS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12)


@given(ROWS)
def test_another_library_writes_what_is_read(rows: list[list[object]]) -> None:
    """Whatever cells of whatever kinds stand in whatever rows; by pattern and element by element."""
    made = openpyxl.Workbook()
    sheet = made.create_sheet(index=0)
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    made.save(stream)
    expected = [[_as_read(each) for each in row] for row in rows]
    for row in expected:
        while row and row[-1] == "":
            row.pop()
    found, problems = told(stream.getvalue())
    read = dict(map(trimmed, found[0].rows))
    assert problems == []
    assert [read.get(number, []) for number in range(1, len(rows) + 1)] == expected


def _as_read(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return Truth(value)
    return float(value) if isinstance(value, int | float) else value
