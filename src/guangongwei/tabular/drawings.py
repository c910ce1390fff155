"""The boxes in which a spreadsheet shows comments: one for each, in a part of its own language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:o="urn:schemas-microsoft-com:office:office"',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_NEW = (
    f"<xml {' '.join(_SPACES)}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:80pt;margin-top:2pt;width:{width}pt;height:{height}pt;'
    'z-index:{order};visibility:hidden" fillcolor="#fff6dc" o:insetmode="auto">'
    '<v:fill color2="#fff6dc"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

_BEGINNINGS = tuple(b"<v:shape" + sign for sign in (b" ", b"\t", b"\r", b"\n", b">"))
_END = b"</v:shape>"
_ROW = re.compile(rb"<x:Row>\s*([0-9]{1,7})\s*</x:Row>")
_COLUMN = re.compile(rb"<x:Column>\s*([0-9]{1,5})\s*</x:Column>")
_NUMBERED = re.compile(rb'"_x0000_s([0-9]{1,9})"')
#: The numbers of shapes come in blocks of 1,024, and a sheet says which blocks are its own.
_BLOCKS = re.compile(rb'(<o:idmap [^>]*?data=")([0-9, ]*)(")')
_BLOCK = 1024

_WIDE, _LINE = 3, 15


@final
@frozen
class Box:
    """The box of a comment: of which cell, counted from 0, and for how many lines."""

    row: int
    column: int
    lines: int


def drawn(content: bytes | None, boxes: Iterable[Box], gone: Iterable[tuple[int, int]]) -> bytes:
    """A part with a box for each comment and without those that are gone.

    Where a cell has a box already, it stays as it is.
    """
    content = _NEW if content is None else content
    away = frozenset(gone)
    parts = [(part, _cell(part) if is_shape else None) for part, is_shape in _shapes(content)]
    kept = b"".join(part for part, cell in parts if cell not in away)
    there = {cell for _, cell in parts} - away
    first = 1 + max((int(each) for each in _NUMBERED.findall(kept)), default=_BLOCK)
    wanted = [each for each in boxes if (each.row, each.column) not in there]
    # Programs other than spreadsheets may have named the namespaces otherwise.
    missing = "".join(f" {each}" for each in _SPACES if each.encode() not in kept)
    shapes = [_shape(box, number, missing) for number, box in enumerate(wanted, first)]
    types = [] if b'"_x0000_t202"' in kept else [_SHAPE_TYPE]
    place = kept.rfind(b"</")
    whole = b"".join([kept[:place], *types, *shapes, kept[place:]])
    return _BLOCKS.sub(lambda found: _blocks(found, first, len(wanted)), whole, count=1)


def _shapes(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """The part in pieces, and which of them are shapes; what it is made of is not always XML."""
    reached = 0
    while (end := content.find(_END, reached)) >= 0:
        start = max(content.rfind(each, reached, end) for each in _BEGINNINGS)
        if start < 0:
            start = end + len(_END)
        yield content[reached:start], False
        yield content[start : end + len(_END)], True
        reached = end + len(_END)
    yield content[reached:], False


def _cell(shape: bytes) -> tuple[int, int] | None:
    """The cell that a shape is the comment of, if it is one's."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or b'ObjectType="Note"' not in shape:
        return None
    return int(row[1]), int(column[1])


def _shape(box: Box, number: int, spaces: str) -> bytes:
    rows = 1 + box.lines
    # Left column and offset, top row and offset, right column and offset, bottom row and offset.
    left, top = box.column + 1, max(box.row - 1, 0)
    anchor = f"{left}, 15, {top}, 10, {left + _WIDE}, 30, {top + rows}, 5"
    return _SHAPE.format(
        spaces=spaces,
        number=number,
        order=number - _BLOCK,
        width=64 * _WIDE + 12,
        height=rows * _LINE,
        anchor=anchor,
        row=box.row,
        column=box.column,
    ).encode()


def _blocks(found: re.Match[bytes], first: int, count: int) -> bytes:
    """The blocks of numbers that a sheet has, with those of the new shapes."""
    listed = found[2].replace(b" ", b"").split(b",")
    own = {int(each) for each in listed if 0 < len(each) < 10}
    own |= {number // _BLOCK for number in range(first, first + count)}
    return found[1] + ",".join(map(str, sorted(own))).encode() + found[3]
