"""Why a figure from tables is what it is: the records that it is about, and no others, are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Exists, Latest
from guangongwei.indicators.explain import explain as explain_records
from guangongwei.indicators.formulas import measures
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.columns import OWNERS, READ, Holds, holds
from guangongwei.indicators.frames.failing import told_plainly
from guangongwei.indicators.frames.records import ByNoun, given_of, records_of
from guangongwei.indicators.frames.refusals import nouns_in
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.guarded import is_guarded
from guangongwei.indicators.lives import LINKS
from guangongwei.indicators.paths import conditions
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES, Dataset, Record
from guangongwei.model.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.definition import Indicator, Measure
    from guangongwei.indicators.explain import Explanation
    from guangongwei.model.figure import Figure
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.standard import Standard


@told_plainly
def explain(
    figure: Figure,
    tables: ByNoun,
    *,
    tree: Tree,
    catalogue: Iterable[Indicator] = CATALOGUE,
    standards: Iterable[Standard] = (),
    audience: Audience = Audience.PUBLIC,
) -> Explanation:
    """Why a figure is what it is.

    Of a figure about one organisation the records below it are read, and the records of other
    nouns about these; of a figure about the whole, everything that its definition speaks of.

    An explanation lists records, so that of a figure that counts people is for the desk alone.

    Raises:
        NotAFigure: The catalogue has no such indicator.
        BadArgument: The figure was computed from another definition of that name, or counts people
            and is not for the desk.
    """
    kept = tuple(catalogue)
    definition = indicator(figure.indicator, kept)
    if audience is not Audience.DESK and is_guarded(definition.value):
        raise BadArgument("figure", "one that counts no people, or explained to Audience.DESK")
    # Whatever stands under one id twice is shown as left out.
    held = Tables(given=given_of(tables), unique_ids=True)
    units = None
    if figure.group.organisation is not None:
        units = tree.subtree(figure.group.organisation)
    shelf = _Shelf()
    for noun in READ:
        if noun in nouns_in([definition]) and noun in held.given:
            shelf.add(noun, records_of(held, noun))
    for measure in measures(definition.value):
        _read(shelf, held, measure, units)
    for noun in tuple(shelf.records):
        if noun in OWNERS:
            shelf.add(OWNERS[noun][1], records_of(held, OWNERS[noun][1]))
    fields: dict[str, Any] = {TABLES[noun]: tuple(each) for noun, each in shelf.records.items()}
    fields[TABLES[Organisation]] = tree.organisations
    dataset = Dataset(**fields, standards=tuple(standards))
    return explain_records(figure, dataset, kept)


@final
@frozen
class _Shelf:
    """The records that were read, by noun; of two reads with one id in both the first counts."""

    records: dict[type[Record], list[Record]] = field(factory=dict[Any, Any])

    def add(self, noun: type[Record], records: Iterable[Record]) -> None:
        """Put records beside those of the same noun."""
        kept = self.records.setdefault(noun, [])
        known = {getattr(each, "id", None) for each in kept}
        kept += [each for each in records if getattr(each, "id", "") not in known]

    def ids(self, noun: type[Record]) -> list[str]:
        """The ids of the records of a noun."""
        return [str(getattr(each, "id", "")) for each in self.records[noun]]


def _read(
    shelf: _Shelf, tables: Tables, measure: Measure, units: frozenset[OrganisationId] | None
) -> None:
    """The records that a measure counts, and those that it asks for about them."""
    if measure.of not in READ:
        only = _of_units(tables, measure.of, units)
        shelf.add(measure.of, records_of(tables, measure.of, only))
    for about, condition in conditions(measure):
        if not isinstance(condition, Exists | Latest) or condition.of in READ:
            continue
        of, link = condition.of, LINKS.get((condition.of, about))
        only = None
        if units is not None and about == measure.of:
            only = _of_units(tables, of, units)
            if link is not None:
                only = _naming(tables, of, link, shelf.ids(about))
        shelf.add(of, records_of(tables, of, only))


def _of_units(tables: Tables, noun: type[Record], units: frozenset[OrganisationId] | None) -> Any:
    """Say that a record is of one of some organisations, or of a brand or a child of theirs."""
    if units is None:
        return None
    if noun not in OWNERS:
        return nw.col("organisation").is_in(sorted(units))
    link, owner = OWNERS[noun]
    shelf = _Shelf()
    shelf.add(owner, records_of(tables, owner, _of_units(tables, owner, units)))
    return _naming(tables, noun, link, shelf.ids(owner))


def _naming(tables: Tables, noun: type[Record], link: str, ids: list[str]) -> Any:
    """Say that a record names one of some others; of several at once nobody asks."""
    if holds(noun, link) is Holds.TEXTS:
        return None
    keys = tables.keys(noun, link, ids)
    return nw.col(link).is_in(keys) if keys else nw.col(link).is_null()
