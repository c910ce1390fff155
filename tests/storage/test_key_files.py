"""Keys in files of their own."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument, NotReadable, NotWritable
from guangongwei.privacy import Pseudonymiser
from guangongwei.storage import make_key, read_key

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """Its owner's alone, good for tokens, and never replaced: nothing could be led back to it."""
    path = tmp_path / "key"
    make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = read_key(path)
    assert Pseudonymiser(key, "x").key_id == Pseudonymiser(read_key(path), "x").key_id
    with pytest.raises(NotWritable):
        make_key(path)
    assert read_key(path) == key


def test_two_keys_differ(tmp_path: Path) -> None:
    """They are drawn at random."""
    for name in "ab":
        make_key(tmp_path / name)
    assert read_key(tmp_path / "a") != read_key(tmp_path / "b")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    """What to do about it is said."""
    path = tmp_path / "key"
    make_key(path)
    path.chmod(mode)
    with pytest.raises(BadArgument, match="chmod 600 key"):
        read_key(path)


@pytest.mark.parametrize("content", [b"secret key of the office", b"\xff\xfe", b"0g" * 32])
def test_what_is_no_key_is_not_shown(content: bytes, tmp_path: Path) -> None:
    """Neither in the error nor in what led to it."""
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(BadArgument, match="hexadecimal") as caught:
        read_key(path)
    assert caught.value.__context__ is None
    with pytest.raises(NotReadable):
        read_key(tmp_path / "nowhere")
