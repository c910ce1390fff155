"""What the columns of a database hold of a record: its fields, typed, for whoever asks in SQL.

The line of a record is the truth, and its columns are made from it when it is written. A number or
a yes/no that is absent is NULL, and the column ``…_absence`` beside it says why: 不详, 未报送. Whole
numbers are NUMERIC, for those of a record have no largest one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any, cast, final, get_args

import attrs
from attrs import frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.period import Period
from guangongwei.model.reporting import Return
from guangongwei.storage.keys import NOUNS, REFERENCES, Noun
from guangongwei.storage.matching import FIELDS
from guangongwei.tabular.columns import LAYOUTS

if TYPE_CHECKING:
    from guangongwei.storage.envelope import Line
    from guangongwei.storage.schema import Plain

#: What PostgreSQL reads as the value of a column; None is NULL.
Cell = str | None
_Cells = tuple[Cell, ...]


#: What stands for NULL in rows that are copied in; a text that is the same is escaped.
NULL = "\x01"
#: So many days are kept in mind; those of a year or two come again and again.
_REMEMBERED = 4096


@final
class _Days(dict[date, str]):
    """Days as texts, of those that come again and again only once."""

    def __missing__(self, day: date) -> str:
        text = day.isoformat()
        if len(self) < _REMEMBERED:
            self[day] = text
        return text


_DAYS = _Days()


@final
@frozen(kw_only=True)
class Column:
    """One column of a noun's table."""

    name: str
    #: ``text``, ``numeric``, ``boolean``, ``date``, ``text[]`` or ``jsonb``.
    type: str
    #: The Chinese header of the field.
    comment: str
    is_indexed: bool = False


