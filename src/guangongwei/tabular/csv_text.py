"""The text of a CSV file: in which encoding it is, and what stands between its cells."""

from __future__ import annotations

import codecs
import csv
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, final

from attrs import evolve, frozen

from guangongwei.tabular.columns import is_header

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
#: Where a header is looked for: in so many rows, within so many characters.
_FIRST_ROWS = 20
_FIRST_CHARACTERS = 1 << 16
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: What may stand between cells, the usual one first.
_DELIMITERS = (",", "\t", ";", "|")
_TAB = frozenset({".tsv", ".tab"})


@final
@frozen
class Writing:
    """How a file is written."""

    encoding: str
    delimiter: str = ","
    #: Whether each line can be read; where one cannot, signs stand in it that no text has.
    is_whole: bool = True
    #: Lines before the first row: Excel's own `sep=;`, which it does not show.
    passed: int = 0


def writing(stream: BinaryIO, file: str) -> Writing | int:
    """How a file is written, or the first line in which it is in no encoding that it could be in.

    A mark at the beginning, else strict UTF-8, else strict GB18030 when a header comes out of it
    decides. Where some lines are in neither, the encoding is the one in which the header is.
    """
    encoding = _marked(stream) or "utf-8-sig"
    bad_line = _undecodable(stream, encoding)
    if bad_line is None:
        return _delimited(stream, encoding, file)
    if encoding != "utf-16" and _undecodable(stream, "gb18030") is None:
        found = _delimited(stream, "gb18030", file)
        return found if _has_header(stream, found) else bad_line
    for each in ("utf-16",) if encoding == "utf-16" else ("utf-8-sig", "gb18030"):
        found = _delimited(stream, each, file)
        if _has_header(stream, found):
            return evolve(found, is_whole=False)
    return bad_line


def opened(stream: BinaryIO, encoding: str, *, is_whole: bool = True) -> TextIOWrapper:
    """The text of a file from its beginning, every end of a line as it stands there."""
    stream.seek(0)
    lenient = "replace" if encoding == "utf-16" else "surrogateescape"
    errors = "strict" if is_whole else lenient
    return TextIOWrapper(stream, encoding, errors, newline="")


def _marked(stream: BinaryIO) -> str | None:
    stream.seek(0)
    first = stream.read(4)
    if first == codecs.BOM_UTF32_LE:
        return None
    return next((each for mark, each in _MARKS.items() if first.startswith(mark)), None)


def _undecodable(stream: BinaryIO, encoding: str) -> int | None:
    """The first line that is not in this encoding."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        chunk = stream.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            held = error.object if isinstance(error, UnicodeDecodeError) else b""
            return line + held.count(b"\n", 0, start)
        if not chunk:
            return None
        line += chunk.count(b"\n")


def _first(stream: BinaryIO, encoding: str) -> str:
    text = opened(stream, encoding, is_whole=False)
    try:
        return text.read(_FIRST_CHARACTERS)
    finally:
        # The stream is the caller's and stays open.
        text.detach()


def _delimited(stream: BinaryIO, encoding: str, file: str) -> Writing:
    """With the delimiter that the file names, that makes a header, or that its name stands for."""
    first = _first(stream, encoding)
    line = first.split("\n", 1)[0].rstrip("\r")
    if line[:4].lower() == "sep=" and len(line) == 5:
        return Writing(encoding, line[4], passed=1)
    usual = "\t" if Path(file).suffix.lower() in _TAB else ","
    for delimiter in _DELIMITERS:
        if any(is_header(row) for row in _rows(first, delimiter)):
            return Writing(encoding, delimiter)
    return Writing(encoding, usual)


def _has_header(stream: BinaryIO, written: Writing) -> bool:
    first = _first(stream, written.encoding)
    return any(is_header(row) for row in _rows(first, written.delimiter))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows of a text, as far as they are whole."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield from islice(reader, _FIRST_ROWS - min(reader.line_num, _FIRST_ROWS))
        except csv.Error:
            continue
        return
