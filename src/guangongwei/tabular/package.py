"""A workbook's package to which parts are added, with every other part as it was."""

from __future__ import annotations

import posixpath
import re
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import frozen

from guangongwei.tabular.splicing import Changes, elements, escaped_xml, in_utf8, the

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.archive import Archive
    from guangongwei.tabular.splicing import Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_NUMBER = re.compile(r"[0-9]{1,9}")


@final
@frozen
class Relation:
    """One way from a part to another."""

    id: str
    #: The last word of its type: ``worksheet``, ``comments``.
    kind: str
    #: Where the other part lies.
    part: str


@final
@frozen
class SheetPart:
    """A sheet of a workbook, and the part it lies in."""

    name: str
    part: str


@final
class Package:
    """The parts of a workbook, some of them changed, some added."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._changed: dict[str, bytes] = {}
        #: What is put into parts that are too long to be held: at which byte, and what.
        self._inserted: dict[str, tuple[int, bytes]] = {}
        roots = {each.kind: each.part for each in self.relations("")}
        self.workbook = roots.get("officeDocument", "xl/workbook.xml")
        #: As a workbook of the strict kind names its namespaces, and as any other does.
        strict = b"purl.oclc.org/ooxml/spreadsheetml/main" in self.read(self.workbook)
        host = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
        year = "" if strict else "/2006"
        self.main = f"{host}/spreadsheetml{year}/main"
        self.linked = f"{host}/officeDocument{year}/relationships"

    def __contains__(self, part: str) -> bool:
        return part in self._changed or part in self._archive

    def read(self, part: str) -> bytes:
        """A part as it stands now, in UTF-8.

        Raises:
            Refused: There is no such part, or it should not be read.
        """
        known = self._changed.get(part)
        return in_utf8(self._archive.read(part)) if known is None else known

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part as they lie in the file."""
        return self._archive.chunks(part)

    def put(self, part: str, content: bytes) -> None:
        """Replace a part, or add it."""
        self._changed[part] = content

    def insert(self, part: str, place: int, xml: bytes) -> None:
        """Put something into a part at a byte, whatever its length."""
        self._inserted[part] = (place, xml)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The ways from a part to others within the package."""
        lying_in = _relations_of(part)
        if lying_in not in self:
            return ()
        folder = posixpath.dirname(part)
        found: list[Relation] = []
        for each in elements(self.read(lying_in), deepest=2):
            told = each.attributes
            if each.name == "Relationship" and told.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, told.get("Target", "")))
                kind = told.get("Type", "").rpartition("/")[2]
                found.append(Relation(told.get("Id", ""), kind, target.lstrip("/")))
        return tuple(found)

    def relate(self, part: str, kind: str, target: str) -> str:
        """The id of a new way from a part to another."""
        lying_in = _relations_of(part)
        if lying_in not in self:
            self.put(lying_in, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        content = self.read(lying_in)
        root, *others = elements(content, deepest=2)
        taken = {each.attributes.get("Id", "") for each in others}
        id_ = next(made for number in count(1) if (made := f"rId{number}") not in taken)
        changes = Changes(content)
        changes.append(
            root,
            f'<{root.prefix}Relationship Id="{id_}" Type="{self.linked}/{kind}" '
            f'Target="/{escaped_xml(target)}"/>',
        )
        self.put(lying_in, changes.applied())
        return id_

    def declare(self, part: str, kind: str) -> None:
        """Say of what type a new part is."""
        content = self.read(_TYPES)
        root = elements(content, deepest=1)[0]
        changes = Changes(content)
        changes.append(
            root, f'<{root.prefix}Override PartName="/{escaped_xml(part)}" ContentType="{kind}"/>'
        )
        self.put(_TYPES, changes.applied())

    def new_name(self, pattern: str) -> str:
        """The name of a part that is not there yet: the pattern with a number for its braces."""
        taken = {each.casefold() for each in (*self._archive.names, *self._changed)}
        names = (pattern.format(number) for number in count(1))
        return next(name for name in names if name.casefold() not in taken)

    def sheets(self) -> tuple[SheetPart, ...]:
        """The sheets of rows and columns, in their order."""
        ways = {each.id: each for each in self.relations(self.workbook)}
        listed = [each for each in self._workbook_elements() if each.name == "sheet"]
        found: list[SheetPart] = []
        for each in listed:
            way = ways.get(each.attributes.get(f"{self.linked} id", ""))
            if way is not None and way.kind == "worksheet" and way.part in self:
                found.append(SheetPart(each.attributes.get("name", ""), way.part))
        return tuple(found)

    def add_sheet(self, name: str, content: bytes, kind: str) -> None:
        """Add a sheet behind the others; one of this name that is there is written anew."""
        for each in self.sheets():
            if each.name == name:
                self.put(each.part, content)
                return
        part = self.new_name("xl/worksheets/sheet{}.xml")
        self.put(part, content)
        self.declare(part, kind)
        id_ = self.relate(self.workbook, "worksheet", part)
        listed = self._workbook_elements()
        parent = the(listed, "sheets")
        ids = [each.attributes.get("sheetId", "") for each in listed if each.name == "sheet"]
        number = 1 + max((int(each) for each in ids if _NUMBER.fullmatch(each)), default=0)
        changes = Changes(self.read(self.workbook))
        changes.append(
            parent,
            f'<{parent.prefix}sheet xmlns:r="{self.linked}" name="{escaped_xml(name)}" '
            f'sheetId="{number}" r:id="{id_}"/>',
        )
        self.put(self.workbook, changes.applied())

    def _workbook_elements(self) -> tuple[Element, ...]:
        return elements(self.read(self.workbook))

    def write(self, target: BinaryIO) -> None:
        """Write the package, the parts in their order and the new ones behind them."""
        new = [each for each in self._changed if each not in self._archive]
        with ZipFile(target, "w", ZIP_DEFLATED) as made:
            for name in (*self._archive.names, *new):
                if name.endswith("/"):
                    continue
                entry = ZipInfo(name)
                entry.compress_type = ZIP_DEFLATED
                with made.open(entry, "w") as part:
                    for chunk in self._written(name):
                        part.write(chunk)

    def _written(self, name: str) -> Iterator[bytes]:
        if name in self._changed:
            yield self._changed[name]
            return
        place, xml = self._inserted.get(name, (-1, b""))
        reached = 0
        for chunk in self._archive.chunks(name):
            here = place - reached
            if 0 <= here < len(chunk):
                yield chunk[:here] + xml + chunk[here:]
            else:
                yield chunk
            reached += len(chunk)


def _relations_of(part: str) -> str:
    """Where the ways from a part are told; those of the package itself, for no part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
