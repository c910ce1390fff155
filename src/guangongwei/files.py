"""Files that are read, and new ones that last; none of what a system calls a file and has no end."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from io import BufferedReader, FileIO
from typing import TYPE_CHECKING, final

from guangongwei.errors import NotReadable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from typing_extensions import Buffer

#: Bytes that are read at once.
_MANY = 1 << 16


@final
class _File(FileIO):
    """A file that says that it cannot be read also where that shows late."""

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            return super().readinto(buffer) or 0
        except OSError as error:
            raise _unreadable(str(self.name), error) from None

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as error:
            raise _unreadable(str(self.name), error) from None


def opened(path: Path) -> BinaryIO:
    """A file, open for reading its bytes; whoever opens a pipe may wait for ever.

    Raises:
        NotReadable: It is not there, may not be read, or is a pipe, a device or a folder.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            return BufferedReader(_File(path), _MANY)
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from None
    what = "a folder" if stat.S_ISDIR(kind) else "a pipe, a device or the like"
    raise NotReadable(str(path), f"it is no file but {what}")


def made(path: str | os.PathLike[str]) -> int:
    """The descriptor of a new file, open for writing, which its owner alone can read.

    Raises:
        FileExistsError: There is such a file.
        OSError: It cannot be made.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags, 0o600)


def keep_names(folder: Path) -> None:
    """Make the names of the files in a folder durable, where folders can be opened."""
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _unreadable(path: str, error: OSError | ValueError) -> NotReadable:
    return NotReadable(path, getattr(error, "strerror", None) or "no file has such a name")
