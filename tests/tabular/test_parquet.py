"""Parquet files hold the columns of a table exactly, under their Chinese headers."""

from __future__ import annotations

import importlib
import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as pq

from guangongwei.errors import BadArgument, MissingExtra, NotReadable
from guangongwei.model import (
    Absence,
    Organisation,
    OrganisationId,
    Post,
    PostId,
    Service,
    ServiceId,
    VolunteerId,
)
from guangongwei.model.dataset import TABLES
from guangongwei.model.organisation import Category
from guangongwei.tabular import parquet
from guangongwei.tabular.grid import Broken, Truth
from guangongwei.tabular.read import records
from guangongwei.tabular.tables import layout_of
from guangongwei.tabular.tally import Tally
from guangongwei.testing import strategies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.model.dataset import Record

SERVICE = Service(
    id=ServiceId("F0001"),
    volunteer=VolunteerId("V0001"),
    organisation=OrganisationId("D021"),
    on=date(2024, 3, 1),
    programme="=报告",
    hours=Decimal("1.50"),
    beneficiaries=Absence.NOT_APPLICABLE,
)


def written(noun: type[Record], *kept: Record) -> io.BytesIO:
    """Records as a file."""
    stream = io.BytesIO()
    parquet.write(stream, layout_of(noun), kept)
    return stream


def read(stream: io.BytesIO, noun: type[Record]) -> tuple[Record, ...]:
    """The records of a file in which nothing is wrong."""
    problems = Tally()
    found = tuple(records(parquet.sheet(stream, "a.parquet"), layout_of(noun), problems))
    assert problems.checked(None).errors == ()
    return found


def table(**columns: list[Any]) -> io.BytesIO:
    """A file that another program wrote."""
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream


def rows(stream: io.BytesIO) -> list[Sequence[object]]:
    """The cells of a file."""
    return [tuple(row[1]) for row in parquet.sheet(stream, "a.parquet").rows]  # type: ignore[index]


def test_columns_have_chinese_headers_and_types() -> None:
    """As a data frame wants them."""
    found = pq.read_table(written(Service, SERVICE))
    assert {field.name: str(field.type) for field in found.schema} == {
        "编号": "string",
        "志愿者编号": "string",
        "单位编号": "string",
        "日期": "date32[day]",
        "项目": "string",
        "时长(小时)": "decimal128(38, 18)",
        "时长(小时) 缺失原因": "string",
        "受益人数": "int64",
        "受益人数 缺失原因": "string",
    }
    assert found.to_pylist() == [
        {
            "编号": "F0001",
            "志愿者编号": "V0001",
            "单位编号": "D021",
            "日期": date(2024, 3, 1),
            "项目": "=报告",
            "时长(小时)": Decimal("1.5"),
            "时长(小时) 缺失原因": None,
            "受益人数": None,
            "受益人数 缺失原因": "不适用",
        }
    ]


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
@given(data=st.data())
def test_what_is_written_is_read_again(noun: type[Record], data: st.DataObject) -> None:
    """Every noun, whatever its records hold."""
    kept = data.draw(st.lists(strategies.records(noun), max_size=4))
    assert read(written(noun, *kept), noun) == tuple(kept)


def test_a_term_is_two_days() -> None:
    """What a cell of text holds together stands in columns of its own."""
    post = Post(
        id=PostId("Z1"), organisation=OrganisationId("D021"), title="主任", since=date(2022, 1, 1)
    )
    names = pq.read_table(written(Post, post)).schema.names
    assert {"任期开始", "任期结束"} < set(names)
    assert "任期" not in names
    assert read(written(Post, post), Post) == (post,)


def test_many_records_are_written_in_parts() -> None:
    """Their rows are numbered on."""
    many = [Service(**{**_values(), "id": ServiceId(f"F{number}")}) for number in range(5000)]
    found = read(written(Service, *many), Service)
    assert found == tuple(many)
    assert [getattr(found[at].source, "row", None) for at in (0, 4095, 4096, 4999)] == [
        2,
        4097,
        4098,
        5001,
    ]


def _values() -> dict[str, Any]:
    return {
        "volunteer": VolunteerId("V1"),
        "organisation": OrganisationId("D021"),
        "on": date(2024, 3, 1),
    }


def test_files_of_other_programs_are_read_by_what_they_hold() -> None:
    """Every type that stands for a cell, and blanks for nulls."""
    stream = table(
        text=["甲", "=甲", None],
        truth=[True, False, None],
        count=[1, 2, None],
        real=[1.5, float("nan"), None],
        exact=[Decimal("1.50"), Decimal("100.00"), None],
        time=[datetime(2024, 3, 1, 8, tzinfo=UTC), None, None],
        words=[["宣讲员", "甲、乙"], [], None],
        odd=[b"x", None, None],
    )
    assert rows(stream) == [
        ("text", "truth", "count", "real", "exact", "time", "words", "odd"),
        (
            "甲",
            Truth(value=True),
            "1",
            1.5,
            "1.5",
            datetime(2024, 3, 1, 8),  # noqa: DTZ001  (cells know no zones)
            "宣讲员、甲\\、乙",
            Broken("#VALUE!"),
        ),
        ("'=甲", Truth(value=False), "2", "", "100", "", "", ""),
        ("", "", "", "", "", "", "", ""),
    ]


def test_a_reason_without_its_number_is_a_column_of_its_own() -> None:
    """Nothing is left out without a word."""
    assert rows(table(**{"甲 缺失原因": ["不详"]})) == [("甲 缺失原因",), ("不详",)]


def test_what_is_no_parquet_is_refused() -> None:
    """Nothing of what the reader raises goes on."""
    for content in (b"PAR1", written(Service, SERVICE).getvalue()[:-20]):
        with pytest.raises(NotReadable) as caught:
            parquet.sheet(io.BytesIO(content), "a.parquet")
        assert caught.value.__cause__ is None


def test_damage_inside_is_refused_when_it_is_met() -> None:
    """The columns are read in batches."""
    whole = written(Service, SERVICE).getvalue()
    at = whole.index(b"F0001") if b"F0001" in whole else 60
    broken = whole[: at - 8] + bytes(40) + whole[at + 32 :]
    with pytest.raises(NotReadable):
        rows(io.BytesIO(broken))


def test_a_promise_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of some kilobytes can promise any number."""
    monkeypatch.setattr(parquet, "_MOST_ROWS", 0)
    with pytest.raises(NotReadable):
        parquet.sheet(written(Service, SERVICE), "a.parquet")


@pytest.mark.parametrize(
    "bad",
    [
        Organisation(id=OrganisationId("D1"), name="甲", category=Category.PRIMARY),
        Service(**{**_values(), "id": ServiceId("")}),
        Service(**{**_values(), "id": ServiceId("F1"), "hours": Decimal("1E-19")}),
    ],
)
def test_what_cannot_be_held_is_refused(bad: Record) -> None:
    """With the place among the records, and without the value."""
    with pytest.raises(BadArgument) as caught:
        written(Service, SERVICE, bad)
    assert caught.value.name.startswith("records[")
    assert caught.value.__cause__ is None


def test_without_its_extra_no_parquet_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exception names the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "guangongwei.tabular.parquet")
    with pytest.raises(MissingExtra) as caught:
        importlib.import_module("guangongwei.tabular.parquet")
    assert caught.value.extra == "parquet"
