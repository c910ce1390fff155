"""Every exception and every finding of the library.

Two kinds, never mixed: an exception is a caller's mistake and says what to do; a `Problem` is the
data's mistake, collected with its place and returned beside whatever could be read. Neither ever
shows a value that was read: it may be about a child.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar, final

from attrs import field, frozen

from guangongwei.markup import Markup, element, joined, table

if TYPE_CHECKING:
    from collections.abc import Iterable

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


class GuangongweiError(Exception):
    """The parent of every exception this library raises."""


@final
class Severity(Enum):
    """How much a problem matters."""

    #: The record or the figure cannot be trusted, or could not be read.
    ERROR = "error"
    #: Something a person should look at; what was read is used as it stands.
    WARNING = "warning"
    #: Said for completeness: a default was taken, a column was left unread.
    NOTE = "note"


@final
@frozen
class Cell:
    """A place in a table: file, row as a spreadsheet counts it (from 1), column by its header.

    In a workbook it is written ``五老.xlsx!名册!E7``, in a file that is one table ``五老.csv!7!姓名``.
    """

    file: str
    row: int | None = None
    column: str | None = None

    #: The sheet of a workbook; a file that is one table has none.
    sheet: str | None = field(default=None, kw_only=True)
    #: The column as a spreadsheet letters it; header and letter stand side by side.
    letter: str | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        row = None if self.row is None else str(self.row)
        if self.sheet is None or self.letter is None:
            parts = (self.file, self.sheet, row, self.column)
        else:
            parts = (self.file, self.sheet, f"{self.letter}{row or ''}", None)
        return printable("!".join(each for each in parts if each is not None))


@final
@frozen
class Span:
    """A place in a text: characters `start` up to, not including, `stop`, counted from 0."""

    document: str
    start: int
    stop: int

    def __str__(self) -> str:
        return printable(f"{self.document}:{self.start}-{self.stop}")

    def __contains__(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return (
            self.document == other.document
            and self.start <= other.start
            and other.stop <= self.stop
        )


@final
@frozen
class Path:
    """A place in structured data, written like ``$.items[2].due``."""

    path: str

    def __str__(self) -> str:
        return self.path


Place = Cell | Span | Path


@final
@frozen
class Problem:
    """A mistake found in data: a stable code, its place, what is wrong, and what to do about it."""

    code: str
    place: Place
    message: str
    hint: str = field(default="", kw_only=True)
    severity: Severity = field(default=Severity.ERROR, kw_only=True)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message} [{self.code}]"
        return f"{text} {self.hint}" if self.hint else text


@final
@frozen
class Checked(Generic[T_co]):
    """What could be read, beside everything that was wrong on the way."""

    value: T_co
    problems: tuple[Problem, ...] = ()

    #: How many more there were of each code than are kept; the first of each code is always kept.
    further: tuple[tuple[str, int], ...] = field(default=(), kw_only=True)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make something unreadable or untrustworthy."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def totals(self) -> dict[str, int]:
        """How many problems of each code were found, whether they are kept or only counted."""
        counted = Counter(each.code for each in self.problems)
        counted.update(dict(self.further))
        return dict(sorted(counted.items()))

    def unwrap(self) -> T_co:
        """Give the value, provided that nothing is wrong with it.

        Raises:
            InvalidData: A problem of severity error was found; warnings and notes pass.
        """
        if self.errors:
            codes = {each.code for each in self.errors}
            raise InvalidData(self.errors, tuple(each for each in self.further if each[0] in codes))
        return self.value

    def _repr_html_(self) -> str:
        """What was read and what was wrong with it, for a notebook."""
        shown = getattr(self.value, "_repr_html_", None)
        value = Markup(shown()) if shown else element("p", type(self.value).__name__)
        return joined([value, problems_table(self.problems)])


def problems_table(problems: Iterable[Problem]) -> Markup:
    """The problems as an HTML table, one row each."""
    rows = [
        (each.severity.value, each.place, each.message, each.hint, each.code) for each in problems
    ]
    return table(
        ("severity", "place", "problem", "hint", "code"),
        rows,
        caption=_plural(len(rows), "problem"),
    )


@final
@frozen
class InvalidData(GuangongweiError, ValueError):
    """Data was asked to be without errors and is not."""

    problems: tuple[Problem, ...]
    #: How many more there were of each code than are kept.
    further: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        codes = Checked(None, self.problems, further=self.further).totals
        listed = ", ".join(f"{code} x {times}" for code, times in codes.items())
        first = f" First: {self.problems[0]}" if self.problems else ""
        return (
            f"{sum(codes.values())} problems were found ({listed}).{first} "
            "Read .problems for all of them, or use .value to go on with what is good."
        )


@final
@frozen
class MissingExtra(GuangongweiError, ImportError):
    """An optional part of the library was used without its packages."""

    extra: str

    def __str__(self) -> str:
        return (
            f"This needs the extra {self.extra!r}. "
            f"Install it with: pip install 'guangongwei[{self.extra}]'"
        )


@final
@frozen
class UnitMismatch(GuangongweiError, TypeError):
    """Two amounts of different units were added or compared."""

    left: str
    right: str

    def __str__(self) -> str:
        return (
            f"An amount in {self.left} cannot be combined with one in {self.right}: "
            "人次 counts attendances, 人 counts persons. Keep them as two figures."
        )


@final
@frozen
class RatioMisuse(GuangongweiError, TypeError):
    """Ratios were added or averaged, which loses how large their wholes are."""

    operation: str

    def __str__(self) -> str:
        return (
            f"Ratios have no {self.operation}. Use Ratio.pool(ratios), "
            "which adds the parts and the wholes."
        )


@final
@frozen
class NotStored(GuangongweiError, KeyError):
    """Nothing of this kind is here under this id."""

    kind: type[object]
    id: str

    def __str__(self) -> str:
        return f"No {self.kind.__name__} is here under the id {self.id!r}."


@final
@frozen
class NotAFigure(GuangongweiError, KeyError):
    """No figure, indicator or line of this name is here."""

    asked: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        near = suggestions(self.asked, self.known)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        return f"There is no {self.asked!r} here.{hint}"


@final
@frozen
class NotReadable(GuangongweiError, OSError):
    """A file or a folder the caller named cannot be read."""

    path: str
    reason: str

    def __str__(self) -> str:
        return printable(f"{self.path} cannot be read: {self.reason}")


@final
@frozen
class NotWritable(GuangongweiError, OSError):
    """A file or a folder the caller named cannot be written."""

    path: str
    reason: str

    def __str__(self) -> str:
        return printable(f"{self.path} cannot be written: {self.reason}")


@final
@frozen
class BadArgument(GuangongweiError, ValueError):
    """An argument is outside what the function is defined for."""

    name: str
    expected: str

    def __str__(self) -> str:
        return f"{self.name} must be {self.expected}."


@final
@frozen
class Conflict(GuangongweiError):
    """A record is not at the version that was expected; nothing was stored."""

    kind: type[object]
    id: str
    expected: int
    #: The version it is at; 0 where it is not stored.
    actual: int

    def __str__(self) -> str:
        return (
            f"{self.kind.__name__} {self.id!r} is at version {self.actual}, not {self.expected} "
            "(0: not stored). Get it again, and repeat the change upon what is there now."
        )


@final
@frozen
class StoreFailed(GuangongweiError, OSError):
    """A store could not do what was asked; nothing was stored."""

    store: str
    reason: str

    def __str__(self) -> str:
        return printable(f"{self.store} failed, and nothing was stored: {self.reason}")


@final
@frozen
class StoreBusy(GuangongweiError, TimeoutError):
    """Others were writing to a store all the while; nothing was stored."""

    store: str

    def __str__(self) -> str:
        return printable(f"{self.store} is busy, and nothing was stored. Try again.")


@final
@frozen
class OutcomeUnknown(GuangongweiError, OSError):
    """A store failed at a moment at which the write may or may not have been stored."""

    store: str

    def __str__(self) -> str:
        return printable(
            f"{self.store} failed while it stored, and whether it has is unknown. "
            "Open it again and repeat the write with the same expected version."
        )


@final
@frozen
class StoreClosed(GuangongweiError, ValueError):
    """A store was used after it was closed, or a transaction after its end."""

    what: str

    def __str__(self) -> str:
        return f"This {self.what} is over. Open another one."


@final
@frozen
class Damaged(GuangongweiError, ValueError):
    """What is stored is not what was written."""

    place: str
    reason: str

    def __str__(self) -> str:
        return printable(f"{self.place} is damaged ({self.reason}). Restore it from a copy.")


@final
@frozen
class NewerSchema(GuangongweiError, ValueError):
    """Something was stored by a later version of this library."""

    place: str
    found: int
    known: int

    def __str__(self) -> str:
        return printable(
            f"{self.place} has schema {self.found}, and this version knows {self.known}. "
            "Open it with a later version of guangongwei."
        )


@final
@frozen
class NotOffered(GuangongweiError, NotImplementedError):
    """A store was asked for something that its capabilities leave out."""

    capability: str

    def __str__(self) -> str:
        return f"This store does not offer {self.capability}. Its .capabilities say what it does."


@final
@frozen
class UnknownStore(GuangongweiError, ValueError):
    """A URL names no kind of store that is installed."""

    scheme: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        near = suggestions(self.scheme, self.known)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        return f"There is no store {self.scheme!r}; there are {', '.join(self.known)}.{hint}"


#: Marks, overrides and isolates of writing direction: with them a line reads as what it is not.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text on one line, with whatever could steer a terminal or a page made visible."""
    return " ".join("".join(map(_visible, text)).split())


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    if character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs"):
        return "\ufffd"
    return character


def suggestions(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that look most like the one asked for, best first, three at most."""
    from difflib import get_close_matches  # noqa: PLC0415

    return tuple(get_close_matches(asked, list(known), n=3, cutoff=0.6))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


_SHAPES = (
    ("digit", str.isdigit),
    ("Latin letter", _is_latin),
    ("Chinese character", _is_chinese),
    ("blank", str.isspace),
)


def shape(text: str) -> str:
    """A bad value described by what it is made of, such as ``18 characters, 17 digits``."""
    if not text:
        return "empty"
    described = [_plural(len(text), "character")]
    for name, is_kind in _SHAPES:
        count = sum(1 for character in text if is_kind(character))
        if count:
            described.append(_plural(count, name))
    return ", ".join(described)


def _plural(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
