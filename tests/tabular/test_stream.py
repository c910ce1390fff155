"""A table is read record by record, and what is wrong is told on the way."""

from __future__ import annotations

import io
import tracemalloc
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from guangongwei import tabular
from guangongwei.errors import BadArgument, Cell, NotReadable
from guangongwei.model import Service, Volunteer
from guangongwei.tabular.local import parse_columns

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "编号,志愿者编号,单位编号,日期,时长(小时)\n"
TEXT = f"{HEAD}F1,V1,D021,2024-03-01,1.5\nF2,V2,D021,2024-03-02,很久\nF3,V3,D021,错,2\n"
KINDS = (".csv", ".xlsx", ".jsonl", ".parquet")


def many(rows: int) -> str:
    """A table of services."""
    return HEAD + "".join(
        f"F{number},V{number % 50},D021,2024-03-01,1.5\n" for number in range(rows)
    )


def save(folder: Path, text: str, name: str = "服务记录.csv") -> Path:
    """A file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_good_records_come_one_by_one(tmp_path: Path) -> None:
    """As `read` gives them, with the same problems."""
    file = save(tmp_path, TEXT)
    stream = tabular.stream(file)
    whole = tabular.read(file)
    assert tuple(stream) == whole.value
    assert stream.good == 2
    assert (stream.problems, stream.totals) == (whole.problems, {"T102": 1, "T105": 1})
    assert [each.code for each in stream.errors] == ["T102", "T105"]


def test_problems_are_there_as_soon_as_they_are_met(tmp_path: Path) -> None:
    """They do not wait for the end of the table."""
    file = save(tmp_path, TEXT + many(1000).removeprefix(HEAD))
    with tabular.stream(file, Service) as stream:
        assert next(stream).id == "F1"
        assert stream.totals == {"T102": 1, "T105": 1}
        assert stream.further == ()
    assert stream.checked(1).value == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_records(tmp_path: Path, kind: str) -> None:
    """Files of text, workbooks, JSON Lines and Parquet."""
    file = save(tmp_path, many(300))
    tabular.transform(file, tmp_path / f"b{kind}")
    assert tuple(tabular.stream(tmp_path / f"b{kind}")) == tabular.read(file).value
    with (tmp_path / f"b{kind}").open("rb") as opened:
        assert tuple(tabular.stream(opened, Service)) == tabular.read(file).value
        assert not opened.closed


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_may_be_left_early(tmp_path: Path, kind: str) -> None:
    """The file is closed then, and can be removed."""
    tabular.transform(save(tmp_path, many(3000)), tmp_path / f"b{kind}")
    with tabular.stream(tmp_path / f"b{kind}", Service) as stream:
        assert [each.id for each in islice(stream, 2)] == ["F0", "F1"]
    assert list(stream) == []
    (tmp_path / f"b{kind}").unlink()


def test_progress_is_told_in_steps(tmp_path: Path) -> None:
    """After each thousand, and the rest at the end, once."""
    told = list[int]()
    stream = tabular.stream(save(tmp_path, many(2500)), progress=told.append)
    assert sum(1 for _ in stream) == 2500
    assert told == [1000, 1000, 500]
    assert next(stream, None) is None
    assert sum(told) == 2500


def test_all_tables_of_a_workbook_are_read(tmp_path: Path) -> None:
    """One after the other, or the sheet that is asked for."""
    tabular.write_folder(
        tabular.read_folder(folder(tmp_path)).value, tmp_path / "out", format="xlsx"
    )
    stream = tabular.stream(tmp_path / "out" / "服务记录.xlsx", sheet="服务记录")
    assert [type(each) for each in stream] == [Service]
    with pytest.raises(BadArgument):
        list(tabular.stream(tmp_path / "out" / "服务记录.xlsx", sheet="没有"))


def folder(place: Path) -> Path:
    """A folder with one service."""
    (place / "data").mkdir()
    save(place / "data", many(1))
    return place / "data"


def test_a_file_under_local_headers_is_read(tmp_path: Path) -> None:
    """Of each kind that has headers."""
    columns = parse_columns('["服务记录".columns]\n"流水号" = "编号"\n'.encode()).value
    file = save(tmp_path, TEXT.replace("编号", "流水号", 1), "甲.csv")
    assert [each.id for each in tabular.stream(file, Service, columns=columns)] == ["F1", "F2"]
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    pa = pytest.importorskip("pyarrow")
    table = {"流水号": ["F1"], "志愿者编号": ["V1"], "单位编号": ["D021"], "日期": ["2024-03-01"]}
    pq.write_table(pa.table(table), tmp_path / "甲.parquet")
    (record,) = tabular.stream(tmp_path / "甲.parquet", Service, columns=columns)
    assert (record.id, record.source) == ("F1", Cell("甲.parquet", 2))


def test_a_parquet_file_of_no_table_is_told(tmp_path: Path) -> None:
    """As a file of text is."""
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    pa = pytest.importorskip("pyarrow")
    pq.write_table(pa.table({"甲": ["乙"]}), tmp_path / "a.parquet")
    stream = tabular.stream(tmp_path / "a.parquet")
    assert list(stream) == []
    assert stream.totals == {"T006": 1}


def test_a_file_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    """Not only when the first record is asked for."""
    with pytest.raises(NotReadable):
        tabular.stream(tmp_path / "none.csv")
    with pytest.raises(BadArgument):
        tabular.stream(io.BytesIO(), str)  # type: ignore[type-var]


def test_lines_of_bad_records_are_told() -> None:
    """JSON Lines have problems of their own kind."""
    stream = tabular.stream(_Named(b'{"guangongwei": "Volunteer", "schema": 1}\n{}\n'), Volunteer)
    assert list(stream) == []
    assert stream.totals == {"C103": 3}


class _Named(io.BytesIO):
    """A stream that knows what its file is called."""

    name = "a.jsonl"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Three times the rows take no more of it, good ones or bad ones."""
    head = HEAD.replace("\n", ",项目\n")
    for day in ("2024-03-01", "错"):
        peaks = list[int]()
        for rows in (8_000, 24_000):
            text = "".join(f"F{row},V1,D021,{day},1.5,{'宣' * 300}\n" for row in range(rows))
            file = save(tmp_path, head + text)
            tracemalloc.start()
            for _ in tabular.stream(file):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < 1.5 * peaks[0]
