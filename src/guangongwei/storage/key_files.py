"""Keys in files of their own, readable by their owner alone; a key stands on no command line."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from guangongwei.errors import BadArgument, NotWritable
from guangongwei.files import made, opened
from guangongwei.privacy.pseudonyms import SHORTEST_KEY

#: No key is longer, in bytes of its file.
_LONGEST = 10_000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(path: str | os.PathLike[str]) -> None:
    """Write a new random key into a file that only its owner can read, as hexadecimal digits.

    Whoever loses it cannot go on with what was made with it; a copy belongs into a safe.

    Raises:
        NotWritable: There is such a file, or it cannot be written.
    """
    text = f"{secrets.token_hex(SHORTEST_KEY)}\n"
    reason = None
    try:
        with os.fdopen(made(path), "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = error.strerror or "the disk refuses it"
    if reason is not None:
        raise NotWritable(str(path), reason)


def read_key(path: str | os.PathLike[str]) -> bytes:
    """The key in a file that `make_key` has written, or anybody else with hexadecimal digits.

    Raises:
        NotReadable: It cannot be read.
        BadArgument: It is no key, or others may read it.
    """
    file = Path(path)
    with opened(file) as stream:
        if os.name == "posix" and os.fstat(stream.fileno()).st_mode & _OTHERS:
            raise BadArgument("key file", f"its owner's alone; run chmod 600 {file.name}")
        content = stream.read(_LONGEST)
    try:
        return bytes.fromhex(content.decode("ascii").strip())
    except ValueError:
        pass
    # Raised here, for an error on the way would show what it could not read.
    del content
    raise BadArgument("key file", "a file of hexadecimal digits, such as `privacy key` writes")
