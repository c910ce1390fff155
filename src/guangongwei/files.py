"""Files that are read, and none of what a system calls a file and has no end."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from guangongwei.errors import NotReadable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


def opened(path: Path) -> BinaryIO:
    """A file, open for reading its bytes; whoever opens a pipe may wait for ever.

    Raises:
        NotReadable: It is not there, may not be read, or is a pipe, a device or a folder.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            return path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None)
        raise NotReadable(str(path), reason or "no file has such a name") from None
    what = "a folder" if stat.S_ISDIR(kind) else "a pipe, a device or the like"
    raise NotReadable(str(path), f"it is no file but {what}")
