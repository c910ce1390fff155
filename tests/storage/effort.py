"""How hard the proofs look: shortly with the other tests, long with `make torture`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pytest

T = TypeVar("T")

LONG = bool(os.environ.get("TORTURE"))


def effort(short: T, *, long: T) -> T:
    """The setting for this run."""
    return long if LONG else short


def tell(capsys: pytest.CaptureFixture[str], figures: str) -> None:
    """Show what a proof has looked at, whether or not pytest captures."""
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")
