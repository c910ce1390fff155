"""Figures from the caller's tables, by the same formulas as those from records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.frames.assembled import are_many, assembled, fits
from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.columns import READ
from guangongwei.indicators.frames.failing import told_plainly
from guangongwei.indicators.frames.ledger import Ledger
from guangongwei.indicators.frames.native import typed
from guangongwei.indicators.frames.records import ByNoun, given_of, records_of, sent_in
from guangongwei.indicators.frames.refusals import nouns_in, reads_returns
from guangongwei.indicators.frames.result import kinds_by, table, veiled
from guangongwei.indicators.frames.stacking import given_back, in_arrow
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.ground import Ground
from guangongwei.indicators.groups import Dimensions
from guangongwei.indicators.objects import figures_in, views_of
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.view import View
from guangongwei.model.audience import Audience
from guangongwei.model.care import CareCase, Child, ChildId
from guangongwei.model.dataset import Dataset
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from guangongwei.indicators.definition import Indicator
    from guangongwei.model.dataset import Record
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.period import Period
    from guangongwei.model.standard import Standard


@told_plainly
def evaluate(
    definitions: Iterable[Indicator],
    tables: ByNoun,
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    by: tuple[str, ...] = (),
    organisation: OrganisationId | None = None,
    standards: Iterable[Standard] = (),
    unique_ids: bool = False,
    audience: Audience = Audience.PUBLIC,
) -> Any:
    """Every indicator for every group, as a tidy table of the caller's own kind, in no order.

    An engine that waits to be asked is left waiting where it makes the rows itself.

    Args:
        definitions: What to compute.
        tables: By noun, or by its Chinese name (服务记录), a table each, all of one engine, with
            columns named as the fields are or by their 中文 headers.
        tree: The organisations; the tables name them by their ids.
        period: The period the figures are about.
        as_of: Only what had happened by this day counts.
        by: Dimensions, as `guangongwei.indicators.objects.evaluate` knows them.
        organisation: The organisation whose subtree it is about; without one, the whole tree.
        standards: The editions of standards that assessments speak of.
        unique_ids: No id stands twice in a table; the caller vouches for it, nobody looks.
        audience: Who is to see it. Figures that count people, or what is noted about them, are for
            the desk alone; `Review.published` tells others what can be told of them.

    Raises:
        BadArgument: A definition, a dimension, a table or a column that is refused.
        NotStored: There is no such organisation.
    """
    wanted = tuple(definitions)
    scene = scene_of(
        wanted,
        tables,
        tree=tree,
        period=period,
        as_of=as_of,
        standards=standards,
        unique_ids=unique_ids,
        has_returns=False,
    )
    views = views_of(scene, wanted, organisation=organisation, by=by)
    whole, ledger = View(scene, organisation, Dimensions(tuple(by))), scene.counting
    assert isinstance(ledger, Ledger)  # noqa: S101  (it is in tables)
    many = are_many(views)
    plain = {each for each in wanted if many and fits(each, whole, ledger.tables)}
    parts, empty = assembled([each for each in wanted if each in plain], whole, views, ledger)
    rest = [each for each in wanted if each not in plain or each in empty]
    like = next(iter(ledger.tables.given.values()))
    if rest or not parts:
        parts.append(_one_by_one(views, rest, in_arrow(like.head(0))))
    return given_back(veiled(parts, wanted, audience), like)


def _one_by_one(views: Sequence[View], definitions: Iterable[Indicator], like: Any) -> Any:
    """The rows of indicators whose figures are made here."""
    first, by = views[0], views[0].dimensions.asked
    found = table(figures_in(views, definitions), like, first.scene.dataset.tree, by)
    return typed(found, kinds_by(by))


@told_plainly
def scene_of(
    definitions: Iterable[Indicator],
    tables: ByNoun,
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    standards: Iterable[Standard] = (),
    unique_ids: bool = False,
    has_returns: bool = True,
) -> Scene:
    """A scene for some definitions whose records are in tables.

    Who has reported, and cases whose steps tell where they stand, are read from their tables, if
    any definition needs them; everything else is counted where it is. Without returns only what
    they tell is in it, unless more is asked of them.
    """
    given = given_of(tables)
    if not given:
        raise BadArgument("tables", "with a table in them")
    held, wanted = Tables(given=given, unique_ids=unique_ids), tuple(definitions)
    nouns, told = nouns_in(wanted), None
    if not has_returns and Return in given and Return in nouns and not reads_returns(wanted):
        nouns, told = nouns - {Return}, sent_in(held)
    dataset = _read(held, nouns, tree, standards)
    return Scene(
        dataset=dataset,
        period=period,
        as_of=as_of,
        counting=Ledger(tables=held),
        ground=Ground(dataset, told=told),
    )


def _read(
    tables: Tables, nouns: frozenset[type[Record]], tree: Tree, standards: Iterable[Standard]
) -> Dataset:
    """The records of those of some nouns that are read, under a tree."""
    read = {
        noun: tuple(records_of(tables, noun))
        for noun in READ
        if noun in nouns and noun in tables.given
    }
    cases: tuple[Any, ...] = read.get(CareCase, ())
    returns: tuple[Any, ...] = read.get(Return, ())
    return Dataset(
        organisations=tree.organisations,
        returns=returns,
        cases=cases,
        children=_children(tables, cases),
        standards=tuple(standards),
    )


def _children(tables: Tables, cases: Iterable[CareCase]) -> tuple[Child, ...]:
    """The children that cases are about, for the organisations that they belong to."""
    ids = sorted({each.child for each in cases})
    if not ids:
        return ()
    tables.need(Child, "id")
    frame = tables.frame(Child, ("id", "organisation"))
    rows = collected(frame.filter(nw.col("id").is_in(tables.keys(Child, "id", ids))))
    return tuple(Child(id=ChildId(str(id_)), organisation=unit) for id_, unit in rows)
