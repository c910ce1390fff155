"""Rest for the garbage collector while many records are read."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def resting() -> Generator[None]:
    """Do not look for circles of objects while records are made, of which none is part of one.

    The search goes through all records that are there again and again, and takes a third of the time
    of reading a large table. A collector that rested before is left as it is.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
