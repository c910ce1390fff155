"""The example beside the README: its plan, its tables, and what its own page says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from guangongwei import plans, tabular
from guangongwei.errors import Severity
from guangongwei.model import Comparator, Group, Ratio
from guangongwei.model.accreditation import QUALITY
from guangongwei.testing import worlds

EXAMPLE = Path(__file__).parents[1] / "examples" / "wujin_2024"


@pytest.fixture(scope="module")
def world() -> worlds.World:
    """The district the tables are made of."""
    return worlds.district(2024)


def test_its_plan_has_the_shape_of_the_real_one() -> None:
    """Six sections, fifteen points, three parts in the twelfth, one number to reach in the year."""
    plan = plans.read(EXAMPLE / "plan.txt").unwrap()
    assert (plan.title, plan.year) == ("青澜区教育局关工委2024年工作要点（虚构示例）", 2024)
    assert [len(section.items) for section in plan.sections] == [3, 2, 3, 3, 1, 3]
    assert [item.ordinal for item in plan.items] == list(range(1, 16))
    assert [(item.ordinal, len(item.actions)) for item in plan.items if item.actions] == [(12, 3)]
    asked = [each for each in plan.commitments if each.is_quantified]
    assert [(each.values, each.comparator) for each in asked] == [
        ((Fraction(7, 10),), Comparator.NEARLY)
    ]
    assert [each.deadline and each.deadline.end for each in asked] == [date(2024, 12, 31)]


@pytest.mark.parametrize("file", ["plan.txt", "README.md"])
def test_it_is_said_to_be_made_up(file: str) -> None:
    """Whoever opens the plan or the page is told that the district does not exist."""
    assert re.search("虚构|synthetic", (EXAMPLE / file).read_text("utf-8"))


def test_the_tables_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    """What is committed is what the script writes."""
    subprocess.run([sys.executable, EXAMPLE / "make.py", tmp_path], check=True, capture_output=True)
    kept = _files(EXAMPLE / "data")
    assert _files(tmp_path) == kept
    assert sum(map(len, kept.values())) < 5_000_000


def test_the_tables_are_read_as_the_district(world: worlds.World) -> None:
    """Reading gives the records back, and nothing is worse than a warning."""
    checked = tabular.read_folder(EXAMPLE / "data")
    assert checked.value == world.dataset
    assert {(each.code, each.severity) for each in checked.problems} == {
        (code, Severity.WARNING) for code in ("D150", "D202", "D212")
    }


def test_a_neighbouring_programme_says_nothing_of_the_share(world: worlds.World) -> None:
    """五有五好 has decisions of its own; taken away, they take nothing from the share."""
    accreditations = world.dataset.accreditations
    quality = tuple(each for each in accreditations if each.programme == QUALITY)
    assert len(quality) < len(accreditations)
    alone = worlds.World(
        dataset=evolve(world.dataset, accreditations=quality),
        period=world.period,
        as_of=world.as_of,
    )
    assert alone.answers["accreditation.share"] == world.answers["accreditation.share"]


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
    assert len(told) == 22
    for indicator, value in told.items():
        answer = world.answers[indicator][Group()]
        parts = [_number(each) for each in value.split("/")]
        assert parts == ([answer.part, answer.whole] if isinstance(answer, Ratio) else [answer])


def _files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and of those in it."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def _number(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))
