"""Bytes of a part of a workbook cut where it is safe to cut them, and texts as XML means them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guangongwei.archive import Danger, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Inflated bytes in which one row, or one text, must come to its end.
_LONGEST = 32 << 20

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile("&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]+));|&")
#: A sign that XML cannot hold, as a workbook writes it: _x000D_.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def plain(texts: Sequence[str]) -> list[str]:
    """What texts between two tags mean; most mean what they are.

    Raises:
        Refused: One names an entity that XML does not have.
    """
    return [_plain(each) if "&" in each or "\r" in each else unescaped(each) for each in texts]


def _plain(text: str) -> str:
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return unescaped(_ENTITY.sub(_character, ends))


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    number = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if 0 < number <= 0x10FFFF:
        return chr(number)
    if name in _ENTITIES:
        return _ENTITIES[name]
    raise Refused(Danger.NOT_XML)


def blocks(chunks: Iterator[bytes], mark: bytes) -> Iterator[str]:
    """The text in chunks of UTF-8, cut only behind a mark.

    Raises:
        Refused: It is no UTF-8, or no mark comes for so long that there is none.
    """
    rest = b""
    try:
        for chunk in chunks:
            rest += chunk
            cut = rest.rfind(mark) + len(mark)
            if cut >= len(mark):
                yield rest[:cut].decode()
                rest = rest[cut:]
            elif len(rest) > _LONGEST:
                raise Refused(Danger.TOO_LARGE)
        yield rest.decode()
    except UnicodeDecodeError:
        raise Refused(Danger.NOT_XML) from None
