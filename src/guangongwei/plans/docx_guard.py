"""What a Word document is looked at for before any other reader opens it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, final

from guangongwei.archive import Archive, Danger, Limits, Parser, Refused
from guangongwei.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_MIB = 1 << 20
#: A plan takes some hundred kilobytes; pictures may be large. Drawings nest deeply.
_LIMITS = Limits(entries=5000, part=64 * _MIB, total=128 * _MIB, depth=200)
#: What is built in memory takes many times the room of its XML.
_LARGEST_XML = 16 * _MIB
#: How XML begins in whatever encoding, and blanks behind which it may begin later.
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<|\Z)|\xff\xfe|\xfe\xff|<\0|\0+<|\0\0\xfe\xff|\x4c\x6f\xa7\x94"
)
_ADVICE = {
    Danger.PROTECTED: "remove the password and save it",
    Danger.TOO_LARGE: "copy its text into a new document",
}


def check(stream: BinaryIO, name: str) -> None:
    """Look through every part of a document, and leave the stream at its beginning.

    Raises:
        NotReadable: Its archive or its XML is one that reading could do harm with, or is damaged.
    """
    try:
        archive = Archive.of(stream, _LIMITS)
        for part in archive.names:
            _check_part(archive, part)
    except Refused as error:
        advice = _ADVICE.get(error.danger, "open it in a word processor and save it anew")
        raise NotReadable(name, f"it {error.danger.value}; {advice}.") from None
    stream.seek(0)


def _check_part(archive: Archive, part: str) -> None:
    parser: Parser | None = None
    size = 0
    for chunk in archive.chunks(part):
        if not size and _XML.match(chunk):
            parser = Parser(_Nobody(), part, _LIMITS)
        size += len(chunk)
        if parser is not None:
            if size > _LARGEST_XML:
                raise Refused(Danger.TOO_LARGE, part)
            parser.feed(chunk)
    if parser is not None:
        parser.close()


@final
class _Nobody:
    """Whom what stands in a part does not matter to; whether it may be read does."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass
