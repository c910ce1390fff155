"""Each example is short, runs, and stands in a page with what it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.generate import SHOWN, output

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.py"))
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def shown() -> dict[str, list[str]]:
    """By example, what each page that shows it says it prints."""
    found: dict[str, list[str]] = {}
    for page in PAGES:
        for each in SHOWN.finditer(page.read_text("utf-8")):
            found.setdefault(each["name"], []).append(each["output"])
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_prints_what_its_page_says(name: str) -> None:
    """It runs; one page shows it, and under it what it prints."""
    assert shown().get(name) == [output(name)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_short(name: str) -> None:
    """It is read at one glance, and begins by saying what it is."""
    text = (ROOT / "examples" / name).read_text("utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) < 60


def test_no_page_shows_what_is_not_there() -> None:
    """A page includes files that exist, from where it lies."""
    for page in PAGES:
        for name in re.findall(r"\{literalinclude\} (\S+)", page.read_text("utf-8")):
            assert (page.parent / name).is_file(), (page, name)
