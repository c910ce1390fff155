"""What a table of one noun looks like: its columns and the headers they are known by."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.model.dataset import Record
from guangongwei.model.numbers import Unit
from guangongwei.tabular.cells import CODE, Fault, Kind, content
from guangongwei.tabular.safe_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

_REQUIRED_MARK = "*"
_OTHER_UNIT = re.compile(r"(.+)\((?:分钟?|秒|天|课时|学时|[万千百]元?|美元|[万千百]?人次?)\)")


@final
@frozen(kw_only=True)
class Column:
    """One field of a noun as a column of its table."""

    field: str
    #: What templates and written tables say.
    header: str
    kind: Kind
    #: What is read as the same column besides; brackets, blanks and width never matter.
    synonyms: tuple[str, ...] = ()
    #: Whether a row without it is left out.
    required: bool = False
    unit: Unit | None = None
    #: The fields that it fills at once, where it is not the one field it is named after.
    spread: tuple[str, ...] = ()
    #: Whether it names an organisation, by 编号 or by a name that only one bears.
    refers: bool = False
    #: Whether templates have it; other columns are written only where a record needs them.
    offered: bool = True
    example: str = ""

    def meaning(self, cell: str) -> object:
        """What a cell means here, or the `Fault` in it."""
        text = content(cell)
        if isinstance(text, Fault):
            return text
        value = self.kind.parse(text) if text else self.kind.blank
        return Fault("T101") if self.required and value == self.kind.blank else value

    def value(self, record: Record) -> object:
        """What a record has for this column."""
        if self.spread:
            return tuple(getattr(record, field) for field in self.spread)
        return getattr(record, self.field)

    def parts(self, value: Any) -> dict[str, object]:
        """What the fields that it fills at once are for one value."""
        return dict(zip(self.spread, value, strict=True))

    def cell(self, value: object) -> str | None:
        """The cell that means a value, None where no cell does; an empty text is no value."""
        blank = self.kind.blank
        if value == blank or (value == "" and blank is None):
            return None if self.required else ""
        cell = escaped(self.kind.write(value))
        meant = self.meaning(cell)
        kept = meant.kept if isinstance(meant, Fault) else meant
        return cell if kept == value else None


@final
@frozen(kw_only=True)
class Layout:
    """The table of one noun."""

    noun: type[Record]
    #: 单位, 服务记录: what its file is called and what 报送情况 calls it.
    name: str
    synonyms: tuple[str, ...]
    columns: tuple[Column, ...]
    #: The headers of columns that must not be sent, for what they say about a child.
    refused: re.Pattern[str] | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row of the template."""
        return tuple(column.header for column in self.columns if column.offered)

    @cached_property
    def _by_header(self) -> dict[str, Column]:
        return {
            normal(name): column
            for column in self.columns
            for name in (column.header, *column.synonyms)
        }

    def column(self, header: str) -> Column | None:
        """The column that a header means."""
        return self._by_header.get(normal(header))

    def column_in_other_unit(self, header: str) -> Column | None:
        """The column that a header would mean if its unit were the column's."""
        match = _OTHER_UNIT.fullmatch(normal(header))
        return self._by_header.get(match[1]) if match else None

    def refuses(self, header: str) -> bool:
        """Say whether a column under this header must not be in the table at all."""
        pattern = self.refused
        return bool(pattern and pattern.fullmatch(normal(header))) and not self.column(header)

    def known(self, headers: Iterable[str]) -> frozenset[str]:
        """The fields that the headers mean."""
        found = (self._by_header.get(normal(each)) for each in headers)
        return frozenset(column.field for column in found if column)

    def missing(self, headers: Iterable[str]) -> tuple[Column, ...]:
        """The required columns that the headers lack."""
        known = self.known(headers)
        return tuple(each for each in self.columns if each.required and each.field not in known)


def column(
    field: str,
    header: str,
    kind: Kind,
    synonyms: str = "",
    *,
    required: bool = False,
    unit: Unit | None = None,
    spread: tuple[str, ...] = (),
    refers: bool = False,
    offered: bool = True,
    example: str = "",
) -> Column:
    """A column whose synonyms have blanks between them."""
    return Column(
        field=field,
        header=header,
        kind=kind,
        synonyms=tuple(synonyms.split()),
        required=required,
        unit=unit,
        spread=spread,
        refers=refers,
        offered=offered,
        example=example,
    )


def id_column(synonyms: str, *, example: str, kind: Kind = CODE) -> Column:
    """The column of the ids of a noun."""
    return column("id", "编号", kind, synonyms, required=True, example=example)


def organisation_column(header: str, synonyms: str) -> Column:
    """The column of the organisation that a record belongs to."""
    synonyms += " 单位 单位名称 学校 学校名称 学校编号 单位代码"
    return column(
        "organisation", header, CODE, synonyms, required=True, refers=True, example="D021"
    )


def normal(header: str) -> str:
    """A header without what does not matter: width, blanks, the mark of a required column."""
    return "".join(unicodedata.normalize("NFKC", header).split()).strip(_REQUIRED_MARK)
