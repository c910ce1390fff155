"""Records stand in a workbook as what they are: texts as texts, days as days, numbers exactly."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from guangongwei import tabular
from guangongwei.errors import BadArgument
from guangongwei.model import Absence, Service, Volunteer
from guangongwei.tabular import sheet_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from guangongwei.model import Record


def volunteer(**fields: object) -> Volunteer:
    """A volunteer, only some fields of whom matter."""
    known: dict[str, Any] = {"id": "V1", "name": "张三", "organisation": "D1", **fields}
    return Volunteer(**known)


def service(**fields: object) -> Service:
    """A service, only some fields of which matter."""
    day = date(2024, 1, 1)
    known: dict[str, Any] = {"id": "F1", "volunteer": "V1", "organisation": "D1", "on": day}
    return Service(**{**known, **fields})


def written(records: Sequence[Record], *, raw: bool = False) -> BytesIO:
    """A workbook of these records."""
    stream = BytesIO()
    tabular.write(records, stream, format="xlsx", raw=raw)
    stream.seek(0)
    return stream


def cells(records: Sequence[Record], *, raw: bool = False) -> list[tuple[str, Any]]:
    """The kind and the value of each cell of the first row, as another program reads them."""
    sheet: Any = openpyxl.load_workbook(written(records, raw=raw)).active
    return [(cell.data_type, cell.value) for cell in sheet[2]]


def sheet_of(stream: BytesIO) -> str:
    """The XML of the first sheet."""
    with zipfile.ZipFile(stream) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def test_ids_and_telephones_are_texts() -> None:
    """No digit is lost, no zero before it, and none becomes a number."""
    found = cells([volunteer(id="007", phone="013800000000")])
    assert (found[0], found[6]) == (("s", "007"), ("s", "013800000000"))


def test_days_are_days() -> None:
    """A spreadsheet can sort and count them; they are shown with year, month and day."""
    sheet: Any = openpyxl.load_workbook(written([volunteer(born=date(1950, 1, 2))])).active
    assert sheet["D2"].value == datetime(1950, 1, 2)  # noqa: DTZ001  (a day has no zone)
    assert sheet["D2"].number_format == "yyyy-mm-dd"


def test_a_day_that_is_counted_in_two_ways_is_a_text() -> None:
    """Spreadsheets do not agree on the days before March 1900."""
    assert cells([volunteer(born=date(1900, 2, 28))])[3] == ("s", "1900-02-28")
    assert cells([volunteer(born=date(1900, 3, 1))])[3][0] == "d"


@pytest.mark.parametrize(
    ("hours", "cell"),
    [
        (Decimal("1.5"), ("n", 1.5)),
        (Decimal("0.1"), ("n", 0.1)),
        (Decimal(0), ("n", 0)),
        (Decimal("123456789012.345"), ("n", 123456789012.345)),
        (Decimal("0.00000000000001"), ("n", 1e-14)),
        (Decimal("0.000000000000001"), ("s", "0.000000000000001")),
        (Absence.NOT_APPLICABLE, ("s", "不适用")),
        (Absence.UNKNOWN, ("n", None)),
    ],
)
def test_a_number_is_one_where_all_of_it_is_kept(
    hours: Decimal | Absence, cell: tuple[str, object]
) -> None:
    """Fifteen digits are; what has more, zeros in front included, is written as a text."""
    assert cells([service(hours=hours)])[5] == cell


def test_a_number_is_written_digit_by_digit() -> None:
    """No binary fraction stands between a decimal and the file."""
    assert "<v>0.1</v>" in sheet_of(written([service(hours=Decimal("0.1"))]))


@pytest.mark.parametrize("sign", "=+-@|%＝＋－＠\t\r")
def test_no_text_is_run(sign: str) -> None:
    """It begins with an apostrophe and is a text besides; raw, it is a text all the same."""
    text = f"{sign}1+1"
    shown = text.replace("\r", "_x000D_")
    assert cells([volunteer(name=text)])[1] == ("s", f"'{shown}")
    content = sheet_of(written([volunteer(name=text)], raw=True))
    assert f'<t xml:space="preserve">{shown}</t>' in content
    assert "<f>" not in content


def test_an_address_is_no_link() -> None:
    """Nothing in a workbook leads anywhere."""
    stream = written([volunteer(name="https://example.org/a")])
    with zipfile.ZipFile(stream) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert b"<hyperlink" not in whole
    assert b'TargetMode="External"' not in whole


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("<&>", "&lt;&amp;&gt;"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x005F_x0041_", "_x005F_x005F_x005F_x0041_"),
        ("a\rb\nc", "a_x000D_b\nc"),
        ("𠮷", "𠮷"),
    ],
)
def test_a_text_is_kept_character_for_character(text: str, xml: str) -> None:
    """What XML or a spreadsheet would take for something else is written so that it does not."""
    assert f">{xml}</t>" in sheet_of(written([volunteer(name=text)]))


@pytest.mark.parametrize("text", ["张\ufffe", "张\uffff", "a" * 32_768, "𠮷" * 16_384])
def test_what_no_cell_holds_is_not_written(text: str, tmp_path: Path) -> None:
    """The caller learns which field it is, and no file is left."""
    with pytest.raises(BadArgument) as caught:
        tabular.write([volunteer(), volunteer(name=text)], tmp_path / "t.xlsx")
    assert caught.value.name == "records[1].name"
    assert text[:2] not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_more_records_than_a_sheet_has_rows_are_the_callers_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They would be lost where the file is opened."""
    monkeypatch.setattr(sheet_rows, "_MOST_ROWS", 3)
    assert cells([volunteer(), volunteer()])
    with pytest.raises(BadArgument) as caught:
        written([volunteer(), volunteer(), volunteer()])
    assert caught.value.name == "records"


def test_records_of_two_nouns_are_the_callers_mistake() -> None:
    """A table is of one noun."""
    with pytest.raises(BadArgument) as caught:
        written([volunteer(), service()])
    assert caught.value.name == "records[1]"


def test_a_row_is_as_high_as_its_text() -> None:
    """A long text is seen whole; other rows keep the usual height."""
    content = sheet_of(written([volunteer(), volunteer(name="张" * 100)]))
    assert re.findall(r'<row r="(\d+)" ht="\d+" customHeight="1">', content) == ["3"]


def test_the_same_records_make_the_same_file() -> None:
    """No clock is looked at."""
    assert written([volunteer()]).getvalue() == written([volunteer()]).getvalue()


def test_many_rows_all_arrive() -> None:
    """They are written many at a time, and none is lost in between."""
    sheet: Any = openpyxl.load_workbook(
        written([volunteer(id=f"V{n}") for n in range(1203)])
    ).active
    assert [cell.value for cell in sheet["A"]][1:] == [f"V{n}" for n in range(1203)]
