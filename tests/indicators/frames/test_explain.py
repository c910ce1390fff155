"""Figures from tables, explained by the records that they are about."""

from __future__ import annotations

import pytest
from tests.indicators.frames.asking import asked
from tests.indicators.frames.engines import ENGINES

from guangongwei.errors import BadArgument
from guangongwei.indicators import (
    CATALOGUE,
    Distinct,
    Exists,
    Is,
    Latest,
    Measure,
    Share,
    Spread,
    Timing,
    evaluate,
    explain,
    frames,
    indicator,
)
from guangongwei.indicators.guarded import is_guarded
from guangongwei.model import (
    Activity,
    Article,
    CareCase,
    Child,
    Consent,
    Pairing,
    Return,
    Service,
    Volunteer,
)
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


@pytest.mark.parametrize("by", [(), ("organisation",)], ids=["whole", "units"])
def test_what_conditions_ask_for_is_read_too(by: tuple[str, ...]) -> None:
    """Records that name those that count, or are about their organisation, and cases by their child."""
    at_end = Timing.AT_END
    served = Measure(of=Volunteer, where=Exists(Service), timing=at_end)
    definitions = asked(
        served,
        Share(part=served, whole=Measure(of=Volunteer, timing=at_end)),
        Measure(of=Volunteer, where=Exists(Pairing, timing=at_end), timing=at_end),
        Measure(of=Child, where=Latest(Consent, Is("purpose", "结对")), timing=at_end),
        Measure(of=Child, where=Exists(CareCase, timing=at_end), timing=at_end),
        Measure(of=CareCase, where=Exists(Activity), timing=at_end),
        Measure(of=Activity, where=Exists(Article, Exists(Return))),
        Measure(of=Pairing, count=Distinct("subject"), timing=at_end, rests_on="活动"),
    )
    world = worlds.small(125)
    dataset = world.dataset
    tables = frames.from_records(dataset)
    when = {"period": world.period, "as_of": world.as_of}
    for figure in evaluate(definitions, dataset, by=by, **when):  # type: ignore[arg-type]  # as asked
        ours = frames.explain(
            figure, tables, tree=dataset.tree, catalogue=definitions, audience=Audience.DESK
        )
        theirs = explain(figure, dataset, definitions)
        assert ours.value() == theirs.value()
        assert set(ours.part.records) == set(theirs.part.records)
