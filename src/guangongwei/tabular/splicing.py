"""XML changed where it is to be changed, and otherwise left byte for byte as it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.archive import Danger, Parser, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = re.compile(rb"""</?([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_DECLARATION = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@final
@frozen(eq=False)
class Element:
    """An element of a part, and where it stands in its bytes."""

    #: Without its prefix.
    name: str
    attributes: Mapping[str, str]
    depth: int
    start: int
    #: Where its last tag begins, which is its first one where it is empty.
    last_tag: int
    end: int
    #: With its prefix.
    tag: bytes

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag: ``<a/>``."""
        return self.start == self.last_tag

    def holds(self, other: Element) -> bool:
        """Say whether another element stands inside it."""
        return self.start < other.start and other.end <= self.last_tag

    @property
    def prefix(self) -> str:
        """What stands before the names of its children, as before its own."""
        before, colon, _ = self.tag.decode().rpartition(":")
        return before + colon


@final
class _Finder:
    """A handler that notes every element down to some depth."""

    def __init__(self, content: bytes, deepest: int) -> None:
        self._content = content
        self._deepest = deepest
        self._open: list[tuple[str, Mapping[str, str], int]] = []
        self.parser = Parser(self)
        self.found: list[Element] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open.append((name, attributes, self.parser.position))

    def end(self, name: str) -> None:
        depth = len(self._open)
        _, attributes, start = self._open.pop()
        if depth > self._deepest:
            return
        first = _TAG.match(self._content, start)
        # Of an empty element, expat tells the end behind its tag.
        last_tag = start if first and first[0].endswith(b"/>") else self.parser.position
        last = _TAG.match(self._content, last_tag)
        if first and last:
            made = Element(name, attributes, depth, start, last_tag, last.end(), first[1])
            self.found.append(made)

    def text(self, text: str) -> None:
        """Where a text stands does not matter."""


def elements(content: bytes, *, deepest: int = 3) -> tuple[Element, ...]:
    """The elements of a part in UTF-8 down to some depth, in the order in which they begin.

    Raises:
        Refused: It is no XML, or XML with a document type.
    """
    finder = _Finder(content, deepest)
    finder.parser.feed(content)
    finder.parser.close()
    return tuple(sorted(finder.found, key=lambda each: each.start))


def the(found: Iterable[Element], name: str) -> Element:
    """The first element of a name.

    Raises:
        Refused: There is none, where every part of the kind has one.
    """
    for each in found:
        if each.name == name:
            return each
    raise Refused(Danger.DAMAGED)


@final
@frozen(eq=False)
class Changes:
    """What is to be put into a part or taken out of it."""

    content: bytes
    _made: list[tuple[int, int, bytes]] = field(factory=list[tuple[int, int, bytes]])

    def insert(self, place: int, xml: str) -> None:
        """Put something in, at a byte."""
        self._made.append((place, place, as_bytes(xml)))

    def append(self, parent: Element, xml: str) -> None:
        """Put something in as the last child of an element."""
        if not parent.is_empty:
            self.insert(parent.last_tag, xml)
            return
        slash = self.content.rindex(b"/", parent.start, parent.end)
        closing = b"</" + parent.tag + b">"
        self._made.append((slash, parent.end, b">" + as_bytes(xml) + closing))

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self._made.append((element.start, element.end, b""))

    def applied(self) -> bytes:
        """The part with all changes made; those at one place follow in the order they came."""
        parts: list[bytes] = []
        reached = 0
        for start, end, new in sorted(self._made, key=lambda each: each[:2]):
            parts += [self.content[reached:start], new]
            reached = max(reached, end)
        return b"".join([*parts, self.content[reached:]])


def as_bytes(xml: str) -> bytes:
    """XML in bytes that mean the same in every encoding that a part may be in, but UTF-16."""
    return xml.encode("ascii", "xmlcharrefreplace")


def in_utf8(content: bytes) -> bytes:
    """A part in UTF-8; one in UTF-16 is put into it, without the line that says otherwise."""
    if not content.startswith(_UTF_16):
        return content
    return _DECLARATION.sub("", content.decode("utf-16"), count=1).encode()


def like(beginning: bytes, xml: str) -> bytes:
    """XML in the encoding of a part that begins so."""
    if beginning.startswith(_UTF_16):
        little = beginning.startswith(codecs.BOM_UTF16_LE)
        return xml.encode("utf-16-le" if little else "utf-16-be")
    return as_bytes(xml)


def escaped_xml(text: str) -> str:
    """A text as it stands in XML, in an element and in an attribute."""
    for sign, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, reference)
    return text
