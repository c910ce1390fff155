"""A workbook's package gets new parts and keeps the others."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from guangongwei.archive import Archive, Refused
from guangongwei.tabular.package import Package, Relation, SheetPart

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def workbook(*, strict: bool = False) -> BytesIO:
    """A workbook of two sheets and a chart that is a sheet."""
    made, stream = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("甲")
        book.add_worksheet("a & b")
        chart: Any = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=甲!$A$1:$A$3"})
        book.add_chartsheet("图").set_chart(chart)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(stream, "w") as copy:
        for name in given.namelist():
            content = given.read(name)
            for usual, other in STRICT.items() if strict else ():
                content = content.replace(usual, other)
            copy.writestr(name, content)
    return stream


def package(*, strict: bool = False) -> Package:
    """The same, opened."""
    return Package(Archive.of(workbook(strict=strict)))


@pytest.mark.parametrize("strict", [False, True])
def test_sheets_of_rows_are_told(*, strict: bool) -> None:
    """In both kinds of workbook; a sheet that is a chart has no cells."""
    assert package(strict=strict).sheets() == (
        SheetPart("甲", "xl/worksheets/sheet1.xml"),
        SheetPart("a & b", "xl/worksheets/sheet2.xml"),
    )


@pytest.mark.parametrize("strict", [False, True])
def test_a_sheet_is_added_behind_the_others(*, strict: bool) -> None:
    """Under a number and a way that nothing else has; a second time, it is written anew."""
    made = package(strict=strict)
    made.add_sheet("新<1>", b"<worksheet/>", "x/y")
    made.add_sheet("新<1>", b"<worksheet>2</worksheet>", "x/y")
    assert made.sheets()[-1] == SheetPart("新<1>", "xl/worksheets/sheet3.xml")
    written = BytesIO()
    made.write(written)
    again = Package(Archive.of(written))
    assert again.sheets() == made.sheets()
    assert again.read("xl/worksheets/sheet3.xml") == b"<worksheet>2</worksheet>"
    listed = again.read("xl/workbook.xml")
    assert b'name="&#26032;&lt;1&gt;" sheetId="4"' in listed
    assert again.read("[Content_Types].xml").count(b'PartName="/xl/worksheets/sheet3.xml"') == 1
    assert {each.kind for each in again.relations("xl/workbook.xml")} >= {"worksheet", "chartsheet"}


def test_ways_lead_where_their_part_lies() -> None:
    """Those of a part that has none yet are made."""
    made = package()
    assert made.relations("xl/worksheets/sheet1.xml") == ()
    id_ = made.relate("xl/worksheets/sheet1.xml", "comments", "xl/comments9.xml")
    assert made.relations("xl/worksheets/sheet1.xml") == (
        Relation(id_, "comments", "xl/comments9.xml"),
    )
    assert made.relations("")[0].part == "xl/workbook.xml"


def test_new_names_are_not_taken() -> None:
    """In no case of letters, by no part of the file and by none that was added."""
    made = package()
    made.put("xl/Comments1.xml", b"<a/>")
    assert made.new_name("xl/comments{}.xml") == "xl/comments2.xml"
    assert made.new_name("xl/worksheets/sheet{}.xml") == "xl/worksheets/sheet3.xml"


@pytest.mark.parametrize("place", [0, 5, 11])
def test_something_is_put_into_a_long_part(place: int) -> None:
    """At a byte, whichever piece it lies in."""
    made = package()
    part = "xl/worksheets/sheet1.xml"
    before = made.read(part)
    made.insert(part, place, b"<x/>")
    written = BytesIO()
    made.write(written)
    with zipfile.ZipFile(written) as copy:
        assert copy.read(part) == before[:place] + b"<x/>" + before[place:]


def test_a_part_that_is_not_there_is_refused() -> None:
    """As everywhere where a file is not what it says."""
    with pytest.raises(Refused):
        package().read("xl/nothing.xml")
