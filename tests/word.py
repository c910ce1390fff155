"""Word documents made by hand: the XML of their parts in a zip file, nothing else taking part."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from guangongwei.plans import docx_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:r="{OFFICE}"'
)
#: The parts that a document may have besides its own, and the roots of their XML.
ROOTS: Final = {
    "numbering": "numbering",
    "styles": "styles",
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def run(text: str, properties: str = "") -> str:
    """A run of text; its line ends and tabs become those of Word."""
    inner = re.sub(
        r"[^\n\t]+",
        lambda match: f'<w:t xml:space="preserve">{escape(match[0])}</w:t>',
        text,
    )
    inner = inner.replace("\n", "<w:br/>").replace("\t", "<w:tab/>")
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def paragraph(
    content: str,
    *,
    in_list: tuple[int, int] | None = None,
    style: str = "",
    mark: str = "",
) -> str:
    """A paragraph; content that is no XML is its text, `mark` is about its end."""
    inner = content if content.startswith("<") else run(content) if content else ""
    told = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if in_list is not None:
        told += f'<w:numPr><w:ilvl w:val="{in_list[1]}"/><w:numId w:val="{in_list[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{told}<w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def level(
    at: int,
    text: str,
    *,
    numbering: str = "decimal",
    start: int = 1,
    suffix: str = "nothing",
    more: str = "",
) -> str:
    """One level of a definition of lists."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{numbering}"/>{more}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val={quoteattr(text)}/></w:lvl>'
    )


def definition(number: int, *levels: str, more: str = "") -> str:
    """A definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def a_list(number: int, of: int, starts: Mapping[int, int] | None = None, more: str = "") -> str:
    """A list of a definition, whose levels may start anew."""
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{anew}{more}</w:num>'


def document(*blocks: str, away: tuple[str, ...] = (), **parts: str) -> bytes:
    """A .docx file of these paragraphs and tables; other parts by the names of `ROOTS`.

    The parts that are `away` have an address on another machine.
    """
    files = {
        "word/document.xml": xml("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"),
        **{f"word/{name}.xml": xml(ROOTS[name], content) for name, content in parts.items()},
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{WORD}.{_kind(name)}+xml"/>' for name in files
    )
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relations(
                {name: f"{name}.xml" for name in parts}, away=away
            ),
            **files,
        }
    )


def _kind(name: str) -> str:
    stem = name.removeprefix("word/").removesuffix(".xml")
    return "document.main" if stem == "document" else stem


def xml(root: str, content: str) -> str:
    """A part with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{content}</w:{root}>'


def relations(targets: Mapping[str, str], base: str = OFFICE, *, away: tuple[str, ...] = ()) -> str:
    """What a part is related to, by the last word of the kind of relation."""
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    listed += "".join(
        f'<Relationship Id="away{number}" Type="{base}/{kind}" TargetMode="External" '
        f'Target="http://away.example/{kind}.xml"/>'
        for number, kind in enumerate(away)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def package(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


_CHINESE = "[一二三四五六七八九十]+"
#: What a plan's marks are counted in, and what Word calls it.
_COUNTED = (
    (_CHINESE, "chineseCounting"),
    (_CHINESE, "chineseCountingThousand"),
    (_CHINESE, "japaneseCounting"),
    ("[0-9]{1,3}", "decimal"),
    ("[０-９]{1,3}", "decimalFullWidth"),
    ("[①-⑳]", "decimalEnclosedCircle"),
    ("[⑴-⒇]", "decimalEnclosedParen"),
    ("[㈠-㈩]", "ideographEnclosedCircle"),
)
#: Signs that are marks by themselves.
_SELF_CONTAINED = tuple(signs for signs, _ in _COUNTED[-3:])
_BLANKS = "[ \\t\u3000\u00a0]*"
_SUFFIXES = {"": "nothing", " ": "space", "\t": "tab"}


def with_automatic_numbers(text: str, *, counted: Iterable[tuple[str, str]] = _COUNTED) -> bytes:
    """A text as a document in which no number at the front of a line is typed by hand.

    Each kind of mark is a definition of its own; where numbers do not follow one another, a new
    list begins with the number that is next.
    """
    kept = tuple(counted)
    definitions: dict[tuple[str, str, str], int] = {}
    lists, blocks = list[str](), list[str]()
    last: dict[int, tuple[int, int]] = {}
    for line in text.splitlines():
        found = _numbered(line, kept)
        if found is None:
            blocks.append(paragraph(line))
            continue
        shape, ordinal, words = found
        of = definitions.setdefault(shape, len(definitions) + 1)
        number, before = last.get(of, (0, -1))
        if ordinal != before + 1:
            number = len(lists) + 1
            lists.append(a_list(number, of, {0: ordinal}))
        last[of] = number, ordinal
        blocks.append(paragraph(words, in_list=(number, 0)))
    told = "".join(
        definition(number, level(0, mark, numbering=numbering, suffix=suffix))
        for (mark, numbering, suffix), number in definitions.items()
    )
    return document(*blocks, numbering=told + "".join(lists))


def _numbered(
    line: str, counted: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str, str], int, str] | None:
    """How a line's number is shown, the number, and the words after it."""
    for signs, numbering in counted:
        match = re.match(
            rf"({_BLANKS}[（(第]?)({signs})([）)]?[、.．]?|是|章|部分)({_BLANKS})(?=\S)", line
        )
        if match is None or not (match[3] or signs in _SELF_CONTAINED):
            continue
        shown = {docx_formats.written(each, numbering): each for each in range(1, 400)}
        if match[2] in shown:
            blank = match[4] if match[4] in _SUFFIXES else ""
            words = match[4].removeprefix(blank) + line[match.end() :]
            return (f"{match[1]}%1{match[3]}", numbering, _SUFFIXES[blank]), shown[match[2]], words
    return None
