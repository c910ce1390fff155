"""What a user gets: names, types, licence, and dependencies as promised."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import re
import tomllib
from pathlib import Path

import guangongwei

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_each_public_name_is_there_and_explained() -> None:
    """What `__all__` promises exists, once, with a docstring of its own."""
    names = guangongwei.__all__
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not getattr(guangongwei, name).__doc__] == []


def test_the_types_are_shipped() -> None:
    """Type checkers of other projects read our annotations."""
    assert (importlib.resources.files(guangongwei) / "py.typed").is_file()


def test_the_installed_metadata_is_ours() -> None:
    """The installed version, licence and lowest Python are the ones of this checkout."""
    metadata = importlib.metadata.metadata("guangongwei")
    assert metadata["Version"] == PROJECT["version"]
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == PROJECT["requires-python"]


def test_the_lowest_versions_are_tried() -> None:
    """`tests/floors.txt` pins each dependency to the lowest version that is allowed."""
    extras = PROJECT["optional-dependencies"].values()
    allowed = [*PROJECT["dependencies"], *(each for extra in extras for each in extra)]
    lines = (ROOT / "tests" / "floors.txt").read_text("utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    # A constraint has no extras of its own.
    plain = (re.sub(r"\[.*\]", "", each) for each in allowed)
    assert sorted(pinned) == sorted(each.replace(">=", "==") for each in plain)


def test_the_changelog_begins_with_what_is_coming() -> None:
    """The first heading of the changelog is Unreleased, so that each change has a place."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
