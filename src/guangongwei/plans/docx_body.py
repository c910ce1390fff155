"""The words of a document as lines of text: what is shown in it, and what was left out.

Tracked insertions are kept; tracked deletions and hidden text are left out, as are tables of
contents. A paragraph is a line, numbered as the document shows it. The cells of a row stand on one
line with tabs between them, or, where one of them holds several lines, below each other. The words
of a text box follow the paragraph that it hangs on.
"""

from __future__ import annotations

import re
from collections import Counter as Counted
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.plans.docx_numbering import Counter, List, lists
from guangongwei.plans.docx_styles import Styles
from guangongwei.plans.docx_xml import W, child, flag, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

#: Several ways to say the same; the first is the one of a later Word.
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

#: What may be said of a piece of text, by the code of the problem that says it.
DELETED, HIDDEN, CONTENTS, PICTURE, EMBEDDED, UNKNOWN_FORMAT = (
    "P111",
    "P112",
    "P113",
    "P115",
    "P116",
    "P117",
)

_REMOVED = frozenset({f"{W}del", f"{W}moveFrom"})
_PICTURES = frozenset({f"{_DRAWING}blip", f"{_VML}imagedata"})
_FOREIGN = frozenset({f"{W}altChunk", f"{W}subDoc"})
#: Properties, and what Word itself never shows.
_SILENT = frozenset(
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "delText", "delInstrText")
)
_TEXTS = frozenset({f"{W}t", f"{_MATH}t"})
_REMOVABLE = _TEXTS | {f"{W}delText"}
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LINE_BREAKS = (None, "textWrapping")


@final
@frozen
class Piece:
    """A stretch of lines that belong together, and what was left out of it."""

    text: str
    said: frozenset[str] = frozenset()


@final
class _Words:
    """The words of a paragraph, gathered in their order."""

    def __init__(self, paragraph: Element, *, runs_on: bool) -> None:
        self.paragraph = paragraph
        #: Whether the mark at its end is deleted or hidden, so that the next one goes on from it.
        self.runs_on = runs_on
        self.parts: list[str] = []
        self.said: set[str] = set()
        self.boxes: list[Piece] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)


