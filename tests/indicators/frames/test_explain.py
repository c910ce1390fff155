"""Figures from tables, explained by the records that they are about."""

from __future__ import annotations

import pytest
from tests.indicators.frames.engines import ENGINES

from guangongwei.errors import BadArgument
from guangongwei.indicators import CATALOGUE, Spread, evaluate, explain, frames, indicator
from guangongwei.indicators.guarded import is_guarded
from guangongwei.model.audience import Audience
from guangongwei.testing import worlds


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize("by", [(), ("organisation",), ("town",)], ids=["whole", "units", "towns"])
def test_an_explanation_is_that_of_the_records(engine: str, by: tuple[str, ...]) -> None:
    """The same records count on both sides, and they make the same value."""
    world = worlds.small(125)
    dataset = world.dataset
    tables = ENGINES[engine](dataset)
    wanted = [
        each
        for each in CATALOGUE
        if not (isinstance(each.value, Spread) and each.value.across in by)
    ]
    found = evaluate(wanted, dataset, period=world.period, as_of=world.as_of, by=by)
    for figure in found[:: 1 if not by else 29]:
        ours = frames.explain(
            figure,
            tables,
            tree=dataset.tree,
            standards=dataset.standards,
            audience=Audience.DESK,
        )
        theirs = explain(figure, dataset)
        assert ours.value() == theirs.value()
        assert set(ours.part.records) == set(theirs.part.records)


def test_what_was_left_out_is_told() -> None:
    """A service of another year is left out here as it is of records."""
    world = worlds.small(125)
    dataset = world.dataset
    figure = next(
        each
        for each in evaluate(CATALOGUE, dataset, period=world.period, as_of=world.as_of)
        if each.indicator == "services.hours"
    )
    ours = frames.explain(
        figure, frames.from_records(dataset), tree=dataset.tree, audience=Audience.DESK
    )
    theirs = explain(figure, dataset)
    assert ours.part.left_out.keys() == theirs.part.left_out.keys()


def test_the_records_behind_people_are_for_the_desk() -> None:
    """An explanation lists them; schools and activities are explained to everybody."""
    world = worlds.small(125)
    dataset = world.dataset
    tables = frames.from_records(dataset)
    for figure in evaluate(CATALOGUE, dataset, period=world.period, as_of=world.as_of):
        asked = {"tree": dataset.tree, "standards": dataset.standards}
        if is_guarded(indicator(figure.indicator).value):
            with pytest.raises(BadArgument, match="DESK"):
                frames.explain(figure, tables, **asked)  # type: ignore[arg-type]  # as asked
        else:
            assert frames.explain(figure, tables, **asked).value() == figure.value  # type: ignore[arg-type]  # as above
