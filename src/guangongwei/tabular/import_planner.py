"""What becomes of one record that is imported: a change, nothing, or a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, final

import attrs
from attrs import evolve, frozen

from guangongwei.errors import Path
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Organisation
from guangongwei.model.volunteer import Volunteer
from guangongwei.tabular.difference import Change, Importable, Mode, Noun, table_name
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.errors import Problem
    from guangongwei.tabular.import_targets import Lookup

#: Fields that say nothing of what a record is about.
APART = frozenset({"id", "source"})
_NOTHING: tuple[object, ...] = (None, "", (), Absence.UNKNOWN)
#: Two records may be about one thing where all fields of a row are known and the same.
_ALIKE: dict[Noun, tuple[tuple[str, ...], ...]] = {
    Volunteer: (("name", "born"), ("name", "phone")),
    Organisation: (("name", "parent"),),
}


@final
@frozen(kw_only=True)
class Rules:
    """How records are imported; see `guangongwei.tabular.imports.plan_import`."""

    mode: Mode
    blanks: bool
    fields: Mapping[Noun, Collection[str]]
    distinct: Collection[str]


@final
class Planner:
    """Makes a change of a record, or notes why there is none."""

    def __init__(self, lookup: Lookup, rules: Rules) -> None:
        self._lookup = lookup
        self._rules = rules
        self._likenesses: dict[Noun, frozenset[tuple[object, ...]]] = {}
        self.unchanged: Counter[Noun] = Counter()
        self.problems: list[Problem] = []

    def change(self, key: str, record: Importable) -> Change | None:
        """What becomes of a record that is imported under a key."""
        found = self._lookup.under(type(record), key)
        if len(found) > 1:
            self._stop("T404", record)
            return None
        if not found:
            return self._created(key, record)
        before, version = found[0]
        changed = self._changed(record, before)
        if not changed:
            self.unchanged[type(record)] += 1
            return None
        if self._rules.mode is Mode.CREATE:
            self._stop("T401", record)
            return None
        return Change(
            noun=type(record),
            key=key,
            fields=tuple(changed),
            place=record.source,
            record=_evolved(before, changed, record),
            before=before,
            version=version,
        )

    def _created(self, key: str, record: Importable) -> Change | None:
        if self._rules.mode is Mode.UPDATE:
            self._stop("T402", record)
            return None
        if key not in self._rules.distinct and self._is_alike(record):
            self._stop("T405", record)
            return None
        return Change(
            noun=type(record),
            key=key,
            place=record.source,
            record=record,
            version=self._lookup.absent,
        )

    def _stop(self, code: str, record: Importable) -> None:
        noun = type(record)
        place = record.source or Path(f"$.{noun.__name__}")
        self.problems.append(problem(code, place, detail=table_name(noun)))

    def _changed(self, record: Importable, before: Importable) -> dict[str, Any]:
        """The fields that become other ones, with what they become."""
        allowed = self._rules.fields.get(type(record))
        changed: dict[str, Any] = {}
        for each in attrs.fields(type(record)):
            name, value = each.name, getattr(record, each.name)
            if name in APART or (allowed is not None and name not in allowed):
                continue
            # What a blank cell is read as may be a word: it is the default of the field.
            is_blank = value in _NOTHING or value == each.default
            if value != getattr(before, name) and (self._rules.blanks or not is_blank):
                changed[name] = value
        return changed

    def _is_alike(self, record: Importable) -> bool:
        """Whether a record that is there under another key may be about the same."""
        noun = type(record)
        if noun not in _ALIKE:
            return False
        if noun not in self._likenesses:
            self._likenesses[noun] = frozenset(
                likeness for each in self._lookup.all(noun) for likeness in _likenesses(each)
            )
        return any(each in self._likenesses[noun] for each in _likenesses(record))


def _likenesses(record: Importable) -> Iterator[tuple[object, ...]]:
    for names in _ALIKE[type(record)]:
        values = tuple(getattr(record, name) for name in names)
        if not any(value in _NOTHING for value in values):
            yield (names, *values)


def _evolved(before: Importable, changed: Mapping[str, Any], record: Importable) -> Importable:
    return evolve(before, **changed, source=record.source)
