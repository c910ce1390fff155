"""What a table of one noun looks like: its columns and the headers they are known by."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.model.dataset import Record
from guangongwei.model.numbers import Unit
from guangongwei.tabular import units
from guangongwei.tabular.cells import CODE, Fault, Kind
from guangongwei.tabular.safe_text import BLANKS, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.tabular.grid import Value

_ONE = Fraction(1)
_REQUIRED_MARKS = "*★※"
_REQUIRED_WORD = re.compile(r"\((?:必填|选填|必填项|选填项)\)")
_UNSEEN = dict.fromkeys(map(ord, BLANKS))
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

    @property
    def names(self) -> tuple[str, ...]:
        """Its header and whatever else is read as it."""
        return (self.header, *self.synonyms)

    def meaning(self, cell: Value) -> object:
        """What a cell means here, or the `Fault` in it."""
        value = self.kind.meaning(cell)
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
    #: What fields are where no column of a file fills them.
    fixed: tuple[tuple[str, object], ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row of the template."""
        return tuple(column.header for column in self.columns if column.offered)

    @cached_property
    def _by_header(self) -> dict[str, Column]:
        return {normal(name): column for column in self.columns for name in column.names}

    def column(self, header: str) -> Column | None:
        """The column that a header means."""
        return self._by_header.get(normal(header))

    def column_in_unit(self, header: str) -> tuple[Column, Fraction] | None:
        """The column that a header means, and what numbers under it are multiplied by."""
        column = self.column(header)
        if column is not None:
            return column, _ONE
        stated = units.split(normal(header))
        column = self._by_header.get(stated[0]) if stated else None
        by = units.factor(stated[1], column.unit) if stated and column else None
        return (column, by) if column and by else None

    def column_in_other_unit(self, header: str) -> Column | None:
        """The column that a header would mean if its unit were the column's."""
        match = _OTHER_UNIT.fullmatch(normal(header))
        return self._by_header.get(match[1]) if match else None

    def chosen(self, headers: tuple[str, ...]) -> str:
        """The first of several headers of one column that the table knows, else the first."""
        known = (each for each in headers if self.column_in_unit(each) or self.refuses(each))
        return next(known, headers[0] if headers else "")

    def refuses(self, header: str) -> bool:
        """Say whether a column under this header must not be in the table at all."""
        pattern = self.refused
        return bool(pattern and pattern.fullmatch(normal(header))) and not self.column(header)

    def known(self, headers: Iterable[str]) -> frozenset[str]:
        """The fields that the headers mean."""
        found = map(self.column_in_unit, headers)
        return frozenset(each[0].field for each in found if each)

    def missing(self, headers: Iterable[str]) -> tuple[Column, ...]:
        """The required columns that the headers lack."""
        known = self.known(headers).union(field for field, _ in self.fixed)
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


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """A header without what does not matter: width, blanks, the mark of a required column."""
    plain = unicodedata.normalize("NFKC", header).translate(_UNSEEN).strip(_REQUIRED_MARKS)
    return _REQUIRED_WORD.sub("", plain)
