"""The garbage collector rests while tables are read, and only then."""

from __future__ import annotations

import gc

import pytest

from guangongwei.tabular.collector import resting


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
