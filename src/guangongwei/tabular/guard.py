"""What a file is, told by its first bytes, and why it is not read if it is not."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, is_archive
from guangongwei.compound import SIGNATURE
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from guangongwei.archive import Archive, Refused
    from guangongwei.errors import Place, Problem

#: So many bytes tell what a file is.
ENOUGH = 4096

_OTHERS = (
    b"%PDF",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    # Spreadsheets from before 1993.
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!doctype|<!--|<html|<head|<body|<table|<meta|<style|<div"
    rb"|<script|mime-version:)",
    re.IGNORECASE,
)


@final
class Format(Enum):
    """What a file is, as far as it matters to whoever reads tables."""

    TEXT = "text"
    ARCHIVE = "archive"
    #: The old container of .xls and .doc, and of every workbook with a password.
    OLE = "compound file"
    PAGE = "web page"
    OTHER = "other"


@final
class Package(Enum):
    """What an archive is."""

    WORKBOOK = "workbook"
    OPEN_DOCUMENT = "open document"
    OTHER = "other"


_REFUSALS = {
    Danger.DAMAGED: "T302",
    Danger.PROTECTED: "T301",
    Danger.MISLEADING: "T307",
    Danger.TOO_LARGE: "T304",
    Danger.DOCUMENT_TYPE: "T303",
    Danger.TOO_DEEP: "T306",
    Danger.NOT_XML: "T302",
}


def format_of(first: bytes) -> Format:
    """What a file that begins so is."""
    if is_archive(first):
        return Format.ARCHIVE
    if first.startswith(SIGNATURE):
        return Format.OLE
    if first.startswith(_OTHERS):
        return Format.OTHER
    narrow = first.replace(b"\0", b"") if first.startswith((b"\xff\xfe", b"\xfe\xff")) else first
    return Format.PAGE if _PAGE.match(narrow.lstrip(b"\xff\xfe")) else Format.TEXT


def package_of(archive: Archive) -> Package:
    """What an archive is, by the parts that it has."""
    names = archive.names
    if "xl/workbook.xml" in archive or any(name.endswith("/workbook.xml") for name in names):
        return Package.WORKBOOK
    is_open = "content.xml" in archive and "mimetype" in archive
    return Package.OPEN_DOCUMENT if is_open else Package.OTHER


def refusal(error: Refused, place: Place) -> Problem:
    """Why a package is not read, as the problem of a table."""
    return problem(_REFUSALS[error.danger], place)
