"""Records into a dataset or a store, in two steps: what would change, and then all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import attrs
from attrs import evolve

from guangongwei.errors import BadArgument, Checked, InvalidData, Path, Problem
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.keys import key_of
from guangongwei.model.standard import Standard
from guangongwei.tabular.difference import Difference, Mode, Noun, table_name
from guangongwei.tabular.import_planner import APART, Planner, Rules
from guangongwei.tabular.import_targets import NOUNS, InDataset, InStore, records_of
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from guangongwei.tabular.difference import Change, Importable
    from guangongwei.tabular.import_targets import Target

_PLACES: dict[Noun, int] = {noun: place for place, noun in enumerate(NOUNS)}


def plan_import(
    records: Checked[Any] | Dataset | Iterable[Importable],
    into: Dataset | Target,
    *,
    mode: Mode = Mode.UPSERT,
    blanks: bool = False,
    fields: Mapping[Noun, Collection[str]] | None = None,
    distinct: Collection[str] = (),
) -> Difference:
    """What importing records would change, exactly; nothing is written.

    A record is found again by its key: its id, or all that a return is about. Of one that is there
    only what is told anew changes: a field that is blank, which a column that was not in the file
    also is, leaves what is there. One ambiguity stops the whole import.

    Args:
        records: What is imported; with `Checked`, its errors stop the import too.
        into: Where to; it is only read.
        mode: Whether records may be created, updated or both.
        blanks: Whether a blank field takes away what is there.
        fields: For some nouns, the only fields that may be changed in records that are there.
        distinct: Keys of new records that are known to be other persons or organisations than
            those that they look like.

    Raises:
        BadArgument: Something is no record, or a field is none of its noun.
    """
    told, problems = _records(records)
    _check_fields(fields or {})
    lookup = InDataset(into) if isinstance(into, Dataset) else InStore(into)
    rules = Rules(mode=mode, blanks=blanks, fields=fields or {}, distinct=frozenset(distinct))
    planner = Planner(lookup, rules)
    changes = [change for each in _firsts(told, problems) if (change := planner.change(*each))]
    changes.sort(key=lambda each: _PLACES[each.noun])
    same = sorted(planner.unchanged.items(), key=lambda each: _PLACES[each[0]])
    return Difference(
        mode=mode,
        changes=tuple(changes),
        unchanged=tuple(same),
        problems=(*problems, *planner.problems),
    )


@overload
def apply_import(difference: Difference, into: Dataset) -> Dataset: ...
@overload
def apply_import(difference: Difference, into: Target) -> None: ...
def apply_import(difference: Difference, into: Dataset | Target) -> Dataset | None:
    """Do what a difference says, all of it or nothing; a dataset is given back as a new one.

    Raises:
        InvalidData: The difference has errors, or a record is not any more as it was when the
            difference was made.
        Conflict: A store has a record at another version than it had then.
    """
    if difference.errors:
        raise InvalidData(difference.errors)
    if isinstance(into, Dataset):
        return _applied(difference, into)
    if difference.changes:
        records = [each.record for each in difference.changes]
        into.put_many(records, expected=[each.version for each in difference.changes])
    return None


def _records(
    records: Checked[Any] | Dataset | Iterable[Importable],
) -> tuple[Iterable[Importable], list[Problem]]:
    """The records one by one, and what was found wrong when they were read."""
    problems: list[Problem] = []
    if isinstance(records, Checked):
        problems.extend(records.problems)
        told: Any = records.value
    else:
        told = records
    if isinstance(told, Dataset):
        dataset = told
        told = (each for noun in NOUNS for each in records_of(dataset, noun))
    return told, problems


def _check_fields(fields: Mapping[Noun, Collection[str]]) -> None:
    for noun, names in fields.items():
        if noun not in _PLACES:
            raise BadArgument("fields", f"of {', '.join(each.__name__ for each in NOUNS)}")
        known = {each.name for each in attrs.fields(noun)} - APART
        if not known.issuperset(names):
            raise BadArgument("fields", f"of {noun.__name__}: {', '.join(sorted(known))}")


def _firsts(
    records: Iterable[Importable], problems: list[Problem]
) -> Iterator[tuple[str, Importable]]:
    """The first record under each key, with it; one that says otherwise is a problem."""
    seen: dict[tuple[Noun, str], Importable] = {}
    for index, each in enumerate(records):
        if type(each) not in _PLACES:
            raise BadArgument(f"records[{index}]", "a record")
        key = key_of(each)
        first = seen.setdefault((type(each), key), each)
        if first is each:
            yield key, each
        elif first != each:
            problems.append(problem("T403", each.source or Path(f"$.records[{index}]")))


def _applied(difference: Difference, dataset: Dataset) -> Dataset:
    lookup = InDataset(dataset)
    stale = [
        problem("T406", each.place or Path(f"$.{each.noun.__name__}"), detail=table_name(each.noun))
        for each in difference.changes
        if [record for record, _ in lookup.under(each.noun, each.key)]
        != ([] if each.before is None else [each.before])
    ]
    if stale:
        raise InvalidData(tuple(stale))
    by_noun: dict[Noun, dict[str, Change]] = {}
    for each in difference.changes:
        by_noun.setdefault(each.noun, {})[each.key] = each
    changes: dict[str, Any] = {}
    for noun, of in by_noun.items():
        name = "standards" if noun is Standard else TABLES[noun]
        updated = (
            of[key].record if (key := key_of(record)) in of else record
            for record in records_of(dataset, noun)
        )
        changes[name] = (*updated, *(each.record for each in of.values() if each.is_new))
    return evolve(dataset, **changes)
