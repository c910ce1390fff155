"""What a sheet of a workbook says besides its rows: what is merged and what is hidden.

Most of it stands behind the rows, so a sheet is gone through once before a row is told. This also
finds a part that is damaged, or larger than it may be, before anything in it is used.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, Parser, Refused
from guangongwei.tabular.extent import COLUMNS, ROWS, column_of
from guangongwei.tabular.grid import Area
from guangongwei.tabular.xlsx_rows import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from guangongwei.archive import Archive

_MERGED = 100_000
#: Bytes before the rows, and bytes that are looked at again lest a mark lies across two chunks.
_LONGEST_HEAD = 4 << 20
_OVERLAP = 1024

_BEGIN, _END = BEGIN.encode(), END.encode()
#: A sheet that begins like this, in UTF-8, can be read without looking at each element.
_PLAIN_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'][a-z]+[\"'])?\s*\?>)?\s*(<worksheet(?:\s[^<>]*)?>)"
)
_ROW = re.compile(rb"<row ([^<>]*)>")
_NUMBER = re.compile(rb'(?<!\S)r="([0-9]{1,7})"')
_HIDDEN = re.compile(rb'(?<!\S)hidden="(?:1|true)"')
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_YES = ("1", "true")
_BREAKS_OFF = (Danger.DAMAGED, Danger.NOT_XML)


@final
class Outline:
    """A handler of the XML of a sheet that keeps everything but its values."""

    def __init__(self) -> None:
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        #: The first tag of the sheet where its rows can be read by pattern.
        self.root: str | None = None
        self._row = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) if number.isdecimal() else self._row + 1
                if attributes.get("hidden") in _YES and self._row <= ROWS:
                    self.hidden_rows.add(self._row)
            case "col" if attributes.get("hidden") in _YES:
                first, last = int(attributes["min"]), int(attributes["max"])
                self.hidden_columns.update(range(max(first, 1), min(last, COLUMNS) + 1))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                pass

    def _merge(self, reference: str) -> None:
        match = _AREA.fullmatch(reference)
        if match is None:
            return
        if len(self.merged) >= _MERGED:
            raise Refused(Danger.TOO_LARGE)
        left, top, right, bottom = match.groups()
        self.merged.append(Area(int(top), column_of(left), int(bottom), column_of(right)))

    def text(self, text: str) -> None:
        """Nothing that is written between tags matters here."""

    def end(self, name: str) -> None:
        """No element matters by its end."""


def outline(archive: Archive, name: str) -> Outline:
    """What a sheet says besides its rows; of one that breaks off, as much as there is.

    Raises:
        Refused: The part is dangerous, or it is not there.
    """
    found = Outline()
    with _broken_off(name, archive):
        if _is_gone_through(archive.chunks(name), Parser(found, name, archive.limits), found):
            return found
    found = Outline()
    with _broken_off(name, archive):
        archive.parse(name, found)
    return found


@contextmanager
def _broken_off(name: str, archive: Archive) -> Generator[None]:
    """Let it pass that a part breaks off; whoever reads the rows comes to the same place."""
    try:
        yield
    except Refused as error:
        if error.danger not in _BREAKS_OFF or name not in archive:
            raise


def _is_gone_through(chunks: Iterator[bytes], parser: Parser, found: Outline) -> bool:
    """Say whether the sheet is one whose rows need not be looked at element by element."""
    head = b""
    for chunk in chunks:
        head += chunk
        if _BEGIN in head or len(head) > _LONGEST_HEAD:
            break
    before, mark, rest = head.partition(_BEGIN)
    root = _PLAIN_HEAD.match(before)
    if not mark or root is None or b"<!" in before or b"\0" in before:
        return False
    parser.feed(before + mark)
    if not _is_passed(rest, chunks, parser, found):
        return False
    for chunk in chunks:
        parser.feed(chunk)
    parser.close()
    found.root = root[1].decode()
    return True


def _is_passed(rest: bytes, chunks: Iterator[bytes], parser: Parser, found: Outline) -> bool:
    """Go on to the end of the rows, and say whether they have one."""
    while True:
        end = rest.find(_END)
        rows = rest if end < 0 else rest[:end]
        if b'hidden="' in rows:
            found.hidden_rows.update(_hidden(rows))
        if end >= 0:
            parser.feed(rest[end:])
            return True
        chunk = next(chunks, None)
        if chunk is None:
            return False
        rest = rest[-_OVERLAP:] + chunk


def _hidden(rows: bytes) -> Iterator[int]:
    for match in _ROW.finditer(rows):
        number = _NUMBER.search(match[1])
        if number and _HIDDEN.search(match[1]) and int(number[1]) <= ROWS:
            yield int(number[1])
