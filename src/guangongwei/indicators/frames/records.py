"""Records as tables of an engine, and tables as records again.

A blank is a blank in a table: why there is no number (未报送, 不适用) is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

import attrs

from guangongwei.errors import BadArgument
from guangongwei.indicators.frames.backend import PLACES, Cells, Kind, collected, made, nw, opened
from guangongwei.indicators.frames.columns import HEADERS, ROW, Holds, holds, noun_of
from guangongwei.indicators.frames.failing import told_plainly
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.ground import Sent
from guangongwei.indicators.paths import KNOWN
from guangongwei.model.care import CareCase, CaseLevel, Step, StepKind
from guangongwei.model.dataset import TABLES, Dataset, Record
from guangongwei.model.numbers import Absence, is_blank
from guangongwei.model.period import parse_period
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Assessment, ClauseId, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guangongwei.indicators.ground import Spans
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.period import Period
    from guangongwei.model.standard import Standard

Backend = Literal["polars", "pandas", "pandas[pyarrow]", "pyarrow"]
W = TypeVar("W", bound=Enum)
#: Tables by noun, or by what their noun is called in Chinese.
ByNoun: TypeAlias = Mapping[Any, Any]

_KINDS = {
    Holds.TEXT: Kind.TEXT,
    Holds.WHOLE: Kind.WHOLE,
    Holds.NUMBER: Kind.NUMBER,
    Holds.DAY: Kind.DAY,
    Holds.FLAG: Kind.FLAG,
    Holds.TEXTS: Kind.TEXTS,
    Holds.OTHER: Kind.TEXT,
}


def from_records(
    dataset: Dataset, backend: Backend = "polars", *, chinese: bool = False, numbered: bool = False
) -> dict[type[Record], Any]:
    """The records of every noun as a table of an engine.

    Args:
        dataset: The records.
        backend: The engine; DuckDB, Ibis and PySpark take what ``"pyarrow"`` gives.
        chinese: Name the columns by their 中文 headers.
        numbered: Add a column that keeps the order of the records, for engines that keep none.

    Raises:
        BadArgument: There is no such engine, or a text holds the sign that stands between texts.
    """
    if backend not in get_args(Backend):
        raise BadArgument("backend", f"one of {', '.join(get_args(Backend))}")
    engine = "pyarrow" if backend == "pandas[pyarrow]" else backend
    like = nw.from_dict({"_": []}, backend=engine)
    found: dict[type[Record], Any] = {}
    for noun in TABLES:
        cells = _cells(noun, dataset.records(noun), joins=backend == "pandas")
        if numbered:
            cells["row"] = Cells(Kind.WHOLE, list(range(len(dataset.records(noun)))))
        if chinese:
            headers = HEADERS[noun] | dict([ROW])
            cells = {headers[name]: each for name, each in cells.items()}
        found[noun] = made(like, cells).to_native()
    if backend == "pandas[pyarrow]":
        nw.from_dict({"_": []}, backend="pandas")
        pd: Any = nw.dependencies.get_pandas()
        found = {noun: each.to_pandas(types_mapper=pd.ArrowDtype) for noun, each in found.items()}
    return found


def _cells(noun: type[Record], records: Iterable[Record], *, joins: bool) -> dict[str, Cells]:
    kept = tuple(records)
    found: dict[str, Cells] = {}
    for name in HEADERS[noun]:
        held = holds(noun, name)
        assert held is not None  # noqa: S101  (it has a header)
        values = [_cell(getattr(each, name), held) for each in kept]
        kind = _KINDS[held]
        if kind is Kind.TEXTS and joins:
            values = [_joined(each, name) for each in values]
            kind = Kind.TEXT
        found[name] = Cells(kind, values)
    return found


def _joined(texts: tuple[str, ...], name: str) -> str:
    if any("、" in each for each in texts):
        raise BadArgument(name, "texts without 、, which stands between them in pandas")
    return "、".join(texts)


def _cell(value: Any, held: Holds) -> Any:
    if is_blank(value):
        return None
    if held is Holds.OTHER:
        return _told(value)
    if held is Holds.NUMBER and value != round(value, PLACES):
        raise BadArgument("records", f"numbers of at most {PLACES} digits after the point")
    if held is Holds.TEXTS:
        texts: tuple[str, ...] = value
        return list(texts)
    return getattr(value, "value", value)


def _told(value: Any) -> str:
    """Steps and scores as JSON, a period by its label."""
    if not isinstance(value, tuple):
        return str(value)
    return json.dumps(list(map(_plain, value)), ensure_ascii=False)  # pyright: ignore[reportUnknownArgumentType]  # parts of records


def _plain(part: Any) -> dict[str, str]:
    held = {each.name: getattr(part, each.name) for each in attrs.fields(part.__class__)}
    return {
        name: str(getattr(value, "value", value))
        for name, value in held.items()
        if value is not None
    }


@told_plainly
def to_records(tables: ByNoun, *, standards: Iterable[Standard] = ()) -> Dataset:
    """The records that tables hold, every one of them; for tables that fit into memory.

    Raises:
        BadArgument: A table or a column is missing or not of its type, or a word is not one of a
            closed vocabulary.
    """
    given = Tables(given=given_of(tables), unique_ids=True)
    fields: dict[str, Any] = {TABLES[noun]: tuple(records_of(given, noun)) for noun in given.given}
    return Dataset(**fields, standards=tuple(standards))


def given_of(tables: ByNoun) -> dict[type[Record], Any]:
    """The caller's tables by noun, as narwhals sees them."""
    found: dict[type[Record], Any] = {}
    for name, table in tables.items():
        noun = noun_of(name)
        if noun in found:
            raise BadArgument("tables", f"with one table for {noun.__name__}")
        found[noun] = opened(table, f"tables[{noun.__name__}]")
    engines = {each.implementation for each in found.values()}
    if len(engines) > 1:
        raise BadArgument("tables", "of one engine, all of them")
    return found


