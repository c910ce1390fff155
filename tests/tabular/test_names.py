"""Organisations are found by name, and suggested where the name is almost one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei import tabular

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.errors import Problem

SCHOOLS = (
    "编号,名称,类别,上级单位,别名\n"
    "D1,示例区教育局,教育局,,\n"
    "D2,示例区湖塘中心小学,小学,D1,湖小、老湖塘小学\n"
    "D3,青云实验小学,小学,D1,\n"
)
VOLUNTEERS = "编号,姓名,所属单位,加入日期\nV1,张三,{},2020-01-01\n"


def unknown(tmp_path: Path, name: str) -> Problem:
    """What is said of a volunteer of an organisation that nobody knows."""
    (tmp_path / "单位.csv").write_text(SCHOOLS, "utf-8")
    (tmp_path / "五老志愿者.csv").write_text(VOLUNTEERS.format(name), "utf-8")
    (told,) = (each for each in tabular.read_folder(tmp_path).problems if each.code == "D102")
    return told


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("湖塘中心小学", "D2 示例区湖塘中心小学"),
        ("示例区青云实验小学", "D3 青云实验小学"),
        ("湖　小", "D2 示例区湖塘中心小学"),
        ("青云试验小学", "D3 青云实验小学"),
        ("示例区老湖塘小学", "D2 示例区湖塘中心小学"),
    ],
)
def test_an_unknown_organisation_is_answered_with_candidates(
    name: str, meant: str, tmp_path: Path
) -> None:
    """Full, short and former names, with the district before them and without; nothing is guessed."""
    told = unknown(tmp_path, name)
    assert told.hint.startswith(f"Did you mean {meant}")
    assert told.hint.endswith(
        "Add the organisation, or mend the id; the record is left out of every figure till then."
    )


def test_an_id_that_is_almost_one_is_answered_with_it(tmp_path: Path) -> None:
    """Ids are told as names are."""
    assert "D2 示例区湖塘中心小学" in unknown(tmp_path, "D22").hint


def test_what_is_like_nothing_is_not_repeated(tmp_path: Path) -> None:
    """The name itself is never shown: somebody may have put a person's there."""
    assert "Did you mean" not in unknown(tmp_path, "西北偏北某处").hint
    told = unknown(tmp_path, "李四")
    assert "Did you mean" not in told.hint
    assert "李四" not in str(told)


def test_a_parent_and_a_successor_are_suggested_too(tmp_path: Path) -> None:
    """Each in its own problem."""
    more = "D4,第四小学,小学,示例教育局,\n"
    (tmp_path / "单位.csv").write_text(SCHOOLS + more, "utf-8")
    (told,) = (each for each in tabular.read_folder(tmp_path).problems if each.code == "D103")
    assert told.hint.startswith("Did you mean D1 示例区教育局?")


def test_candidates_are_looked_for_a_hundred_names(tmp_path: Path) -> None:
    """It takes long, and nobody reads more; those that follow are told without."""
    (tmp_path / "单位.csv").write_text(SCHOOLS, "utf-8")
    rows = "".join(f"V{at},张三,青云实验小学{at},2020-01-01\n" for at in range(110))
    (tmp_path / "五老志愿者.csv").write_text(f"编号,姓名,所属单位,加入日期\n{rows}", "utf-8")
    told = [each for each in tabular.read_folder(tmp_path).problems if each.code == "D102"]
    assert [each.hint.startswith("Did you mean") for each in told] == [True] * 100 + [False] * 10
