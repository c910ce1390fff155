"""Packages of XML parts, such as .xlsx, .docx and .ods, opened with nothing in them trusted.

Whatever a part holds is counted while it is inflated, and XML goes through expat, which is told to
refuse document types: no entity is ever expanded, no address is ever followed, nothing is written.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from enum import Enum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self, final
from xml.parsers import expat

from attrs import field, frozen

from guangongwei.errors import GuangongweiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zipfile import ZipInfo

_CHUNK = 1 << 18
_MIB = 1 << 20
_SIGNATURE = b"PK"
_END_OF_DIRECTORY = b"PK\x05\x06"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCODINGS = (None, "utf-8", "utf-16", "us-ascii")
#: What `zipfile` and `zlib` raise where the bytes are not those of an archive.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@final
class Danger(Enum):
    """Why a package is not read."""

    DAMAGED = "is no archive, or is damaged"
    PROTECTED = "is protected with a password"
    MISLEADING = "has parts of one name, or names that lead out of it"
    TOO_LARGE = "holds more than is read here"
    DOCUMENT_TYPE = "declares a document type or an entity"
    TOO_DEEP = "nests deeper than any document does"
    NOT_XML = "has a part that should be XML and is not"


@final
@frozen
class Refused(GuangongweiError, ValueError):
    """A package is not read, because reading it could do harm or makes no sense."""

    danger: Danger
    #: The part it was found in, where it was in one.
    part: str = ""

    def __str__(self) -> str:
        return f"The file {self.danger.value}."


@final
@frozen(kw_only=True)
class Limits:
    """How much is read: far more than any honest document holds."""

    entries: int = 10_000
    #: Bytes of the directory of an archive.
    directory: int = 4 * _MIB
    #: Bytes of one part and of all parts, inflated.
    part: int = 1024 * _MIB
    total: int = 2048 * _MIB
    #: Beyond so many inflated bytes, an archive may not hold more than `ratio` times what it takes.
    free: int = 64 * _MIB
    ratio: int = 200
    depth: int = 64


LIMITS = Limits()


class Handler(Protocol):
    """Whoever is told what stands in a part; names are of elements in no or any namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...

    def text(self, text: str) -> None:
        """Some of the text of the innermost element, perhaps not all of it."""
        ...


@final
@frozen(eq=False)
class Archive:
    """The parts of a package, each read in chunks and only as far as the limits go."""

    _file: zipfile.ZipFile
    #: Bytes of the whole package, as it lies there.
    size: int
    limits: Limits
    #: How much of each part has been inflated; what is read twice counts once.
    _inflated: dict[str, int] = field(factory=dict[str, int])

    @classmethod
    def of(cls, stream: BinaryIO, limits: Limits = LIMITS) -> Self:
        """The package in a stream, provided that its directory is in order.

        Raises:
            Refused: It is not.
        """
        size = stream.seek(0, 2)
        _check_end(stream, size, limits)
        try:
            archive = cls(zipfile.ZipFile(stream), size, limits)
        except _BROKEN:
            raise Refused(Danger.DAMAGED) from None
        archive.check_directory()
        return archive

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in the order of the directory."""
        return tuple(self._file.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._file.NameToInfo

    def check_directory(self) -> None:
        """Refuse what no package has: names twice, ways out, more than fits into the file."""
        entries = self._file.infolist()
        if len(entries) > self.limits.entries:
            raise Refused(Danger.TOO_LARGE)
        seen: set[str] = set()
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise Refused(Danger.PROTECTED)
            name = entry.filename.casefold()
            if name in seen or _leads_out(entry):
                raise Refused(Danger.MISLEADING)
            seen.add(name)
            if entry.compress_type not in _METHODS:
                raise Refused(Danger.DAMAGED)
        if sum(entry.compress_size for entry in entries) > self.size:
            # Entries that lie on top of one another: each byte would be inflated many times.
            raise Refused(Danger.MISLEADING)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part.

        Raises:
            Refused: There is no such part, it is damaged, or it is more than the limits allow.
        """
        try:
            with self._file.open(name) as part:
                size = 0
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._count(name, size)
                    yield chunk
        except _BROKEN as error:
            if isinstance(error, Refused):
                raise
            raise Refused(Danger.DAMAGED, name) from None

    def _count(self, name: str, size: int) -> None:
        limits = self.limits
        self._inflated[name] = max(size, self._inflated.get(name, 0))
        total = sum(self._inflated.values())
        is_bomb = total > limits.free and total > limits.ratio * self.size
        if is_bomb or size > limits.part or total > limits.total:
            raise Refused(Danger.TOO_LARGE, name)

    def read(self, name: str, most: int = 16 * _MIB) -> bytes:
        """A small part in one piece.

        Raises:
            Refused: As `chunks` does, and where it is larger than that.
        """
        kept: list[bytes] = []
        size = 0
        for chunk in self.chunks(name):
            size += len(chunk)
            if size > most:
                raise Refused(Danger.TOO_LARGE, name)
            kept.append(chunk)
        return b"".join(kept)

    def parse(self, name: str, handler: Handler) -> None:
        """Tell a handler what stands in a part of XML.

        Raises:
            Refused: As `chunks` does, and where it is no XML, or XML with a document type.
        """
        parser = Parser(handler, name, self.limits)
        for chunk in self.chunks(name):
            parser.feed(chunk)
        parser.close()


