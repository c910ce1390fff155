from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.reports.reviews import a_review

from guangongwei.errors import NotWritable
from guangongwei.reports import write

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.reviewing import Review


def test_three_files_are_written_and_the_folder_made(made: Review, tmp_path: Path) -> None:
    """Page, Markdown and data, in UTF-8, and nothing besides."""
    out = tmp_path / "new" / "2024"
    assert write(made, out) == tuple(
        out / each for each in ("review.html", "review.md", "review.json")
    )
    assert sorted(each.name for each in out.iterdir()) == [
        "review.html",
        "review.json",
        "review.md",
    ]
    assert json.loads((out / "review.json").read_text("utf-8"))["plan"]["year"] == 2024


def test_writing_again_replaces_what_is_there(made: Review, tmp_path: Path) -> None:
    """The same review gives the same bytes."""
    first = [each.read_bytes() for each in write(made, tmp_path)]
    assert [each.read_bytes() for each in write(made, str(tmp_path))] == first


def test_half_a_surrogate_pair_comes_back_as_it_was(tmp_path: Path) -> None:
    """What UTF-8 cannot hold is escaped in the data and replaced in the page."""
    review = a_review()
    *_, data = write(evolve(review, plan=evolve(review.plan, title="甲\ud800")), tmp_path)
    assert json.loads(data.read_text("utf-8"))["plan"]["title"] == "甲\ud800"


def test_nothing_unfinished_is_left(made: Review, tmp_path: Path) -> None:
    """Where a file cannot take its place, what was written of it is taken away again."""
    (tmp_path / "review.md").mkdir()
    with pytest.raises(NotWritable):
        write(made, tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["review.html", "review.md"]


def test_a_folder_that_cannot_be_written_is_the_callers_mistake(
    made: Review, tmp_path: Path
) -> None:
    """One exception, with the path and the reason."""
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(NotWritable) as caught:
        write(made, taken)
    assert (caught.value.path, bool(caught.value.reason)) == (str(taken), True)
