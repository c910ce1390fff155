"""Texts that other programs leave alone: as cells of a spreadsheet, as names of sheets and files.

A text that a spreadsheet could run as a formula, or would change by itself, is written with an
apostrophe before it, in CSV and in workbooks alike. `unescaped` takes it away again and nothing
else, whatever the text was: one that begins with apostrophes of its own before such a text gets
one more.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: What stands before a text that is not safe by itself.
APOSTROPHE = "'"

#: What is invisible at the ends of a text.
BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
    # Marks of writing direction: telephones put them around numbers that are copied.
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

#: What spreadsheets show where a formula has no result.
ERROR_VALUES = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})

#: The first signs of formulas and of commands, and what looks like them or is normalised to them.
_SIGNS = frozenset("=+-@|%＝＋－＠｜％﹦﹢﹣﹫﹪⁼⁺⁻₌₊₋−⩵⩶﬩")
#: Before a sign these hide it: controls, marks of format, blanks, marks that combine.
_HIDING = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
#: Letters, by their class, that show nothing.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")

#: Excel takes no more, counted as UTF-16 does.
_SHEET_NAME_UNITS = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_EDGES = f"{APOSTROPHE}{BLANKS}"
#: Every file system in use takes 255, and something is appended here and there.
_FILE_NAME_BYTES = 200
_LONGEST_ENDING = 10
_NOT_IN_FILE_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def escaped(text: str) -> str:
    """The text as a cell that no spreadsheet runs or changes; `unescaped` is the inverse."""
    return APOSTROPHE + text if _is_unsafe(text) else text


def unescaped(cell: str) -> str:
    """The text that was written as this cell."""
    return cell[1:] if cell.startswith(APOSTROPHE) and _is_unsafe(cell) else cell


def _is_unsafe(text: str) -> bool:
    """Say whether a text, any apostrophes before it aside, would not survive a spreadsheet."""
    if text.isalnum():
        return False
    bare = text.lstrip(APOSTROPHE)
    if not bare:
        return False
    first = bare[0]
    return (
        first in _SIGNS
        or first in BLANKS
        or bare[-1] in BLANKS
        or unicodedata.category(first) in _HIDING
        or first in _FILLERS
        or bare in ERROR_VALUES
    )


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """A name that a workbook can give a sheet beside those that are taken; as wanted if it can."""
    plain = _NOT_IN_SHEET_NAMES.sub("_", wanted).strip(_EDGES) or "_"

    def name(mark: str) -> str:
        room = 2 * (_SHEET_NAME_UNITS - len(mark))
        return _first_bytes(plain, room, "utf-16-le").rstrip(_EDGES) + mark

    return _untaken(name, {*taken, "History"})


def file_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """A name that every file system takes beside those that are taken; as wanted if it can.

    It is no path, no hidden file and no device, and what stands behind its last dot is kept.
    """
    plain = _NOT_IN_FILE_NAMES.sub("_", wanted).strip(BLANKS).rstrip(f".{BLANKS}")
    if not plain or plain.startswith((".", "~", "-")) or _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if len(ending) > _LONGEST_ENDING or not stem:
        stem, dot, ending = plain, "", ""

    def name(mark: str) -> str:
        room = _FILE_NAME_BYTES - len(mark) - len(ending.encode())
        return f"{_first_bytes(stem, room, 'utf-8').rstrip(BLANKS)}{mark}{dot}{ending}"

    return _untaken(name, taken)


def _untaken(name: Callable[[str], str], taken: Iterable[str]) -> str:
    """The first name, without a number or with one, that is not taken in any case of letters."""
    known = {each.casefold() for each in taken}
    marks = chain([""], (f" ({number})" for number in count(2)))
    return next(made for mark in marks if (made := name(mark)).casefold() not in known)


def _first_bytes(text: str, room: int, encoding: str) -> str:
    """As much of a text as so many bytes hold, no character cut in two."""
    return text.encode(encoding)[:room].decode(encoding, errors="ignore")