@final
class Body:
    """The reader of one document; the fields that are open run on from paragraph to paragraph."""

    def __init__(
        self, body: Element, *, numbering: Element | None = None, styles: Element | None = None
    ) -> None:
        self._body = body
        self._styles = Styles(styles)
        self._lists: dict[str, List] = lists(numbering)
        self._counter = Counter(self._lists)
        # Where one field is not closed, nothing tells which words are its instruction.
        kinds = Counted(each.get(f"{W}fldCharType") for each in body.iter(f"{W}fldChar"))
        self._are_fields_closed = kinds["begin"] == kinds["end"]
        #: For each open field its instruction, and whether its result has begun.
        self._fields: list[tuple[str, bool]] = []
        self._special: dict[str, Callable[[Element, Element, _Words], None]] = {
            f"{W}r": self._run,
            f"{W}br": self._break,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._instruction,
            f"{W}txbxContent": self._box,
            f"{W}sdt": self._control,
            f"{W}ruby": self._ruby,
            _CHOICE: self._choice,
        }

    def pieces(self) -> Iterator[Piece]:
        """The lines of the document, in its order."""
        yield from self._pieces(self._body)

    def _pieces(self, of: Element) -> Iterator[Piece]:
        held: list[_Words] = []
        for each in self._blocks(of):
            if isinstance(each, Piece):
                yield from self._finished(held)
                held = []
                yield each
                continue
            held.append(self._words(each))
            if not held[-1].runs_on:
                yield from self._finished(held)
                held = []
        yield from self._finished(held)

    def _blocks(self, of: Iterable[Element]) -> Iterator[Element | Piece]:
        """The paragraphs, and the tables as text."""
        for each in of:
            if each.tag == f"{W}p":
                yield each
            elif each.tag == f"{W}tbl":
                yield from self._table(each)
            elif each.tag in _REMOVED:
                yield Piece("", frozenset({DELETED}))
            elif each.tag in _FOREIGN:
                yield Piece("", frozenset({EMBEDDED}))
            elif each.tag == f"{W}sdt" and _is_contents(each):
                yield Piece("", frozenset({CONTENTS}))
            elif each.tag == _CHOICE:
                yield from self._blocks(list(each)[:1])
            elif each.tag not in _SILENT:
                yield from self._blocks(each)

    def _words(self, paragraph: Element) -> _Words:
        mark = child(paragraph, "pPr", "rPr")
        is_deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        words = _Words(paragraph, runs_on=is_deleted or flag(child(mark, "vanish")))
        if is_deleted:
            words.said.add(DELETED)
        self._inline(paragraph, paragraph, words)
        return words

    def _finished(self, held: list[_Words]) -> Iterator[Piece]:
        """Paragraphs that run into one another, as one line, numbered as the first with words."""
        if not held:
            return
        text = "".join(each.text for each in held)
        said = {code for each in held for code in each.said}
        if text or not (held[-1].runs_on or CONTENTS in said):
            numbered = next((each for each in held if each.text), held[-1])
            text = f"{self._label(numbered.paragraph, said)}{text}\n"
        yield Piece(text, frozenset(said))
        for each in held:
            yield from each.boxes

    def _label(self, paragraph: Element, said: set[str]) -> str:
        of = self._styles.list_of(paragraph, self._lists)
        label = None if of is None else self._counter.label(*of)
        if label is None:
            return ""
        if not label.is_known:
            said.add(UNKNOWN_FORMAT)
        return label.text

    def _table(self, of: Element) -> Iterator[Piece]:
        for row in _within(of, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                yield Piece("", frozenset({DELETED}))
            elif flag(child(properties, "hidden")):
                yield Piece("", frozenset({HIDDEN}))
            else:
                yield self._row(row)

    def _row(self, row: Element) -> Piece:
        cells: list[str] = []
        said: set[str] = set()
        for cell in _within(row, "tc"):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            if child(properties, "cellDel") is not None:
                said.add(DELETED)
            elif merged is None or merged.get(f"{W}val") == "restart":
                pieces = tuple(self._pieces(cell))
                cells.append("".join(each.text for each in pieces).removesuffix("\n"))
                said.update(*(each.said for each in pieces))
        between = "\n" if any("\n" in each for each in cells) else "\t"
        return Piece(between.join(cells).rstrip("\t\n") + "\n", frozenset(said))

    def _inline(self, of: Element, paragraph: Element, words: _Words) -> None:
        """Gather the words inside an element."""
        for each in of:
            special = self._special.get(each.tag)
            if special is not None:
                special(each, paragraph, words)
            elif each.tag in _TEXTS:
                self._say((each.text or "").replace("\n", " "), words)
            elif each.tag in _SIGNS:
                self._say(_SIGNS[each.tag], words)
            elif each.tag in _REMOVED:
                if _has_text(each):
                    words.said.add(DELETED)
            elif each.tag in _PICTURES:
                words.said.add(PICTURE)
            elif each.tag not in _SILENT:
                self._inline(each, paragraph, words)

    def _say(self, text: str, words: _Words) -> None:
        if not self._are_fields_closed:
            words.parts.append(text)
        elif any(instruction.split()[:1] == ["TOC"] for instruction, _ in self._fields):
            words.said.add(CONTENTS)
        elif all(has_begun for _, has_begun in self._fields):
            words.parts.append(text)

    def _run(self, run: Element, paragraph: Element, words: _Words) -> None:
        if not self._styles.hides(run, paragraph):
            self._inline(run, paragraph, words)
        elif _has_text(run):
            words.said.add(HIDDEN)

    def _break(self, of: Element, _: Element, words: _Words) -> None:
        if of.get(f"{W}type") in _LINE_BREAKS:
            self._say("\n", words)

    def _symbol(self, of: Element, _: Element, words: _Words) -> None:
        """A sign by its number; those of private fonts have no meaning outside them."""
        code = of.get(f"{W}char") or ""
        if _CODE.fullmatch(code) and 0x20 < int(code, 16) < 0xD800:
            self._say(chr(int(code, 16)), words)

    def _field_mark(self, of: Element, _: Element, __: _Words) -> None:
        kind = of.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(("", False))
        elif self._fields and kind == "separate":
            self._fields[-1] = (self._fields[-1][0], True)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _instruction(self, of: Element, _: Element, __: _Words) -> None:
        if self._fields:
            before, has_begun = self._fields[-1]
            self._fields[-1] = (before + (of.text or ""), has_begun)

    def _box(self, of: Element, _: Element, words: _Words) -> None:
        words.boxes.extend(self._pieces(of))

    def _control(self, of: Element, paragraph: Element, words: _Words) -> None:
        if _is_contents(of):
            words.said.add(CONTENTS)
        else:
            self._inline(of, paragraph, words)

    def _ruby(self, of: Element, paragraph: Element, words: _Words) -> None:
        """The words, without what tells how they are spoken."""
        for base in of.findall(f"{W}rubyBase"):
            self._inline(base, paragraph, words)

    def _choice(self, of: Element, paragraph: Element, words: _Words) -> None:
        """One of several ways to say the same."""
        for each in list(of)[:1]:
            self._inline(each, paragraph, words)


def _has_text(of: Element) -> bool:
    return any(each.text for each in of.iter() if each.tag in _REMOVABLE)


def _is_contents(control: Element) -> bool:
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _within(of: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in controls and markup around them too."""
    for each in of:
        if each.tag == W + name:
            yield each
        elif each.tag not in _SILENT and each.tag not in {f"{W}tbl", f"{W}tr", f"{W}tc"}:
            yield from _within(each, name)


def joined(pieces: Iterable[Piece]) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The whole text, and where in it the pieces stand of which something is said, by code."""
    parts: list[str] = []
    said: dict[str, list[tuple[int, int]]] = {}
    at = 0
    for each in pieces:
        parts.append(each.text)
        for code in each.said:
            said.setdefault(code, []).append((at, at + len(each.text.removesuffix("\n"))))
        at += len(each.text)
    return "".join(parts), said
