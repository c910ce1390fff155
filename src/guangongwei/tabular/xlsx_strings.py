"""The texts that the sheets of a workbook share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, Refused
from guangongwei.tabular.xlsx_text import blocks, plain, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.archive import Archive

#: So many texts are allowed to any workbook, and one more for each byte of it.
_FREE = 500_000

_HEAD = re.compile(
    "\ufeff?(?:<\\?xml version=[\"']1\\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    "(?: standalone=[\"'][a-z]+[\"'])?\\s*\\?>)?\\s*<sst(?:\\s[^<>]*)?>"
)
_ITEM = re.compile('<si><t(?: xml:space="preserve")?+>([^<]*+)</t></si>')


@final
class _Strings:
    """A handler of the XML of the texts, whatever fonts and readings there are in them."""

    def __init__(self, most: int) -> None:
        self.texts: list[str] = []
        self._most = most
        self._text: list[str] = []
        self._takes_text = False
        self._phonetic = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002  (none matters)
        match name:
            case "si":
                self._text = []
            case "rPh":
                self._phonetic += 1
            case "t":
                self._takes_text = not self._phonetic
            case _:
                pass

    def text(self, text: str) -> None:
        if self._takes_text:
            self._text.append(text)

    def end(self, name: str) -> None:
        match name:
            case "t":
                self._takes_text = False
            case "rPh":
                self._phonetic -= 1
            case "si":
                if len(self.texts) >= self._most:
                    raise Refused(Danger.TOO_LARGE)
                self.texts.append(unescaped("".join(self._text)))
            case _:
                pass


def strings(archive: Archive, part: str) -> Sequence[str]:
    """The texts of a workbook, by their numbers.

    Raises:
        Refused: The part is damaged or too large, or it is no XML.
    """
    most = _FREE + archive.size
    texts = _simple(archive, part, most)
    if texts is None:
        handler = _Strings(most)
        archive.parse(part, handler)
        texts = handler.texts
    return texts


def _simple(archive: Archive, part: str, most: int) -> list[str] | None:
    """The texts, provided that each is one text in one font."""
    texts: list[str] = []
    is_first = True
    for block in blocks(archive.chunks(part), b"</si>"):
        if is_first and not _HEAD.match(block):
            return None
        is_first = False
        found: list[str] = _ITEM.findall(block)
        if block.count("<si") != len(found) or "<!" in block or len(texts) > most:
            return None
        texts += plain(found) if "&" in block or "_x" in block or "\r" in block else found
    return texts
