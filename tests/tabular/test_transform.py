"""One kind of file becomes another, whole or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from guangongwei import tabular
from guangongwei.errors import BadArgument, InvalidData
from guangongwei.model import Dataset, Organisation, OrganisationId, Service, Volunteer, VolunteerId
from guangongwei.model.organisation import Category

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.model.dataset import Record

HEAD = "编号,志愿者编号,单位编号,日期,时长(小时)\n"
GOOD = "F1,V1,D021,2024-03-01,1.5\nF2,V2,D021,2024-03-02,0.25\n"
BAD = "F3,V3,D021,错,2\n"
KINDS = (".csv", ".xlsx", ".jsonl", ".ndjson", ".parquet")


def save(folder: Path, text: str, name: str = "服务记录.csv") -> Path:
    """A file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_records_survive_every_pair_of_kinds(tmp_path: Path, first: str, second: str) -> None:
    """From text into one kind, from there into another, and back into text."""
    file = save(tmp_path, HEAD + GOOD)
    a, b, c = tmp_path / f"a{first}", tmp_path / f"b{second}", tmp_path / "c.csv"
    for source, target in ((file, a), (a, b), (b, c)):
        assert tabular.transform(source, target, noun=Service).unwrap() == 2
    assert tabular.read(c).value == tabular.read(file).value


def test_good_records_are_written_and_the_others_told(tmp_path: Path) -> None:
    """How many were written, beside what was wrong."""
    told = list[int]()
    checked = tabular.transform(
        save(tmp_path, HEAD + GOOD + BAD), tmp_path / "a.jsonl", progress=told.append
    )
    assert (checked.value, checked.totals, told) == (2, {"T105": 1}, [2])
    assert len(list(tabular.stream(tmp_path / "a.jsonl"))) == 2


def test_nothing_is_written_where_all_is_wanted_and_something_is_wrong(tmp_path: Path) -> None:
    """No half of a file is left."""
    with pytest.raises(InvalidData) as caught:
        tabular.transform(save(tmp_path, HEAD + GOOD + BAD), tmp_path / "a.jsonl", whole=True)
    assert [each.code for each in caught.value.problems] == ["T105"]
    assert not (tmp_path / "a.jsonl").exists()
    assert (
        tabular.transform(save(tmp_path, HEAD + GOOD), tmp_path / "a.jsonl", whole=True).value == 2
    )


def test_a_table_without_rows_needs_a_noun(tmp_path: Path) -> None:
    """Else nothing tells what its columns are."""
    file = save(tmp_path, HEAD)
    with pytest.raises(BadArgument):
        tabular.transform(file, tmp_path / "a.csv")
    assert tabular.transform(file, tmp_path / "a.csv", noun=Service).value == 0
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == ["编号,志愿者编号,单位编号,日期,项目,时长(小时),受益人数"]  # fmt: skip


def test_a_source_of_nothing_good_says_what_is_wrong(tmp_path: Path) -> None:
    """Its problems, rather than that a noun is missing."""
    with pytest.raises(InvalidData):
        tabular.transform(save(tmp_path, HEAD + BAD), tmp_path / "a.csv")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """The file that is there stays as it is."""
    file = save(tmp_path, HEAD + GOOD)
    with pytest.raises(BadArgument):
        tabular.transform(file, file)
    assert tabular.read(file).unwrap()


def test_other_kinds_are_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(BadArgument):
        tabular.transform(tmp_path / "none.csv", tmp_path / "a.pdf")


def test_a_workbook_of_several_tables_is_transformed_one_by_one(tmp_path: Path) -> None:
    """A file holds the records of one noun."""
    here = OrganisationId("D021")
    data = Dataset(
        organisations=(Organisation(id=here, name="示例小学", category=Category.PRIMARY),),
        volunteers=(Volunteer(id=VolunteerId("V1"), name="张三", organisation=here),),
    )
    book = _book(data)
    with pytest.raises(BadArgument) as caught:
        tabular.transform(io.BytesIO(book), tmp_path / "a.jsonl")
    assert caught.value.name == "sheet"
    assert not (tmp_path / "a.jsonl").exists()
    told = tabular.transform(io.BytesIO(book), tmp_path / "a.jsonl", sheet="五老志愿者")
    assert told.unwrap() == 1


def _book(data: Dataset) -> bytes:
    """A workbook of two sheets."""
    openpyxl = pytest.importorskip("openpyxl", reason="the group test is not installed")
    book = openpyxl.Workbook()
    book.remove(book.active)
    nouns: tuple[type[Record], ...] = (Organisation, Volunteer)
    for noun in nouns:
        stream = io.BytesIO()
        tabular.write(data.records(noun), stream, format="csv")
        sheet = book.create_sheet(tabular.layout_of(noun).name)
        for line in stream.getvalue().decode("utf-8-sig").splitlines():
            sheet.append(line.split(","))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
