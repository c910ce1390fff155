"""An access log as a file of JSON Lines: one line a reading, on the disk before anything is read."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, final

from guangongwei.errors import NotLogged

if TYPE_CHECKING:
    from guangongwei.privacy.access import Reading


@final
class JsonLinesLog:
    """A log that is only ever added to, readable by its owner alone.

    It is opened for each reading and synced, so that several processes may share it, and that it
    may be moved away by whoever keeps it. A line that was torn off stays, and the next begins anew.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def note(self, reading: Reading) -> None:
        """Add a line.

        Raises:
            NotLogged: It cannot be written.
        """
        reason = None
        try:
            self._add(line_of(reading))
        except OSError as error:
            reason = os.strerror(error.errno or errno.EIO)
        if reason is not None:
            raise NotLogged(str(self._path), reason)

    def _add(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(self._path, flags, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    line = b"\n" + line
            written = file.write(line)
            if written != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)


def line_of(reading: Reading) -> bytes:
    """A reading as one line of JSON."""
    told = {
        "at": reading.at.isoformat(),
        "who": reading.who,
        "purpose": reading.purpose.name,
        "basis": reading.purpose.basis.value,
        "noun": reading.noun,
        "ids": reading.ids,
        "withheld": reading.withheld,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
