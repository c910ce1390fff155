"""A plan is read from a file in the encodings that occur, and other files are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei import plans
from guangongwei.errors import NotReadable

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "南河小学关工委2024年工作要点\n一、学习\n1.全年不少于4次。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, GB18030 and UTF-16 give the same plan."""
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert plans.read(file).value.text == TEXT


def test_a_plan_is_called_by_the_name_of_its_file(tmp_path: Path) -> None:
    """Places name the file, without the folders it lies in."""
    file = tmp_path / "plan.md"
    file.write_text(f"# {TEXT}", encoding="utf-8")
    plan = plans.read(str(file)).value
    assert (plan.name, plan.title) == ("plan.md", "南河小学关工委2024年工作要点")
    assert plan.sections[0].span.document == "plan.md"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """Windows line ends come back from a file as they were."""
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    plan = plans.read(file).value
    assert plans.render(plan) == TEXT.replace("\n", "\r\n")
    assert [item.text for item in plan.items] == ["全年不少于4次。"]


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    """A file that is neither UTF-8 nor GB18030 is not guessed at."""
    file = tmp_path / "plan.txt"
    file.write_bytes(b"\xff\xff\xff")
    with pytest.raises(NotReadable) as caught:
        plans.read(file)
    assert caught.value.path == "plan.txt"


def test_broken_bytes_after_a_mark_are_refused(tmp_path: Path) -> None:
    """A byte order mark promises an encoding, and the promise is held to."""
    file = tmp_path / "plan.txt"
    file.write_bytes(b"\xef\xbb\xbf\xb3\xc7")
    with pytest.raises(NotReadable):
        plans.read(file)


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf", "plan.xyz", "plan"])
def test_other_kinds_of_file_are_refused(tmp_path: Path, name: str) -> None:
    """The refusal says what to do about it."""
    file = tmp_path / name
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(NotReadable) as caught:
        plans.read(file)
    assert caught.value.reason


@pytest.mark.parametrize("name", ["none.txt", "none.docx", "none"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is not there is said to be missing, whatever its name ends in."""
    with pytest.raises(NotReadable) as caught:
        plans.read(tmp_path / name)
    assert "No such file" in caught.value.reason
