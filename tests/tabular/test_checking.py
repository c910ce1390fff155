"""A folder and a file are checked with one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei import tabular
from guangongwei.errors import BadArgument, NotReadable
from guangongwei.model import Service, Volunteer

if TYPE_CHECKING:
    from pathlib import Path

VOLUNTEERS = "编号,姓名,所属单位,出生日期\nV1,张三,S1,1950-01-01\nV1,李四,S1,\nV3,张三,S2,1950-01-01\nV4,,S1,\n"


def test_a_file_is_checked_by_itself(tmp_path: Path) -> None:
    """Ids and persons that stand twice are told; nothing is said of tables that are not there."""
    file = tmp_path / "名册.csv"
    file.write_text(VOLUNTEERS, "utf-8")
    checked = tabular.check(file, Volunteer)
    (table,) = checked.value
    assert (table.file, table.sheet, table.noun) == ("名册.csv", None, Volunteer)
    assert (table.rows, table.good) == (4, 3)
    assert checked.totals == {"D101": 2, "T101": 1, "T213": 1}


def test_a_folder_is_checked_as_a_whole(tmp_path: Path) -> None:
    """Its tables are told beside what cannot be true of all of them."""
    (tmp_path / "五老.csv").write_text(VOLUNTEERS, "utf-8")
    (tmp_path / "单位.csv").write_text("编号,名称,类别\nS1,甲小学,小学\n", "utf-8")
    checked = tabular.check(tmp_path)
    assert {each.noun.__name__: each.good for each in checked.value} == {
        "Organisation": 1,
        "Volunteer": 3,
    }
    assert {"D101", "D102", "D109", "T101", "T213"} <= checked.totals.keys()


def test_a_folder_has_no_noun_of_its_own(tmp_path: Path) -> None:
    """And what is not there cannot be checked."""
    with pytest.raises(BadArgument) as caught:
        tabular.check(tmp_path, Service)
    assert caught.value.name == "noun"
    with pytest.raises(NotReadable):
        tabular.check(tmp_path / "nowhere")
