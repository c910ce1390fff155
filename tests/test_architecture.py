"""The shape of the house: floors, names, budgets, and what may be imported where."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"

#: A part imports from itself and from lower floors; the ground has two cellars (docs/decisions).
FLOORS = {
    # Only calls the commands, which only call the parts.
    "__main__": 6,
    "testing": 5,
    "commands": 5,
    "reports": 4,
    # Above `tabular`: the columns of a database bear the headers of the tables.
    "storage": 4,
    "tabular": 3,
    "reviewing": 3,
    "targets": 3,
    "codec": 2,
    "plans": 2,
    "indicators": 2,
    "privacy": 2,
    "compound": 1,
    "model": 1,
    "archive": 0,
    "chinese": 0,
    "files": 0,
    "errors": -1,
    "markup": -2,
}
#: The package itself re-exports from everywhere, so nothing inside imports from it.
ROOF = 7

#: What the package needs, and what that brings along.
CORE = {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions"}
#: What an extra needs, and the modules that import it: one, where nothing speaks for more.
OPTIONAL = {
    "docx": ("guangongwei.plans.docx",),
    # Hypothesis loads the strategies when it is loaded itself; its state machines are not for that.
    "hypothesis": ("guangongwei.testing.strategies", "guangongwei.testing.case_machine"),
    "msgspec": ("guangongwei.codec.fast", "guangongwei.codec.ways"),
    "narwhals": ("guangongwei.indicators.frames.backend",),
    "psycopg": ("guangongwei.storage.sql_driver",),
    "pyarrow": ("guangongwei.tabular.parquet",),
    "pytest": ("guangongwei.testing.conformance.arrangement",),
    "sqlalchemy": ("guangongwei.storage.sql_tables",),
    "xlsxwriter": ("guangongwei.tabular.workbook",),
}

BANNED_NAMES = {"utils", "helpers", "common", "core", "base"}

MODULE_LINES = 400
FUNCTION_LINES = 35
#: Modules and functions above the budget, each with the reason why it is better so.
LONGER: dict[str, str] = {
    "guangongwei.errors": "every exception stands in one module, and each brings its sentence",
}

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:farm|home|root|tmp|Users|work)/")
REGISTRY_HOST = re.compile(r"\b(?:npmjs|pypi|pythonhosted)\.(?:com|org)\b")


def module_name(path: Path) -> str:
    """`src/guangongwei/plans/__init__.py` is `guangongwei.plans`."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted((SOURCE / "guangongwei").rglob("*.py"))}


def part_of(name: str) -> str:
    """`guangongwei.plans.parse` belongs to `plans`; the package itself belongs to no part."""
    return name.split(".")[1] if "." in name else ""


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def code_lines(path: Path) -> set[int]:
    """Numbers of the lines that hold more than blanks and comments."""
    blank = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    return {
        line
        for token in tokens
        if token.type not in blank
        for line in range(token.start[0], token.end[0] + 1)
    }


def within(node: ast.stmt) -> set[int]:
    """Numbers of the lines that a statement takes."""
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with its lines of code, the docstring left out."""
    code = code_lines(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = code & within(node)
            if ast.get_docstring(node) is not None:
                lines -= within(node.body[0])
            yield f"{module_name(path)}.{node.name}", len(lines)


def committed_lines() -> Iterator[tuple[str, str]]:
    """Place and text of each line that git keeps, images and the like aside."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    # A checkout may belong to another user than the one who tests it.
    command = [git, "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    for name in filter(None, listed.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content:
            lines = content.decode("utf-8", errors="replace").splitlines()
            yield from ((f"{name}:{number}", line) for number, line in enumerate(lines, 1))


def test_each_part_has_a_floor() -> None:
    """A new part is given a floor before anything is built on it."""
    parts = {part_of(name) for name in MODULES} - {""}
    assert parts - set(FLOORS) == set()


def test_imports_go_down() -> None:
    """A module imports from its own part and from lower floors, never from a neighbour."""
    wrong = [
        f"{name} imports {imported}"
        for name, path in MODULES.items()
        for imported in imports(path)
        if imported.split(".")[0] == "guangongwei"
        if part_of(imported) != part_of(name)
        if FLOORS.get(part_of(imported), ROOF) >= FLOORS.get(part_of(name), ROOF)
        if part_of(name)
    ]
    assert wrong == []


def test_each_optional_dependency_has_its_modules() -> None:
    """What the core does not need is imported by the modules named for it, which exist."""
    wrong = [
        f"{name} imports {foreign}"
        for name, path in MODULES.items()
        for foreign in sorted({imported.split(".")[0] for imported in imports(path)})
        if foreign not in sys.stdlib_module_names | CORE | {"guangongwei"}
        if name not in OPTIONAL.get(foreign, ())
    ]
    assert wrong == []
    named = {module for modules in OPTIONAL.values() for module in modules}
    assert named - set(MODULES) == set()


def test_no_module_is_a_drawer() -> None:
    """A name says what is inside, not that nobody knew where it belongs."""
    wrong = [
        name for name in MODULES if {part.strip("_") for part in name.split(".")} & BANNED_NAMES
    ]
    assert wrong == []


def test_what_is_long_argues_for_it() -> None:
    """A module or function above the budget stands in LONGER, and nothing else does."""
    over = {
        name: length
        for name, path in MODULES.items()
        if (length := len(path.read_text("utf-8").splitlines())) > MODULE_LINES
    }
    over |= {
        name: length
        for path in MODULES.values()
        for name, length in function_lengths(path)
        if length > FUNCTION_LINES
    }
    assert sorted(over) == sorted(LONGER), over


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    """A fresh process with each name and part of the package holds its three dependencies and no other."""
    program = (
        "import json, sys; before = set(sys.modules); import guangongwei; "
        "[getattr(guangongwei, name) for name in dir(guangongwei)]; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(process.stdout)}
    assert loaded - sys.stdlib_module_names - CORE == {"guangongwei"}


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["path", "host"])
def test_no_line_names_a_machine(pattern: re.Pattern[str]) -> None:
    """No file says where one machine keeps its things or from where it downloads."""
    assert [place for place, line in committed_lines() if pattern.search(line)] == []
