"""Each block of Python code in the pages runs, and each page keeps its budget."""

from __future__ import annotations

import doctest
import re
import traceback
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])

FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>python|pycon)[ ]*(?P<note>no-run)?[ ]*\n"
    r"(?P<code>.*?)^(?P=marks)`*[ ]*$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of code and the line of the page at which it starts."""

    language: str
    line: int
    code: str


def blocks(page: str) -> list[Block]:
    """The blocks of a page that are to be run, in order."""
    return [
        Block(found["language"], page.count("\n", 0, found.start("code")) + 1, found["code"])
        for found in FENCE.finditer(page)
        if not found["note"]
    ]


def run_session(block: Block, name: str, namespace: dict[str, Any]) -> None:
    """Run a block of `>>>` lines and compare what they print."""
    session = doctest.DocTestParser().get_doctest(block.code, namespace, name, name, block.line - 1)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(session, out=report.append, clear_globs=False)
    namespace.update(session.globs)
    assert report == [], "".join(report)


def run_page(page: str, name: str) -> dict[str, Any]:
    """Run a page from top to bottom as one program; a traceback names the line of the page."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language == "pycon":
            run_session(block, name, namespace)
        else:
            code = compile("\n" * (block.line - 1) + block.code, name, "exec")
            exec(code, namespace)
    return namespace


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_of_a_page_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who pastes a page into Python, in the checkout, sees it work."""
    # As in the checkout for who reads the examples, and free to be written to.
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    run_page(path.read_text("utf-8"), str(path))


def test_blocks_of_a_page_share_their_names() -> None:
    """A later block uses what an earlier one made, in either notation."""
    page = "```python\nhours = 2\n```\ntext\n```pycon\n>>> hours + 1\n3\n>>> days = hours\n```\n"
    assert run_page(page, "page.md")["days"] == 2


def test_a_failing_block_is_found_by_the_line_of_the_page() -> None:
    """The traceback names the page and the line in it."""
    with pytest.raises(ZeroDivisionError) as caught:
        run_page("# Title\n\n```python\nhours = 2\nhours / 0\n```\n", "page.md")
    last = traceback.extract_tb(caught.tb)[-1]
    assert (last.filename, last.lineno) == ("page.md", 5)


def test_a_wrong_answer_in_a_session_is_a_failure() -> None:
    """What a session prints is compared with what the page says."""
    with pytest.raises(AssertionError, match=r"Expected:\s+4\s+Got:\s+3"):
        run_page("```pycon\n>>> 1 + 2\n4\n```\n", "page.md")


def test_a_block_that_is_marked_so_is_not_run() -> None:
    """The mark is for what cannot run in a test, such as an installation."""
    page = "```python no-run\nraise SystemExit\n```\n\n```text\nraise SystemExit\n```\n"
    assert blocks(page) == []


@pytest.mark.parametrize(
    ("name", "least", "most"), [("CONTRIBUTING.md", 1, 239), ("tests/README.md", 30, 60)]
)
def test_what_developers_must_read_is_short(name: str, least: int, most: int) -> None:
    """A page that everybody must read stays within what everybody reads."""
    assert least <= len((ROOT / name).read_text("utf-8").splitlines()) <= most
