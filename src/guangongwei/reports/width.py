"""Text measured in terminal columns: Chinese characters are two wide."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

_WIDE = ("W", "F")
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")

_OPENING = re.escape("“‘「『《〈（【([")
_CLOSING = re.escape("”’」』》〉）】，。；：、！？)],.;:!?%…")
_CHINESE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
#: What stays on one line: a Chinese character or a word, its quotation marks and stops with it.
_WORD = re.compile(
    rf"[{_OPENING}]*(?:[{_CHINESE}]|[^\s{_CHINESE}{_OPENING}]+)[{_CLOSING}]*\s*|\S\s*"
)


def width(text: str) -> int:
    """How many columns a text takes; characters of ambiguous width count as one."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with blanks to so many columns, on its left where it is to stand right."""
    blanks = " " * max(columns - width(text), 0)
    return blanks + text if right else text + blanks


def clipped(text: str, columns: int) -> str:
    """The text, or as much of it as fits into so many columns together with a …."""
    if width(text) <= columns:
        return text
    return f"{text[: _fitting(text, columns - 1)].rstrip()}…"


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, two at the least.

    A line breaks at a blank or beside a Chinese character, never before a stop or after an
    opening mark, unless a single word is longer than a line.
    """
    columns = max(columns, 2)
    lines: list[str] = []
    line = ""
    for word in _WORD.findall(text.strip()):
        if line and width(line + word.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += word
        while width(line.rstrip()) > columns:
            place = _fitting(line, columns)
            lines.append(line[:place])
            line = line[place:]
    return [*lines, line.rstrip()]


def _fitting(text: str, columns: int) -> int:
    """How many of the first characters fit into so many columns."""
    return sum(reached <= columns for reached in accumulate(map(_columns, text)))
