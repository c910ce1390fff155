"""The text of a plan that is a Word document, and what of the document is not in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from guangongwei.errors import Checked, MissingExtra, NotReadable, Problem, Severity, Span
from guangongwei.plans import docx_body
from guangongwei.plans.docx_guard import check
from guangongwei.plans.docx_xml import W

try:
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part, XmlPart
    from docx.oxml import parse_xml
except ImportError as error:
    raise MissingExtra("docx") from error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

#: Headers, notes and comments stand beside the text, and are left out of it.
BESIDE = "P114"

#: What may be said of a document, in the order in which it is said.
_SAID = {
    docx_body.DELETED: (
        "words deleted with tracked changes are left out",
        "Accept or reject the changes if the plan is not to hold both.",
        Severity.NOTE,
    ),
    docx_body.HIDDEN: (
        "hidden text is left out",
        "Show it in the word processor if it belongs to the plan.",
        Severity.WARNING,
    ),
    docx_body.CONTENTS: ("the table of contents is left out", "", Severity.NOTE),
    BESIDE: ("{kinds} are left out", "Put what belongs to the plan into its text.", Severity.NOTE),
    docx_body.PICTURE: (
        "pictures are not read",
        "Type what they show if it belongs to the plan.",
        Severity.NOTE,
    ),
    docx_body.EMBEDDED: (
        "a document inside the document is not read",
        "Copy its text into this one.",
        Severity.WARNING,
    ),
    docx_body.UNKNOWN_FORMAT: (
        "the numbers of a list are written in a way not known here; plain digits stand for them",
        "",
        Severity.WARNING,
    ),
}
_BESIDE = {
    "header": "headers",
    "footer": "footers",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
#: A page number is no text.
_WORDS = re.compile(r"[^\W\d_]")
_OFFICE = "/officeDocument"
_STRICT = "http://purl.oclc.org/"
_KINDS = {
    "spreadsheetml": "it is a workbook, not a document",
    "presentationml": "it is a presentation; copy its text into a document",
}


def text(stream: BinaryIO, name: str) -> Checked[str]:
    """The text of a Word document that is open: each paragraph a line, numbered as it is shown.

    Raises:
        NotReadable: It is damaged or dangerous, or no document of a kind that is read.
    """
    check(stream, name)
    try:
        main = _main_part(stream, name)
        told, said = docx_body.joined(_body(main).pieces())
        kinds = list(dict.fromkeys(_beside(main)))
    except NotReadable:
        raise
    except Exception:  # noqa: BLE001  (whatever refuses the file is a fault of the file)
        # What was raised may show what the file says, so nothing of it goes on.
        raise NotReadable(name, "it is damaged; open it in a word processor and save it.") from None
    if kinds:
        said[BESIDE] = [(0, len(told))]
    return Checked(told, tuple(_problems(said, name, kinds=", ".join(kinds))))


def _main_part(stream: BinaryIO, name: str) -> Part:
    """The part of a package that is the document."""
    package = OpcPackage.open(stream)
    for each in package.rels.values():
        if each.is_external or not each.reltype.endswith(_OFFICE):
            continue
        main: Part = each.target_part
        for kind, reason in _KINDS.items():
            if kind in main.content_type:
                raise NotReadable(name, f"{reason}.")
        if each.reltype.startswith(_STRICT):
            raise NotReadable(name, "it is a Strict document; save it as a Word document (.docx).")
        return main
    raise NotReadable(name, "it is no Word document; save it as .docx or as plain text (.txt).")


def _body(main: Part) -> docx_body.Body:
    related = {
        each.reltype.rpartition("/")[2]: each.target_part
        for each in main.rels.values()
        if not each.is_external
    }
    body = _root(main).find(f"{W}body")
    if body is None:
        raise ValueError
    numbering, styles = related.get("numbering"), related.get("styles")
    return docx_body.Body(
        body,
        numbering=None if numbering is None else _root(numbering),
        styles=None if styles is None else _root(styles),
    )


def _root(part: Part) -> Element:
    """The root of a part; elements of lxml are used as those of the standard library are."""
    root: Any = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    return cast("Element", root)


def _beside(main: Part) -> Iterator[str]:
    """What kinds of text stand beside the document's own."""
    for each in main.rels.values():
        kind = _BESIDE.get(each.reltype.rpartition("/")[2])
        if kind is not None and not each.is_external:
            texts = (text.text or "" for text in _root(each.target_part).iter(f"{W}t"))
            if any(map(_WORDS.search, texts)):
                yield kind


def _problems(
    said: dict[str, list[tuple[int, int]]], name: str, *, kinds: str
) -> Iterator[Problem]:
    """What was left out, each kind once, where it first was."""
    for code, (message, hint, severity) in _SAID.items():
        places = said.get(code)
        if places:
            times = f", in {len(places)} places" if len(places) > 1 else ""
            yield Problem(
                code,
                Span(name, *places[0]),
                message.format(kinds=kinds) + times,
                hint=hint,
                severity=severity,
            )
