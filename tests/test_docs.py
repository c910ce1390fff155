"""Each block of code in the pages runs, and each page says what is so."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import re
import shlex
import traceback
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

import pytest
from docs.generate import made_anew

import guangongwei
from guangongwei import errors, model, storage
from guangongwei.__main__ import main
from guangongwei.indicators import definition, targets

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "guangongwei" / "model"
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
#: The Chinese README has the code of the English one.
RUN = [page for page in PAGES if page.name != "README.zh-CN.md"]

FENCE = re.compile(
    r"^(?P<margin> *)(?P<marks>`{3,})(?P<language>python|pycon|console) *(?P<note>no-run)? *\n"
    r"(?P<code>.*?)^(?P=margin)(?P=marks)`* *$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (?P<words>.*)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
#: A public class, function or table of a module; a name of one letter is a type variable.
DEFINED = re.compile(r"^(?:class |def )?([A-Za-z]\w+)(?:\(| = |:$)", re.MULTILINE)
#: Public classes that are words of the program, not of the work.
WORDLESS = {"Checked", "GuangongweiError", "InvalidData", "Severity"}
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    """A block of code and the line of the page at which it starts."""

    language: str
    line: int
    code: str


def blocks(page: str) -> list[Block]:
    """The blocks of a page that are to be run, in order."""
    return [
        Block(
            found["language"], page.count("\n", 0, found.start("code")) + 1, dedent(found["code"])
        )
        for found in FENCE.finditer(page)
        if not found["note"]
    ]


def run_session(block: Block, name: str, namespace: dict[str, Any]) -> None:
    """Run a block of `>>>` lines and compare what they print."""
    session = doctest.DocTestParser().get_doctest(block.code, namespace, name, name, block.line - 1)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=LENIENT)
    runner.run(session, out=report.append, clear_globs=False)
    namespace.update(session.globs)
    assert report == [], "".join(report)


def run_commands(code: str) -> list[tuple[str, str, str]]:
    """Run the commands of the library in a block: each with what the page says and what it printed.

    One that does not end well is followed by `echo $?`. What else a block may hold, such as
    `make review`, is for other tests.
    """
    ran: list[tuple[str, str, str]] = []
    outcome = 0
    for found in COMMAND.finditer(code):
        words = shlex.split(found["words"])
        printed = io.StringIO()
        if words == ["echo", "$?"]:
            print(outcome, file=printed)
            outcome = 0
        elif words[:3] == ["python", "-m", "guangongwei"]:
            assert outcome == 0, ran[-1]
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                outcome = command(words[3:])
        else:
            continue
        ran.append((found["words"], found["printed"], printed.getvalue()))
    assert outcome == 0, ran[-1]
    return ran


def command(words: list[str]) -> int:
    """Run one command of the library and give its exit code."""
    try:
        return main(words)
    except SystemExit as left:
        return int(left.code or 0)


def run_page(page: str, name: str) -> dict[str, Any]:
    """Run a page from top to bottom as one program; a traceback names the line of the page."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language == "console":
            for words, said, printed in run_commands(block.code):
                same = not said or doctest.OutputChecker().check_output(said, printed, LENIENT)
                assert same, f"{name}:{block.line}: {words}\n{printed}"
        elif block.language == "pycon":
            run_session(block, name, namespace)
        else:
            code = compile("\n" * (block.line - 1) + block.code, name, "exec")
            exec(code, namespace)
    return namespace


