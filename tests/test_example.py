"""The example beside the README: its plan, its tables, and what its own page says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from guangongwei import tabular
from guangongwei.errors import Severity
from guangongwei.model import Group, Ratio
from guangongwei.testing import worlds

EXAMPLE = Path(__file__).parents[1] / "examples" / "wujin_2024"


@pytest.fixture(scope="module")
def world() -> worlds.World:
    """The district the tables are made of."""
    return worlds.district(2024)


def test_the_tables_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    """What is committed is what the script writes."""
    subprocess.run([sys.executable, EXAMPLE / "make.py", tmp_path], check=True, capture_output=True)
    kept = {each.name: each.read_bytes() for each in (EXAMPLE / "data").iterdir()}
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == kept
    assert sum(map(len, kept.values())) < 4_000_000


def test_the_tables_are_read_as_the_district(world: worlds.World) -> None:
    """Reading gives the records back, and nothing is worse than a warning."""
    checked = tabular.read_folder(EXAMPLE / "data")
    assert checked.value == world.dataset
    assert {(each.code, each.severity) for each in checked.problems} == {("D202", Severity.WARNING)}


def test_its_page_counts_right(world: worlds.World) -> None:
    """The rows and the answers that the page tells are those of the world."""
    page = (EXAMPLE / "README.md").read_text("utf-8")
    rows = {
        name: _number(count)
        for name, count in re.findall(r"^\| ([^`\s]+) \| ([\d ]+) \|", page, re.MULTILINE)
    }
    assert rows == {
        layout.name: len(world.dataset.records(layout.noun)) for layout in tabular.LAYOUTS
    }
    told = dict(re.findall(r"^\| `(\S+)` \| ([\d. /]+) \|", page, re.MULTILINE))
    assert len(told) == 12
    for indicator, value in told.items():
        answer = world.answers[indicator][Group()]
        parts = [_number(each) for each in value.split("/")]
        assert parts == ([answer.part, answer.whole] if isinstance(answer, Ratio) else [answer])


def _number(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))
