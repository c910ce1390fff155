"""The streams of compound files."""

from __future__ import annotations

from io import BytesIO

import pytest
from tests.tabular.books import compound

from guangongwei.archive import Danger, Refused
from guangongwei.compound import Compound


def test_a_stream_is_read_from_its_sectors() -> None:
    """Its bytes lie in sectors that a table strings together."""
    held = bytes(range(256)) * 20
    read = Compound.of(BytesIO(compound("Workbook", held)))
    assert read.names[:2] == ("Root Entry", "Workbook")
    assert read.read("Workbook")[: len(held)] == held
    with pytest.raises(Refused):
        read.read("Book")


@pytest.mark.parametrize(
    ("at", "byte"),
    [
        (30, 3),
        (32, 9),
        (48, 9),
        (60, 1),
        (68, 0),
        (512 + 8, 2),
        (512 + 8, 0xEE),
        (1024 + 128 + 116, 0x77),
    ],
)
def test_sectors_that_lead_nowhere_or_around_are_damage(at: int, byte: int) -> None:
    """A circle of sectors is left again, and a place outside the file is none."""
    content = bytearray(compound("Workbook", b"x" * 5000))
    content[at] = byte
    with pytest.raises(Refused) as error:
        Compound.of(BytesIO(bytes(content))).read("Workbook")
    assert error.value.danger is Danger.DAMAGED


def test_a_header_alone_is_damage() -> None:
    """A file that is cut off early says nothing of its streams."""
    with pytest.raises(Refused):
        Compound.of(BytesIO(compound("Workbook", b"")[:300]))
