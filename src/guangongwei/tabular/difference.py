"""What an import would do, record by record, told without anything that a record holds."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TypeAlias, final

import attrs
from attrs import field, frozen

from guangongwei.errors import Place, Problem, Severity, printable
from guangongwei.markup import Markup, joined, table
from guangongwei.model.dataset import Record
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.standard import Standard
from guangongwei.tabular.columns import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A record that can be imported.
Importable: TypeAlias = Record | Standard
#: The class of one of them; for the type checkers a union of classes is no class.
Noun: TypeAlias = type[Any]

_LAYOUTS = {layout.noun: layout for layout in LAYOUTS}
_STANDARD = "标准"
#: So many changes are printed.
_PRINTED = 20


@final
class Mode(Enum):
    """What may be done with a record."""

    #: Every record is new; one that is there with other content is a problem.
    CREATE = "create"
    #: Every record is there; one that is not is a problem.
    UPDATE = "update"
    #: A record that is there is updated, another one is created.
    UPSERT = "upsert"


@final
@frozen(kw_only=True)
class Change:
    """One record that is created or updated; which one and in which fields is shown, and no value."""

    noun: Noun
    key: str
    #: The fields that become other ones; none for a record that is new.
    fields: tuple[str, ...] = ()
    #: Where the record was read.
    place: Place | None = None
    #: As it will be.
    record: Importable = field(repr=False)
    #: As it is now, None for a record that is new.
    before: Importable | None = field(default=None, repr=False)
    #: The version that a store has it at; 0 for a record that is new, None where there are none.
    version: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether the record is created."""
        return self.before is None

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers of the fields that become other ones."""
        layout = _LAYOUTS.get(self.noun)
        headers = {} if layout is None else {each.field: each.header for each in layout.columns}
        return tuple(headers.get(each, each) for each in self.fields)

    @property
    def shown_key(self) -> str:
        """The key, unless it may point at a person."""
        ids = [each for each in attrs.fields(self.noun) if each.name == "id"]
        if any(sensitivity(each) is not Sensitivity.NONE for each in ids):
            return "…"
        return printable(self.key)

    def __str__(self) -> str:
        sign = "+" if self.is_new else "~"
        where = "" if self.place is None else f"({self.place})"
        return " ".join(filter(None, (sign, self.shown_key, "、".join(self.columns), where)))


@final
@frozen(kw_only=True)
class Difference:
    """What an import would do; nothing is done until it is applied."""

    mode: Mode
    changes: tuple[Change, ...] = ()
    #: How many records of each noun would stay as they are.
    unchanged: tuple[tuple[Noun, int], ...] = ()
    #: What stops the import, and what else was wrong with the records.
    problems: tuple[Problem, ...] = ()

    @property
    def created(self) -> tuple[Change, ...]:
        """The records that would be new."""
        return tuple(each for each in self.changes if each.is_new)

    @property
    def updated(self) -> tuple[Change, ...]:
        """The records that would become other ones."""
        return tuple(each for each in self.changes if not each.is_new)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing at all is imported."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes

    def lines(self) -> Iterator[str]:
        """Every change on a line, under a line for its table, and then the problems."""
        same = dict(self.unchanged)
        by_noun = {noun: tuple(of) for noun, of in groupby(self.changes, lambda each: each.noun)}
        for noun in dict.fromkeys((*by_noun, *same)):
            changes = by_noun.get(noun, ())
            kinds = Counter(each.is_new for each in changes)
            yield (
                f"{table_name(noun)}: {kinds[True]} new, {kinds[False]} changed, "
                f"{same.get(noun, 0)} as they are"
            )
            yield from (f"  {each}" for each in changes)
        yield from (f"! {each}" for each in self.problems)

    def to_plain(self) -> dict[str, object]:
        """The difference as plain data, ready for JSON; no value of a record is in it."""
        return {
            "mode": self.mode.value,
            "changes": [
                {
                    "noun": each.noun.__name__,
                    "id": each.shown_key,
                    "is_new": each.is_new,
                    "fields": list(each.fields),
                    "place": None if each.place is None else str(each.place),
                }
                for each in self.changes
            ],
            "unchanged": {noun.__name__: count for noun, count in self.unchanged},
            "problems": [
                {"code": each.code, "place": str(each.place), "message": each.message}
                for each in self.problems
            ],
        }

    def __str__(self) -> str:
        lines = self.lines()
        shown = list(islice(lines, _PRINTED))
        more = sum(1 for _ in lines)
        return "\n".join([*shown, f"… and {more} lines more"] if more else shown)

    def _repr_html_(self) -> Markup:
        changes = [
            ("+" if each.is_new else "~", table_name(each.noun), each.shown_key,
             "、".join(each.columns), each.place or "")
            for each in self.changes
        ]  # fmt: skip
        problems = [(each.place, each.message, each.code) for each in self.problems]
        return joined(
            [
                table(("", "table", "id", "columns", "place"), changes),
                table(("place", "problem", "code"), problems),
            ]
        )


def table_name(noun: Noun) -> str:
    """What the table of a noun is called."""
    layout = _LAYOUTS.get(noun)
    return _STANDARD if layout is None else layout.name