@pytest.mark.parametrize("path", RUN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_of_a_page_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who pastes a page into Python, in the checkout, sees it work."""
    # As in the checkout for who reads the examples, and free to be written to.
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "96")
    run_page(path.read_text("utf-8"), str(path))


def test_a_block_inside_a_list_is_run_as_well() -> None:
    """The margin of the list is not part of the code."""
    assert run_page("- text\n\n  ```python\n  hours = 2\n  ```\n", "page.md")["hours"] == 2


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


def test_a_command_is_run_and_its_answer_compared() -> None:
    """What a command prints is compared with what the page says; `...` stands for anything."""
    run_page(
        "```console\n$ make review\n$ python -m guangongwei --help\nusage: ...\n```\n", "page.md"
    )
    with pytest.raises(AssertionError, match="usage: "):
        run_page("```console\n$ python -m guangongwei --help\nnothing\n```\n", "page.md")


def test_a_command_that_fails_says_so_in_the_page() -> None:
    """A page shows the exit code of what does not end well, as one asks for it in a terminal."""
    failing = "$ python -m guangongwei check nowhere\n"
    run_page(f"```console\n{failing}$ echo $?\n2\n```\n", "page.md")
    with pytest.raises(AssertionError, match="cannot be read"):
        run_page(f"```console\n{failing}```\n", "page.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_made_from_the_library_is_up_to_date(path: Path) -> None:
    """Tables of tables, words and indicators are those of the library: `python docs/generate.py`."""
    page = path.read_text("utf-8")
    assert page == made_anew(page)


def test_the_two_readmes_say_the_same() -> None:
    """Same headings, same paragraphs, lists and tables in the same order, and the same code."""
    english, chinese = (
        (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")
    )
    assert skeleton(chinese) == skeleton(english)


def skeleton(page: str) -> list[object]:
    """A page without its words: code as it stands, of all else the kind, the rows and the links."""
    found: list[object] = []
    for number, part in enumerate(
        re.split(r"(^```.*?^```$)", page, flags=re.MULTILINE | re.DOTALL)
    ):
        if number % 2:
            found.append(part)
        else:
            found += [outlined(block) for block in part.split("\n\n") if block.strip()]
    return found


def outlined(block: str) -> tuple[str, int, list[str]]:
    """What a paragraph, list, table or heading is, how many rows it has, and where its links lead."""
    mark = re.match(r"#+ |- |\|", block.strip())
    rows = sum(line.startswith(("- ", "|")) for line in block.splitlines())
    links = re.findall(r"\]\(([^)]+)\)", block)
    return (
        mark[0] if mark else "",
        rows,
        [re.sub(r"README[.\w-]*", "README", each) for each in links],
    )


def named(identifier: str) -> object:
    """What an identifier of the glossary names, looked up where its readers would look."""
    first, *rest = identifier.split(".")
    if (MODEL / f"{first}.py").exists():
        importlib.import_module(f"guangongwei.model.{first}")
    for part in (guangongwei, model, definition, targets, storage, errors):
        if hasattr(part, first):
            found: object = getattr(part, first)
            for name in rest:
                found = getattr(found, name)
            return found
    raise AssertionError(identifier)


GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


@pytest.mark.parametrize("row", re.findall(r"^\| [^|]+ \| (`[^|]+) \|", GLOSSARY, re.MULTILINE))
def test_what_the_glossary_names_is_there(row: str) -> None:
    """A class, a field or a member bears each name of the second column."""
    for identifier in re.findall("`([^`]+)`", row):
        named(identifier)


@pytest.mark.parametrize("name", sorted({*guangongwei.__all__, *model.__all__}))
def test_the_glossary_names_every_noun(name: str) -> None:
    """A public class has its Chinese word, or is one of those that need none."""
    is_noun = isinstance(named(name), type) and name not in WORDLESS
    assert not is_noun or re.search(rf"`{name}\b", GLOSSARY)


@pytest.mark.parametrize("module", ["contests", "levels", "mechanism", "publicity", "repeats"])
def test_the_glossary_names_all_of_a_module(module: str) -> None:
    """Every public name of these has its Chinese word, written with its module."""
    source = (MODEL / f"{module}.py").read_text("utf-8")
    names = DEFINED.findall(source)
    assert names
    assert [name for name in names if f"`{module}.{name}`" not in GLOSSARY] == []


def test_modules_that_are_promised_are_there() -> None:
    """Each module of the page about compatibility is imported by its name."""
    page = (ROOT / "docs" / "compatibility.md").read_text("utf-8")
    names = re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)
    assert [importlib.import_module(name).__name__ for name in names] == names != []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """What a page of the checkout points to is in the checkout."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize(
    ("name", "least", "most"), [("CONTRIBUTING.md", 1, 239), ("tests/README.md", 30, 60)]
)
def test_what_developers_must_read_is_short(name: str, least: int, most: int) -> None:
    """A page that everybody must read stays within what everybody reads."""
    assert least <= len((ROOT / name).read_text("utf-8").splitlines()) <= most
