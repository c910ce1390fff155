"""The work of a district in tables, for whoever takes a dataset otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.indicators.frames.evaluate import scene_of
from guangongwei.indicators.frames.explain import explain
from guangongwei.indicators.frames.records import ByNoun
from guangongwei.model.audience import Audience
from guangongwei.model.organisation import Tree
from guangongwei.model.standard import Standard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from guangongwei.indicators.definition import Indicator
    from guangongwei.indicators.explain import Explanation
    from guangongwei.indicators.scene import Scene
    from guangongwei.model.figure import Figure
    from guangongwei.model.period import Period


@final
@frozen
class TableSet:
    """The tables of a district and its tree; `guangongwei.review` takes it as it takes a dataset."""

    tables: ByNoun = field(repr=False)
    tree: Tree = field(kw_only=True)
    #: The editions of standards that assessments speak of.
    standards: tuple[Standard, ...] = field(default=(), kw_only=True)
    #: No id stands twice in a table; the caller vouches for it.
    unique_ids: bool = field(default=False, kw_only=True)

    def scene(self, definitions: Iterable[Indicator], *, period: Period, as_of: date) -> Scene:
        """What figures of these definitions are computed in."""
        return scene_of(
            definitions,
            self.tables,
            tree=self.tree,
            period=period,
            as_of=as_of,
            standards=self.standards,
            unique_ids=self.unique_ids,
        )

    def explain(
        self,
        figure: Figure,
        catalogue: Iterable[Indicator],
        *,
        audience: Audience = Audience.PUBLIC,
    ) -> Explanation:
        """Why a figure is what it is, from the records that it is about."""
        return explain(
            figure,
            self.tables,
            tree=self.tree,
            catalogue=catalogue,
            standards=self.standards,
            audience=audience,
        )
