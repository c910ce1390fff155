"""Figures from the caller's tables, by the same formulas as those from records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.columns import READ
from guangongwei.indicators.frames.ledger import Ledger
from guangongwei.indicators.frames.records import given_of, records_of
from guangongwei.indicators.frames.result import table
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.objects import evaluate_in
from guangongwei.indicators.scene import Scene
from guangongwei.model.care import CareCase, Child
from guangongwei.model.dataset import Dataset, Record
from guangongwei.model.organisation import Organisation, OrganisationId, Tree
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.indicators.definition import Indicator
    from guangongwei.model.figure import Figure
    from guangongwei.model.period import Period
    from guangongwei.model.standard import Standard



def evaluate(
    definitions: Iterable[Indicator],
    tables: Mapping[type[Record] | str, Any],
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    by: tuple[str, ...] = (),
    organisation: OrganisationId | None = None,
    standards: Iterable[Standard] = (),
    unique_ids: bool = False,
) -> Any:  # noqa: ANN401
    """Every indicator for every group, as a tidy table of the caller's own kind."""
    given = given_of(tables)
    scene = scene_of(
        given, tree=tree, period=period, as_of=as_of, standards=standards, unique_ids=unique_ids
    )
    found = evaluate_in(scene, definitions, organisation=organisation, by=by)
    return table(found, next(iter(given.values())), tree, by)


def figures(
    definitions: Iterable[Indicator],
    tables: Mapping[type[Record] | str, Any],
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    by: tuple[str, ...] = (),
    organisation: OrganisationId | None = None,
    standards: Iterable[Standard] = (),
    unique_ids: bool = False,
) -> tuple[Figure, ...]:
    """The same as figures."""
    scene = scene_of(
        given_of(tables),
        tree=tree,
        period=period,
        as_of=as_of,
        standards=standards,
        unique_ids=unique_ids,
    )
    return evaluate_in(scene, definitions, organisation=organisation, by=by)


def scene_of(
    given: Mapping[type[Record], Any],
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    standards: Iterable[Standard],
    unique_ids: bool,
) -> Scene:
    """The scene whose records are in tables; what is small is read from them."""
    if not given:
        raise BadArgument("tables", "with a table in them")
    held = Tables(given=given, unique_ids=unique_ids)
    read = {
        noun: tuple(records_of(held, noun, given[noun])) for noun in READ if noun in given
    }
    dataset = Dataset(
        organisations=tree.organisations,
        returns=read.get(Return, ()),
        cases=read.get(CareCase, ()),
        children=_children(held, read.get(CareCase, ())),
        standards=tuple(standards),
    )
    return Scene(dataset=dataset, period=period, as_of=as_of, counting=Ledger(tables=held))


def _children(tables: Tables, cases: Iterable[Any]) -> tuple[Child, ...]:
    """The children that cases are about, for the organisations that they belong to."""
    ids = sorted({each.child for each in cases})
    if not ids:
        return ()
    tables.need(Child, "id")
    frame = tables.frame(Child, ("id", "organisation"))
    rows = collected(frame.filter(nw.col("id").is_in(ids)))
    return tuple(Child(id=id_, organisation=unit) for id_, unit in rows)
