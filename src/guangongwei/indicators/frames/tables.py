"""The caller's tables as one sees them: fields under their names, first records only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, assert_never, final

from attrs import field, frozen

from guangongwei.errors import BadArgument, suggestions
from guangongwei.indicators.frames.backend import (
    BETWEEN,
    Implementation,
    collected,
    joined,
    nw,
    scaled,
)
from guangongwei.indicators.frames.columns import (
    HEADERS,
    NAMES,
    OWNERS,
    ROW,
    Holds,
    default,
    holds,
    is_required,
)
from guangongwei.indicators.frames.native import waiting
from guangongwei.model.dataset import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


#: Digits after the point that pandas keeps of decimal numbers, which it knows as objects only.
DIGITS = 4
#: The column that says which record came first.
_ROW = "_row"
_CALLED = {noun: name for name, noun in NAMES.items()}


@final
@frozen(kw_only=True)
class Tables:
    """The tables of an evaluation by noun, each looked at only as far as it is needed."""

    given: Mapping[type[Record], Any] = field(repr=False)
    #: Whether the caller vouches that no id stands twice in a table.
    unique_ids: bool = False
    _columns: dict[type[Record], dict[str, str]] = field(factory=dict[Any, Any], repr=False)
    _firsts: dict[type[Record], Any] = field(factory=dict[Any, Any], repr=False)
    _schemas: dict[type[Record], Mapping[str, Any]] = field(factory=dict[Any, Any], repr=False)
    _dtypes: dict[tuple[type[Record], str], Any] = field(factory=dict[Any, Any], repr=False)

    def need(self, noun: type[Record], name: str | None = None) -> None:
        """Refuse what cannot be computed from these tables.

        Raises:
            BadArgument: The table, or a column that every record needs, is missing, or a column
                is of a type that no exact figure is computed from.
        """
        if noun not in self.given:
            raise BadArgument("tables", f"with {noun.__name__} ({_CALLED[noun]}) among them")
        if name is None:
            return
        column = self.columns(noun).get(name)
        if column is None:
            if is_required(noun, name):
                header = HEADERS[noun][name]
                raise BadArgument(_place(noun), f"with a column {name!r} or {header!r}")
            return
        held = holds(noun, name)
        dtype = self.dtype(noun, name)
        if held is None or not _fits(held, name, dtype, self.given[noun].implementation):
            wanted = "something" if held is None else held.value
            raise BadArgument(f"{_place(noun)}.{name}", f"{wanted}, {_ADVICE}; it is {dtype}")

    def columns(self, noun: type[Record]) -> dict[str, str]:
        """The column of every field that the table of a noun has."""
        if noun not in self._columns:
            present = tuple(self._schema(noun))
            self._columns[noun] = found = {}
            for name, header in HEADERS[noun].items():
                both = [each for each in (name, header) if each in present]
                if len(both) > 1:
                    raise BadArgument(_place(noun), f"with {name!r} or {header!r}, not with both")
                if both:
                    found[name] = both[0]
            if not found:
                near = suggestions(present[0], HEADERS[noun].values()) if present else ()
                raise BadArgument(_place(noun), f"with columns such as {', '.join(near) or 'id'}")
        return self._columns[noun]

    def has(self, noun: type[Record], name: str) -> bool:
        """Say whether the table of a noun has a column for a field, or a word for blanks."""
        return name in self.columns(noun) or default(noun, name) is not None

    def dtype(self, noun: type[Record], name: str) -> Any:
        """The type of the column of a field; None where there is no such column."""
        if (noun, name) not in self._dtypes:
            self._dtypes[noun, name] = self._dtype(noun, name)
        return self._dtypes[noun, name]

    def _dtype(self, noun: type[Record], name: str) -> Any:
        column = self.columns(noun).get(name)
        if column is None:
            return None
        frame = self.given[noun]
        dtype = self._schema(noun)[column]
        if frame.implementation is Implementation.PANDAS and holds(noun, name) is Holds.NUMBER:
            # A column of objects that are all blank is told as one of texts.
            return nw.Object() if frame.to_native()[column].dtype == "object" else dtype
        return dtype

    def _schema(self, noun: type[Record]) -> Mapping[str, Any]:
        """The columns of a table with their types, asked for once."""
        if noun not in self._schemas:
            self._schemas[noun] = dict(self.given[noun].collect_schema())
        return self._schemas[noun]

    def frame(self, noun: type[Record], names: Iterable[str], *, waits: bool = False) -> Any:
        """The first records of a noun, with these fields as columns under their own names.

        ``organisation`` is whose record it is, by way of its brand or its child too.
        """
        owner = OWNERS.get(noun)
        wanted = dict.fromkeys(names)
        inherited = owner is not None and "organisation" in wanted
        if owner is not None and inherited:
            del wanted["organisation"]
            wanted[owner[0]] = None
        base = self.plain(noun, wanted)
        columns = (self._named(noun, name) for name in wanted)
        frame = (waiting(base) if waits else base).select(*columns)
        if owner is None or not inherited:
            return frame
        above = self.frame(owner[1], ("id", "organisation"), waits=waits).rename({"id": "_owner"})
        return frame.join(above, left_on=owner[0], right_on="_owner", how="left")

    def plain(self, noun: type[Record], names: Iterable[str]) -> Any:
        """The first records of a noun, lists joined and objects turned to whole numbers."""
        columns, base = self.columns(noun), self._first(noun)
        for name in names:
            dtype = self.dtype(noun, name)
            if isinstance(dtype, nw.List):
                base = joined(base, columns[name])
            if dtype == nw.Object:
                base = scaled(base, columns[name], DIGITS)
        return base

    def read(self, noun: type[Record], name: str) -> Any:
        """A field of a noun in the type that it is computed with."""
        word = default(noun, name)
        if name not in self.columns(noun):
            return nw.lit(word)
        found = nw.col(self.columns(noun)[name])
        dtype = self.dtype(noun, name)
        if isinstance(dtype, nw.Categorical | nw.Enum):
            found = found.cast(nw.String)
        if holds(noun, name) is Holds.FLAG and dtype == nw.String:
            found = nw.when(found.is_in(["是", "否"])).then(found == "是")
        return found if word is None else found.fill_null(word)

    def _named(self, noun: type[Record], name: str) -> Any:
        """A field of a noun under its own name; a column that is so already by that alone."""
        is_plain = self.columns(noun).get(name) == name and default(noun, name) is None
        is_kept = (
            self.dtype(noun, name) in (nw.String, nw.Date) or holds(noun, name) is Holds.NUMBER
        )
        return name if is_plain and is_kept else self.read(noun, name).alias(name)

    def scale(self, noun: type[Record], name: str) -> int:
        """How many digits after the point the numbers of a field hold as whole numbers."""
        return DIGITS if self.dtype(noun, name) == nw.Object else 0

    def keys(self, noun: type[Record], name: str, texts: Iterable[str]) -> list[Any]:
        """Texts as the column of a field holds them; of whole numbers those that are written so."""
        dtype = self.dtype(noun, name)
        if dtype is None or not dtype.is_integer():
            return list(texts)
        told = (each for each in texts if each.lstrip("-").isdecimal() and len(each) <= _LONGEST)
        return [int(each) for each in told if str(int(each)) == each]

    def between(self, noun: type[Record], name: str) -> str:
        """What stands between the texts of a field that holds several."""
        return BETWEEN if isinstance(self.dtype(noun, name), nw.List) else "、"

    def _first(self, noun: type[Record]) -> Any:
        """Of the rows under one id the first; in an engine without order by the column 行号."""
        if noun not in self._firsts:
            self._firsts[noun] = self._without_repeats(noun)
        return self._firsts[noun]

    def _without_repeats(self, noun: type[Record]) -> Any:
        frame, id_ = self.given[noun], self.columns(noun).get("id")
        if self.unique_ids or id_ is None:
            return frame
        counted = frame.select(id_).group_by(id_).agg(nw.len().alias("_n"))
        if not collected(counted.filter(nw.col("_n") > 1).select(nw.len().alias("_n")))[0][0]:
            return frame
        present = self._schema(noun)
        row = next((each for each in ROW if each in present), None)
        if row is None:
            frame, row = _numbered(frame, noun), _ROW
        return frame.unique([id_], keep="first", order_by=[row])


def _numbered(frame: Any, noun: type[Record]) -> Any:
    """A frame whose rows have their numbers, in an engine that keeps them in order."""
    if not hasattr(frame, "collect"):
        return frame.with_row_index(_ROW)
    if frame.implementation is Implementation.POLARS:
        return nw.from_native(frame.to_native().with_row_index(_ROW))
    raise BadArgument(
        _place(noun), "with ids that stand once, or a column 'row' or '行号' that orders its rows"
    )


_ADVICE = "in a column of that type (no binary floats, no days as texts)"
#: A whole number of so many signs fits into 64 bits, whatever it is.
_LONGEST = 18
#: Fields that only tell records apart or lead from one to another may be whole numbers.
_KEYS = {"id", "volunteer", "child", "programme", "subject", "work", "story"}


def _fits(held: Holds, name: str, dtype: Any, implementation: Any) -> bool:
    """Say whether a column of this type can hold such a field exactly."""
    match held:
        case Holds.TEXT:
            is_text = isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
            return is_text or (name in _KEYS and dtype.is_integer())
        case Holds.WHOLE:
            return bool(dtype.is_integer())
        case Holds.NUMBER:
            is_object = dtype == nw.Object and implementation is Implementation.PANDAS
            return dtype.is_integer() or isinstance(dtype, nw.Decimal) or is_object
        case Holds.DAY:
            is_naive = isinstance(dtype, nw.Datetime) and dtype.time_zone is None
            return isinstance(dtype, nw.Date) or is_naive
        case Holds.FLAG:
            return isinstance(dtype, nw.Boolean | nw.String)
        case Holds.TEXTS:
            is_list = isinstance(dtype, nw.List) and isinstance(dtype.inner, nw.String)
            return is_list or isinstance(dtype, nw.String)
        case Holds.OTHER:
            return True
        case _:  # pragma: no cover
            assert_never(held)


def _place(noun: type[Record]) -> str:
    return f"tables[{noun.__name__}]"


def within(day: Any, dtype: Any, since: date, end: date) -> Any:
    """Say that a day lies between two, both included; a blank one does not."""
    by_then = ~day.is_null() & not_after(day, dtype, end)
    # Not every engine has days of the year 1.
    return by_then if since == date.min else by_then & not_before(day, dtype, since)


def not_before(day: Any, dtype: Any, since: date) -> Any:
    """Say that a day is this one or later."""
    return day >= _moment(since, dtype)


def not_after(day: Any, dtype: Any, end: date) -> Any:
    """Say that a day is this one or earlier."""
    if isinstance(dtype, nw.Datetime):
        return day < _moment(end + timedelta(days=1), dtype)
    return day <= nw.lit(end)


def _moment(day: date, dtype: Any) -> Any:
    if isinstance(dtype, nw.Datetime):
        return nw.lit(datetime(day.year, day.month, day.day))  # noqa: DTZ001  (as the column)
    return nw.lit(day)
