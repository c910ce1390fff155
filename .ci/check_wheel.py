"""Try what was built as a stranger would: outside the checkout, in a new environment."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

TRIAL = """
import importlib.metadata, pathlib, guangongwei
place = pathlib.Path(guangongwei.__file__).parent
assert "site-packages" in place.parts, place
assert (place / "py.typed").is_file()
print("guangongwei", importlib.metadata.version("guangongwei"), "imports outside the checkout")
"""


def contents(folder: Path) -> tuple[Path, list[str], list[str]]:
    """The wheel, the names in it, and the names in the source archive."""
    (wheel,) = folder.glob("*.whl")
    (archive,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened:
        packed = opened.namelist()
    with tarfile.open(archive) as opened:
        kept = [name.partition("/")[2] for name in opened.getnames()]
    return wheel, packed, kept


def faults(packed: list[str], kept: list[str]) -> list[str]:
    """What is missing from the two, and what has no business in the wheel."""
    strange = [name for name in packed if not name.startswith(("guangongwei/", "guangongwei-"))]
    found = [f"the wheel holds {name}" for name in strange]
    if "guangongwei/py.typed" not in packed:
        found.append("the wheel lacks py.typed")
    needed = ("LICENSE", "README.md", "pyproject.toml", "tests/README.md")
    found += [f"the source archive lacks {name}" for name in needed if name not in kept]
    return found


def try_outside(wheel: Path) -> None:
    """Install the wheel into a new environment and import it there."""
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        python = str(Path(name, "bin", "python"))
        pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", str(wheel.resolve())], check=True)
        subprocess.run([*pip, "check"], check=True)
        subprocess.run([python, "-I", "-c", TRIAL], check=True, cwd=name)


def main() -> int:
    """Check the folder that is named on the command line."""
    wheel, packed, kept = contents(Path(sys.argv[1]))
    found = faults(packed, kept)
    for fault in found:
        print(fault, file=sys.stderr)
    try_outside(wheel)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