def records_of(tables: Tables, noun: type[Record], only: Any = None) -> Iterable[Record]:
    """The first records of a noun that meet a condition, in order where a column keeps it."""
    names = [each for each in HEADERS[noun] if each in tables.columns(noun)]
    for name in HEADERS[noun]:
        tables.need(noun, name)
    frame = tables.plain(noun, names)
    present = frame.collect_schema().names()
    row = [nw.col(each).alias("_row") for each in ROW if each in present]
    columns = [tables.read(noun, each).alias(each) for each in names]
    selected = frame.select(*columns, *row)
    rows = collected(selected if only is None else selected.filter(only))
    if row:
        rows.sort(key=lambda each: each[-1])
    readers = [_reader(tables, noun, name) for name in names]
    cells = list(zip(*rows, strict=True))[: len(names)]
    told = [
        held
        if read is str and isinstance(held[0], str) and None not in held
        else [each if each is None else read(each) for each in held]
        for read, held in zip(readers, cells, strict=False)
    ]
    blank = any(None in each for each in cells)
    for values in zip(*told, strict=True):
        fields = dict(zip(names, values, strict=True))
        if blank:
            fields = {name: each for name, each in fields.items() if each is not None}
        yield noun(**fields)


def sent_in(tables: Tables) -> Sent:
    """For when each organisation has sent each table, as 报送情况 says."""
    for name in HEADERS[Return]:
        tables.need(Return, name)
    names = ("organisation", "table", "period")
    frame = tables.plain(Return, names)
    rows = collected(frame.select(*(tables.read(Return, name).alias(name) for name in names)))
    return _sent(tuple(rows))


@lru_cache(maxsize=4)
def _sent(rows: tuple[tuple[Any, ...], ...]) -> Sent:
    """What the rows of 报送情况 say; those of the last few tables are kept."""
    if any(None in each for each in rows):
        raise BadArgument("tables[Return]", "with 单位编号, 表名 and 时期 in every row")
    periods = {label: _period(label) for label in dict.fromkeys(label for *_, label in rows)}
    spans = {label: (each.start, each.stop) for label, each in periods.items()}
    found: dict[tuple[OrganisationId, str], Spans] = {}
    for organisation, table, label in rows:
        found.setdefault((organisation, table), []).append(spans[label])
    return Sent(found)


def _reader(tables: Tables, noun: type[Record], name: str) -> Callable[[Any], Any]:
    """From a cell that is not blank to the value of a field."""
    held = holds(noun, name)
    if held is Holds.OTHER:
        return _OTHERS[noun, name]
    if held is Holds.TEXTS:
        between = tables.between(noun, name)
        return lambda cell: tuple(each for each in cell.split(between) if each)
    if held is Holds.NUMBER:
        scale = tables.scale(noun, name)
        return lambda cell: Decimal(cell).scaleb(-scale) if scale else Decimal(cell)
    kinds = (each for each in KNOWN[noun][name] if each is not Absence)
    words = next((each for each in kinds if issubclass(each, Enum)), None)
    if words is not None:
        return lambda cell: _word(words, cell, name)
    return str if held is Holds.TEXT else lambda cell: cell


def _word(words: type[W], cell: str, name: str) -> W:
    found = next((each for each in words if each.value == cell), None)
    if found is None:
        known = "、".join(str(each.value) for each in words)
        raise BadArgument(name, f"one of {known}")
    return found


@lru_cache(maxsize=1024)
def _period(cell: str) -> Period:
    period = parse_period(cell)
    if period is None:
        raise BadArgument("period", "a period such as 2024年, 2024年3月 or 2023—2024学年")
    return period


def _step(each: dict[str, str]) -> Step:
    return Step(
        on=date.fromisoformat(each["on"]),
        kind=_word(StepKind, each["kind"], "steps"),
        level=_word(CaseLevel, each["level"], "steps") if "level" in each else None,
        reason=each.get("reason"),
    )


def _score(each: dict[str, str]) -> Score:
    return Score(clause=ClauseId(each["clause"]), points=Decimal(each["points"]))


def _parts(name: str, part: Callable[[Any], Any]) -> Callable[[str], tuple[Any, ...]]:
    """What reads the parts that a cell holds as JSON."""

    def read(cell: str) -> tuple[Any, ...]:
        with suppress(ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
            return tuple(map(part, json.loads(cell)))
        raise BadArgument(name, "written as from_records writes them")

    return read


_OTHERS: dict[tuple[type[Record], str], Callable[[Any], Any]] = {
    (CareCase, "steps"): _parts("steps", _step),
    (Assessment, "scores"): _parts("scores", _score),
    (Return, "period"): _period,
}
