"""How hard the proofs look: shortly with the other tests, long with `make torture`."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")

LONG = bool(os.environ.get("TORTURE"))


def effort(short: T, *, long: T) -> T:
    """The setting for this run."""
    return long if LONG else short
