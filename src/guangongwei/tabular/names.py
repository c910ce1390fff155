"""Organisations that records name: found by a name that only one bears, else suggested."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from attrs import evolve

from guangongwei.errors import Cell, Problem, suggestions
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.organisation import Organisation, OrganisationId, Tree
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.tabular.tally import Tally

#: What records name that is not there, and the field in which they do.
_UNKNOWN = {"D102": "organisation", "D103": "parent", "D105": "merged_into"}
#: A shorter name is part of too many others.
_TELLING = 3
_MOST = 3
#: For so many different names candidates are looked for, which takes long; nobody reads more.
_LOOKED_FOR = 100


def resolved(dataset: Dataset, tree: Tree, problems: Tally) -> Dataset:
    """The dataset with ids in place of the names that only one organisation of a tree bears."""
    changes: dict[str, Any] = {}
    for layout in LAYOUTS:
        records: tuple[Any, ...] = dataset.records(layout.noun)
        for column in layout.columns:
            if column.refers:
                records = tuple(_referring(records, column.field, column.header, tree, problems))
        changes[TABLES[layout.noun]] = records
    return evolve(dataset, **changes)


def _referring(
    records: tuple[Any, ...], field: str, header: str, tree: Tree, problems: Tally
) -> Iterator[Any]:
    """The records, with ids for names in one field; how many there were is said once."""
    found: list[Any] = []
    unclear: list[Any] = []
    for record in records:
        name = getattr(record, field)
        bearers = () if name is None or name in tree else tuple(tree.named(name))
        if len(bearers) == 1:
            found.append(record.source)
            yield evolve(record, **{field: bearers[0]})
        else:
            if bearers:
                unclear.append(record.source)
            yield record
    for code, places in (("T205", found), ("T206", unclear)):
        if places:
            place = evolve(places[0], row=None, column=header)
            problems.append(problem(code, place, detail=f"{len(places)} cells"))


def suggested(told: Iterable[Problem], dataset: Dataset) -> Iterator[Problem]:
    """The problems, those about an organisation that is not there with those that may be meant."""
    meant = _Candidates(dataset.tree)
    named: dict[tuple[str, Cell], str] | None = None
    for each in told:
        if each.code not in _UNKNOWN or not isinstance(each.place, Cell):
            yield each
            continue
        named = _named(dataset) if named is None else named
        near = meant.of(named.get((_UNKNOWN[each.code], each.place), ""))
        hint = f"Did you mean {' or '.join(near)}? {each.hint}" if near else each.hint
        yield evolve(each, hint=hint)


def _named(dataset: Dataset) -> dict[tuple[str, Cell], str]:
    """What each record names that no organisation has for an id, by field and place."""
    return {
        (field, record.source): name
        for noun in TABLES
        for record in dataset.records(noun)
        for field in set(_UNKNOWN.values())
        if isinstance(record.source, Cell)
        and (name := getattr(record, field, None)) is not None
        and name not in dataset.tree
    }


@final
class _Candidates:
    """Which organisations a name may mean that none of them bears."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _bearers(self) -> dict[str, Organisation]:
        """Every name of every organisation, present, short or former, without what is no matter."""
        return {
            _plain(name): each
            for each in reversed(self._tree.by_id.values())
            for name in (each.name, *each.aliases)
        }

    def of(self, name: str) -> tuple[str, ...]:
        """Id and name of those it may mean, the likeliest first."""
        if name not in self._known and len(self._known) >= _LOOKED_FOR:
            return ()
        if name not in self._known:
            self._known[name] = tuple(dict.fromkeys(self._like(_plain(name))))[:_MOST]
        return self._known[name]

    def _like(self, name: str) -> Iterator[str]:
        bearers = self._bearers
        if name in bearers:
            yield _shown(bearers[name])
        if len(name) >= _TELLING:
            # With the name of the district before it, or without.
            for each, bearer in bearers.items():
                if each.endswith(name) or (len(each) >= _TELLING and name.endswith(each)):
                    yield _shown(bearer)
        for each in suggestions(name, bearers):
            yield _shown(bearers[each])
        for each in suggestions(name, self._tree.by_id):
            yield _shown(self._tree.by_id[OrganisationId(each)])


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _shown(organisation: Organisation) -> str:
    return f"{organisation.id} {organisation.name}"
