from __future__ import annotations

import runpy
from pathlib import Path

from guangongwei.indicators.catalogue import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_the_indicators_is_up_to_date() -> None:
    """`python docs/make_indicators.py` would change nothing."""
    written = runpy.run_path(str(DOCS / "make_indicators.py"))["page"]()
    assert (DOCS / "indicators.md").read_text("utf-8") == written


def test_the_page_has_a_row_for_every_indicator() -> None:
    """With its id, both names and its definition in words."""
    rows = [
        line for line in (DOCS / "indicators.md").read_text("utf-8").splitlines() if "| `" in line
    ]
    assert len(rows) == len(CATALOGUE)
    for row, each in zip(rows, CATALOGUE, strict=True):
        assert row.startswith(f"| `{each.id}` | {each.name}<br>{each.label} | {each.note} |")
