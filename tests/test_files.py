"""What is opened for reading is a file, and nothing waits."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from guangongwei import plans, tabular
from guangongwei.errors import NotReadable
from guangongwei.files import opened
from guangongwei.model import Service


def test_a_file_is_opened(tmp_path: Path) -> None:
    """Its bytes are read."""
    file = tmp_path / "a"
    file.write_bytes(b"1")
    with opened(file) as stream:
        assert stream.read() == b"1"


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """With its name and the reason, and nothing of the system's error behind it."""
    with pytest.raises(NotReadable) as caught:
        opened(tmp_path / name)
    assert caught.value.path == str(tmp_path / name)
    assert caught.value.reason
    assert caught.value.__cause__ is None


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe into which nobody ever writes."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes in folders")
    file = tmp_path / "服务记录.csv"
    os.mkfifo(file)
    return file


def test_nobody_waits_at_a_pipe(pipe: Path) -> None:
    """Whatever was to read it."""
    for read in (tabular.read, tabular.stream, tabular.check, plans.read):
        with pytest.raises(NotReadable, match="a pipe"):
            read(pipe)
    with pytest.raises(NotReadable, match="a pipe"):
        tabular.annotate(pipe, (), pipe.with_name("out.xlsx"))


def test_a_pipe_in_a_folder_is_told(pipe: Path) -> None:
    """The other tables are read."""
    (pipe.parent / "五老志愿者.csv").write_text("编号,姓名,所属单位\nV1,张三,S1\n", "utf-8")
    (pipe.parent / "标准").mkdir()
    os.mkfifo(pipe.parent / "标准" / "1.json")
    checked = tabular.read_folder(pipe.parent)
    assert len(checked.value.volunteers) == 1
    assert checked.totals["T013"] == 2
    assert checked.value.records(Service) == ()


def test_what_fails_while_it_is_read_is_told(tmp_path: Path) -> None:
    """A disk that breaks, or a share that is gone, is no file to read from."""
    broken = Path("/proc/self/mem")
    if not broken.exists():
        pytest.skip("this system has no file that fails when it is read")
    for read in (tabular.read, plans.read):
        with pytest.raises(NotReadable):
            read(broken)
    with opened(broken) as stream, pytest.raises(NotReadable):
        stream.read()
    (tmp_path / "服务记录.csv").symlink_to(broken)
    assert tabular.read_folder(tmp_path).totals["T013"] == 1


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_way_to_a_device_is_refused(tmp_path: Path, device: str) -> None:
    """It would give bytes for ever."""
    if not Path(device).exists():
        pytest.skip("this system has no such device")
    way = tmp_path / "服务记录.csv"
    way.symlink_to(device)
    with pytest.raises(NotReadable, match=re.escape(way.name)):
        tabular.read(way)
