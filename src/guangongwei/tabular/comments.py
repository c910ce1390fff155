"""Comments on cells of a sheet, put beside those that are there, and taken away again."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.tabular.splicing import Changes, elements, escaped_xml, the

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.tabular.splicing import Element

#: Who comments are by that the library makes.
AUTHOR = "guangongwei"
#: How the part of a comment begins that was put under somebody else's.
MARK = "〔核对〕"


@final
@frozen
class Commented:
    """The comments of a sheet after a change."""

    content: bytes
    #: The cells whose comment is gone, and those that have one now.
    gone: frozenset[str]
    there: frozenset[str]


def new_comments(namespace: str) -> bytes:
    """A part without comments."""
    return f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'.encode()


def commented(content: bytes, texts: Mapping[str, str]) -> Commented:
    """A part with these texts at these cells, and without what the library had said before.

    Where somebody else's comment stands at a cell, the text follows it.
    """
    bare, gone = _without_ours(content)
    found = elements(bare, deepest=6)
    authors, listed = the(found, "authors"), the(found, "commentList")
    theirs = {
        each.attributes.get("ref", ""): number
        for number, each in enumerate(found)
        if each.name == "comment" and listed.holds(each)
    }
    starts = [each.start for each in found]
    changes = Changes(bare)
    author = _author(bare, found, authors)
    if author is None:
        author = sum(each.name == "author" for each in found)
        changes.append(authors, f"<{authors.prefix}author>{AUTHOR}</{authors.prefix}author>")
    for cell, text in texts.items():
        if cell in theirs:
            number = theirs[cell]
            last = bisect_left(starts, found[number].last_tag)
            _follow(changes, found[number + 1 : last], text)
        else:
            changes.append(listed, _comment(listed.prefix, cell, author, text))
    there = frozenset(texts) | frozenset(theirs)
    return Commented(changes.applied(), gone - there, there)


def _comment(prefix: str, cell: str, author: int, text: str) -> str:
    return (
        f'<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text>'
        f"{_run(prefix, text)}</{prefix}text></{prefix}comment>"
    )


def _run(prefix: str, text: str) -> str:
    font = f'<{prefix}sz val="9"/><{prefix}rFont val="Tahoma"/><{prefix}family val="2"/>'
    words = f'<{prefix}t xml:space="preserve">{escaped_xml(text)}</{prefix}t>'
    return f"<{prefix}r><{prefix}rPr>{font}</{prefix}rPr>{words}</{prefix}r>"


def _follow(changes: Changes, inside: Sequence[Element], text: str) -> None:
    """Put a text under the one of a comment, as a stretch of its own."""
    whole = the(inside, "text")
    prefix = whole.prefix
    for each in inside:
        if each.name == "t" and each.depth == whole.depth + 1:
            # Of a plain text and of stretches, a comment has one or the other.
            changes.insert(each.start, f"<{prefix}r>")
            changes.insert(each.end, f"</{prefix}r>")
    changes.append(whole, _run(prefix, f"\n{MARK}{text}"))


def _author(content: bytes, found: Sequence[Element], authors: Element) -> int | None:
    """Which of the authors the library is."""
    names = [
        content[each.start : each.end]
        for each in found
        if each.name == "author" and authors.holds(each)
    ]
    ours = f">{AUTHOR}<".encode()
    return next((index for index, name in enumerate(names) if ours in name), None)


def _without_ours(content: bytes) -> tuple[bytes, frozenset[str]]:
    """The part without the library's comments and stretches, and the cells that lost theirs."""
    found = elements(content, deepest=6)
    author = _author(content, found, the(found, "authors"))
    changes = Changes(content)
    gone: set[str] = set()
    marks = (MARK.encode(), "".join(f"&#{ord(sign)};" for sign in MARK).encode())
    for each in found:
        if each.name == "comment" and each.attributes.get("authorId") == str(author):
            changes.cut(each)
            gone.add(each.attributes.get("ref", ""))
        elif each.name == "r" and any(mark in content[each.start : each.end] for mark in marks):
            changes.cut(each)
    return changes.applied(), frozenset(gone)
