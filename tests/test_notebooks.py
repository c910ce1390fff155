"""The notebooks of the examples run from top to bottom, without a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.indicators.frames.engines import spark

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


def test_there_is_a_notebook_for_each_of_four_engines() -> None:
    """pandas, Polars, DuckDB and Spark have one each."""
    assert [each.stem for each in NOTEBOOKS] == ["duckdb", "pandas", "polars", "spark"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs after those above it, and the last one shows something."""
    if notebook.stem == "spark":
        spark()
    monkeypatch.chdir(ROOT)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    code = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]
    for number, each in enumerate(code):
        exec(compile(each, f"{notebook.name}, cell {number}", "exec"), namespace)
    assert all(each["outputs"] == [] for each in cells if each["cell_type"] == "code")