@final
class Parser:
    """Expat, which tells a handler of elements and refuses what no part of a document has."""

    def __init__(self, handler: Handler, part: str = "", limits: Limits = LIMITS) -> None:
        self._handler = handler
        self._part = part
        self._deepest = limits.depth
        self._depth = 0
        # Names come as namespace and name; without a namespace, as the name alone.
        self._expat = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = handler.text
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    @property
    def position(self) -> int:
        """At which byte the element begins that is told at present."""
        return self._expat.CurrentByteIndex

    def feed(self, chunk: bytes) -> None:
        """Read on.

        Raises:
            Refused: This is no XML, or XML with a document type.
        """
        self._parse(chunk, is_last=False)

    def close(self) -> None:
        """Say that nothing follows.

        Raises:
            Refused: Something should.
        """
        self._parse(b"", is_last=True)

    def _parse(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self._expat.Parse(chunk, is_last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(Danger.NOT_XML, self._part) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._deepest:
            raise Refused(Danger.TOO_DEEP, self._part)
        self._handler.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name.rpartition(" ")[2])

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding and encoding.lower()) not in _ENCODINGS:
            raise Refused(Danger.NOT_XML, self._part)

    def _refuse(self, *_: object) -> None:
        raise Refused(Danger.DOCUMENT_TYPE, self._part)


def is_archive(first: bytes) -> bool:
    """Say whether a file that begins so is an archive, whole or not."""
    return first.startswith(_SIGNATURE)


def _check_end(stream: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse a directory that would fill the memory before its entries could be counted."""
    stream.seek(max(0, size - 0x10000 - 22))
    end = stream.read()
    record = end[end.rfind(_END_OF_DIRECTORY) :]
    if not record.startswith(_END_OF_DIRECTORY) or len(record) < 22:
        raise Refused(Danger.DAMAGED)
    (length,) = struct.unpack("<L", record[12:16])
    if limits.directory < (size if length == 0xFFFFFFFF else length):
        raise Refused(Danger.TOO_LARGE)


def _leads_out(entry: ZipInfo) -> bool:
    """Say whether a name could be taken for a file elsewhere; nothing is ever unpacked by it."""
    name = entry.orig_filename
    path = PurePosixPath(name)
    return (
        path.is_absolute()
        or ".." in path.parts
        or any(sign in name for sign in "\\:\0")
        or stat.S_ISLNK(entry.external_attr >> 16)
    )
