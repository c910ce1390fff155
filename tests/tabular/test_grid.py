"""Sheets and the values of their cells, before anything in them is understood."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from guangongwei.errors import Cell
from guangongwei.tabular.grid import (
    UNCALCULATED,
    Broken,
    Percent,
    Sheet,
    Truth,
    Value,
    letter,
    text,
)


@pytest.mark.parametrize(
    ("column", "expected"),
    [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")],
)
def test_columns_are_lettered_as_a_spreadsheet_letters_them(column: int, expected: str) -> None:
    """After Z comes AA, and the last column that there is is XFD."""
    assert letter(column) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        (" 张三 ", " 张三 "),
        (3.0, "3"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (13_800_000_000.0, "13800000000"),
        (123_456_789_012_345_678.0, "123456789012346000"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime.fromisoformat("2024-03-01T09:30"), "2024-03-01 09:30:00"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (Truth(value=True), "TRUE"),
        (Percent(0.7), "70%"),
        (Percent(0.125), "12.5%"),
        (Percent(1.0), "100%"),
        (Broken("#DIV/0!"), "#DIV/0!"),
    ],
)
def test_a_value_has_one_text(value: Value, expected: str) -> None:
    """Numbers have the digits that a spreadsheet keeps, and days the form that everybody reads."""
    assert text(value) == expected


def test_values_of_different_kinds_are_different_keys() -> None:
    """What one means to a column can be kept in mind without being taken for another."""
    values: list[Value] = ["1", 1.0, Truth(value=True), Percent(1.0), Broken("1"), UNCALCULATED]
    assert len(dict.fromkeys(values)) == len(values)


def test_a_place_in_a_workbook_is_told_by_sheet_and_cell() -> None:
    """What a place is called can be typed into the spreadsheet's own box for places."""
    sheet = Sheet(file="五老.xlsx", name="名册", rows=iter(()))
    place = sheet.place(7, "姓名", index=4)
    assert place == Cell("五老.xlsx", 7, "姓名", sheet="名册", letter="E")
    assert str(place) == "五老.xlsx!名册!E7"
    assert str(sheet.place(7)) == "五老.xlsx!名册!7"
    assert str(sheet.place()) == "五老.xlsx!名册"


def test_a_place_in_a_file_that_is_one_table_is_told_by_row_and_header() -> None:
    """There is no sheet to name, and nobody counts letters in a text file."""
    place = Sheet(file="五老.csv", rows=iter(())).place(7, "姓名", index=4)
    assert str(place) == "五老.csv!7!姓名"
