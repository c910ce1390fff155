"""The garbage collector rests while many records are read, and only then."""

from __future__ import annotations

import gc
import weakref

import pytest

from guangongwei.codec.collector import resting


def _fail() -> None:
    with resting():
        assert not gc.isenabled()
        raise ZeroDivisionError


def test_the_collector_is_at_work_again_afterwards() -> None:
    """Whatever happened meanwhile; one that rested before goes on resting."""
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        _fail()
    assert gc.isenabled()
    gc.disable()
    try:
        with resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class _Circle:
    """Something that only the collector can let go."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_left_of_many_files_is_let_go() -> None:
    """A process that reads files all day does not grow; nobody has to ask for a collection."""
    left: list[weakref.ref[_Circle]] = []
    for _ in range(20_000):
        with resting():
            left.append(weakref.ref(_Circle()))
    assert sum(each() is not None for each in left) < len(left) // 2
