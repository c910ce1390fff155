"""Whether a file is survived: records and problems, or the one exception that is promised."""

from __future__ import annotations

import contextlib
from io import BytesIO

from guangongwei import tabular
from guangongwei.errors import GuangongweiError, printable


class NamedBytes(BytesIO):
    """A stream that knows its name, as one that was opened does."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def survive(name: str, content: bytes) -> None:
    """Read a file, and see that its problems can be told; anything else escapes."""
    with contextlib.suppress(GuangongweiError):
        checked = tabular.read(NamedBytes(name, content))
        assert all(printable(str(each)) == str(each) for each in checked.problems)