@final
@frozen(kw_only=True)
class Field:
    """The columns that one field of a noun fills."""

    name: str
    columns: tuple[Column, ...]
    #: From what a line tells of the field to the cells of the columns.
    cells: Callable[[Any], _Cells]
    #: Of a line that leaves the field out.
    default: _Cells
    #: The same for each column from the record itself, as code; none where its line is needed.
    gives: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Shape:
    """The table of a noun."""

    noun: Noun
    name: str
    comment: str
    #: The column of the key.
    key: str
    fields: tuple[Field, ...]

    @cached_property
    def _ways(self) -> tuple[tuple[str, Callable[[Any], _Cells], _Cells], ...]:
        return tuple((each.name, each.cells, each.default) for each in self.fields)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns made of fields, in their order."""
        return tuple(column for field in self.fields for column in field.columns)

    @cached_property
    def told(self) -> Callable[[Any], list[Cell] | None]:
        """What makes the same as `cells` from a record itself; None where its line is needed."""
        cells = self._given
        return self._made(f"[{', '.join(cells)}]" if cells else "None", None)

    @cached_property
    def row(self) -> Callable[[Any], str | None]:
        """The same with tabs between the cells, and `NULL` for what is not there."""
        cells = self._given
        told = "\t".join(f"{{{each}}}" for each in cells)
        return self._made(f"f'''{told}'''" if cells else "None", NULL)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        """Each cell of a record without a source, as code; none where lines are needed."""
        if not all(each.gives for each in self.fields):
            return ()
        return tuple(give.format(each.name) for each in self.fields for give in each.gives)

    def _made(self, code: str, null: Cell) -> Callable[[Any], Any]:
        scope: dict[str, Any] = {"Absence": Absence, "texts": _texts, "days": _DAYS, "null": null}
        given = f"lambda record: {code} if record.source is None else None"
        made: Callable[[Any], Any] = eval(given, scope)  # noqa: S307  (made of the names of our own fields alone)
        return made

    def cells(self, line: Line, plain: Plain) -> list[Cell]:
        """What the columns made of fields hold of a line; `plain` is its record."""
        found: list[Cell] = []
        for name, cells, default in self._ways:
            found += cells(plain[name]) if name in plain else default
        if self.noun is Return:
            found += json.loads(line.key)[2:]
        return found


#: What the columns of a standard are called; no table of the folder holds it.
_STANDARD = {
    "id": "编号",
    "programme": "项目",
    "edition": "版本",
    "clauses": "条款表",
    "bands": "等次表",
    "since": "施行日期",
    "profile_of": "所依标准",
}
#: Fields by which records are joined, and days by which they are cut, are looked up by an index.
_LOOKED_UP = {*REFERENCES, "on", "started"}


def _one(value: Any) -> _Cells:
    return (None if value is None else str(value),)


def _flag(value: Any) -> _Cells:
    return (None if value is None else "true" if value else "false",)


def _or_absent(cells: Callable[[Any], _Cells]) -> Callable[[Any], _Cells]:
    def either(value: Any) -> _Cells:
        if isinstance(value, dict):
            return (None, str(cast("Plain", value)["absence"]))
        return (*cells(value), None)

    return either


def _texts(value: Any) -> _Cells:
    quoted = (each.replace("\\", "\\\\").replace('"', '\\"') for each in value)
    listed = ",".join(f'"{each}"' for each in quoted)
    return (f"{{{listed}}}",)


def _json(value: Any) -> _Cells:
    return (None if value is None else json.dumps(value, ensure_ascii=False, default=str),)


def _kind(types: set[type], annotation: Any) -> tuple[str, Callable[[Any], _Cells]]:
    """The type of the column for values of these types, and how they are written."""
    if tuple in types:
        inner = get_args(annotation)[0]
        is_text = getattr(inner, "__supertype__", inner) is str
        return ("text[]", _texts) if is_text else ("jsonb", _json)
    if bool in types:
        return "boolean", _flag
    if types & {int, Decimal}:
        return "numeric", _one
    return ("date" if date in types else "text"), _one


#: The cell of a column of each type, as code, of a value that is there.
_GIVES = {
    "text": "value",
    "numeric": "str(value)",
    "boolean": '"true" if value else "false"',
    "date": "days[value]",
    "text[]": "texts(value)[0]",
}


def _gives(column: str, types: set[type]) -> tuple[str, ...]:
    """How the cells of a column are made of what a record holds; none where its line is needed."""
    if column == "jsonb" or {Absence, NoneType} <= types:
        return ()
    is_word = column == "text" and any(issubclass(each, Enum) for each in types)
    give = "value.value" if is_word else _GIVES[column]
    held = "(value := record.{})"
    if Absence in types:
        is_absent = f"type{held} is Absence"
        return f"null if {is_absent} else {give}", f"value.value if {is_absent} else null"
    if NoneType in types:
        return (f"null if {held} is None else {give}",)
    return (give.replace("value", "record.{}", 1),)


def _plain_default(value: Any) -> Any:
    """A default as a line would tell it."""
    if isinstance(value, Absence):
        return {"absence": value.value}
    return value.value if isinstance(value, Enum) else value


def _field(noun: Noun, attribute: attrs.Attribute[Any], header: str) -> Field:
    name = attribute.name
    types = {*FIELDS[noun][name]}
    column, cells = _kind(types, attribute.type)
    columns = [Column(name=name, type=column, comment=header, is_indexed=name in _LOOKED_UP)]
    if Absence in types:
        cells = _or_absent(cells)
        columns.append(Column(name=f"{name}_absence", type="text", comment=f"{header}: 缺因"))
    is_given = attribute.default is not attrs.NOTHING
    default = cells(_plain_default(attribute.default)) if is_given else (None,) * len(columns)
    return Field(
        name=name,
        columns=tuple(columns),
        cells=cells,
        default=default,
        gives=_gives(column, types),
    )


def _period() -> Field:
    """The period of a return; its cells are in its key."""
    parts = (("period_kind", "text"), ("period_start", "date"), ("period_stop", "date"))
    words = ("时期种类", "时期首日", "时期末日的次日")
    columns = tuple(
        Column(name=name, type=of, comment=word)
        for (name, of), word in zip(parts, words, strict=True)
    )
    return Field(name="period", columns=columns, cells=lambda _: (), default=())


def _source() -> Field:
    column = Column(name="source", type="jsonb", comment="出处")
    # Where there is one, the line says it.
    return Field(name="source", columns=(column,), cells=_json, default=(None,), gives=("null",))


def _shape(noun: Noun) -> Shape:
    layout = next((each for each in LAYOUTS if each.noun is noun), None)
    headers = {each.field: each.header for each in layout.columns} if layout else _STANDARD
    key = "key" if noun is Return else "id"
    attrs.resolve_types(noun)
    fields = [
        _field(noun, each, headers[each.name])
        for each in attrs.fields(noun)
        if each.name in FIELDS[noun] and each.name != key and each.type is not Period
    ]
    fields.append(_source())
    if noun is Return:
        fields.append(_period())
    name = "".join(f"_{each.lower()}" if each.isupper() else each for each in noun.__name__)
    return Shape(
        noun=noun,
        name=name.strip("_"),
        comment=layout.name if layout else "标准",
        key=key,
        fields=tuple(fields),
    )


#: The table of each noun.
SHAPES = {noun: _shape(noun) for noun in NOUNS.values()}
