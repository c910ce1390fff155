"""Files that people really send, and attacks: each comes to what the manifest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tabular.nasty.runner import FILES, NAME, Line, manifest, read

from guangongwei import tabular
from guangongwei.errors import Cell

if TYPE_CHECKING:
    from pathlib import Path

LINES = manifest()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.file)
def test_a_nasty_file_comes_to_what_the_manifest_says(line: Line) -> None:
    """Accepted and how it is read, or refused and where; good rows are kept; nothing is run."""
    assert str(read(line.file)) == str(line)


def test_every_file_has_its_line() -> None:
    """And there are enough of them."""
    assert [line.file for line in LINES] == list(FILES)
    assert len(LINES) >= 60


def test_a_folder_of_nothing_else_is_read_to_its_end(tmp_path: Path) -> None:
    """One table has one file; each of the others is named."""
    for file, content in FILES.items():
        (tmp_path / (NAME + file)).write_bytes(content)
    checked = tabular.read_folder(tmp_path)
    told = {each.place.file for each in checked.problems if isinstance(each.place, Cell)}
    assert len({NAME + file for file in FILES} - told) <= 1
