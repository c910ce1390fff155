"""The columns of a record hold what its line says, by whichever way they are filled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.codec.lines import plainly
from guangongwei.errors import Cell
from guangongwei.model.care import CareCase
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service
from guangongwei.storage import NOUNS, key_of, sql_cells
from guangongwei.storage.envelope import Line, body_of
from guangongwei.storage.sql_cells import NULL, SHAPES
from guangongwei.testing import strategies
from guangongwei.testing.conformance.examples import EVERY, service


@given(data=st.data())
@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_a_record_fills_its_columns_as_its_line_does(noun: type[Any], data: st.DataObject) -> None:
    """Or says that its line is needed."""
    record = data.draw(strategies.records(noun))
    line = Line(noun, key_of(record), 1, 0, 1, body_of(record))
    shape = SHAPES[noun]
    cells = shape.cells(line, plainly(line.body or b""))
    assert len(cells) == len(shape.columns)
    assert shape.told(record) in (cells, None)
    row = "\t".join(NULL if each is None else each for each in cells)
    assert shape.row(record) == (None if shape.told(record) is None else row)


def test_lines_are_needed_for_lists_of_parts_and_places() -> None:
    """Their columns are JSON; those of all other records are filled without it."""
    nouns = {type(each) for each in EVERY if SHAPES[type(each)].told(each) is None}
    assert {CareCase, Return} <= nouns < {*NOUNS.values()}
    of = SHAPES[type(service())]
    assert of.told(service()) is not None
    assert of.told(service(source=Cell("服务记录.csv", 2))) is None


def test_days_are_told_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those beyond the ones that are kept in mind are made anew."""
    monkeypatch.setattr(sql_cells, "_REMEMBERED", 0)
    day = date(1987, 6, 5)
    rows = [SHAPES[Service].row(service(on=day)) for _ in range(2)]
    assert rows[0] is not None
    assert rows == [rows[0]] * 2
    assert "1987-06-05" in rows[0].split("\t")
