"""Rows of a result as figures again, and what is no row of one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from tests.indicators.datasets import NEW_YEARS_EVE, YEAR, activity, bureau, school, service
from tests.indicators.frames.asking import answered, asked

from guangongwei.errors import BadArgument, NotAFigure
from guangongwei.indicators import Change, Growth, Indicator, Is, Measure, Per, frames
from guangongwei.model import Activity, Dataset, Service
from guangongwei.model.audience import Audience

DATASET = Dataset(
    organisations=(bureau(), school("S1")),
    activities=tuple(activity(f"H{number}") for number in range(7)),
    services=(service("F1"), service("F2"), service("F3")),
)
MEASURE = Measure(of=Activity)
PER = Per(of=MEASURE, each=Measure(of=Service))


def result_of(definitions: list[Indicator], **more: Any) -> pl.DataFrame:
    """A result in Polars."""
    found: pl.DataFrame = frames.evaluate(
        definitions,
        frames.from_records(DATASET),
        tree=DATASET.tree,
        period=YEAR,
        as_of=NEW_YEARS_EVE,
        audience=Audience.DESK,
        **more,
    )
    return found


def test_a_quotient_that_no_digits_tell_comes_back() -> None:
    """Seven thirds are told as a number of nine digits, and exactly as a fraction beside it."""
    assert answered(PER, DATASET) == [Fraction(7, 3)]
    (row,) = result_of(asked(PER)).to_dicts()
    assert row["fraction"] == "7/3"
    assert str(row["value"]) == "2.333333333"


def test_some_rows_of_a_result_are_figures_too() -> None:
    """A caller may filter and sort, and leave columns of the caller's own away."""
    definitions = asked(MEASURE, PER)
    result = result_of(definitions, by=("organisation",))
    (kept,) = frames.figures(
        result.filter(pl.col("organisation") == "S1", pl.col("indicator") == "asked.0"), definitions
    )
    assert (kept.group.organisation, kept.value) == ("S1", 7)


def test_a_table_without_its_columns_is_no_result() -> None:
    """The columns that a result has are named."""
    with pytest.raises(BadArgument, match="result must be with the columns indicator, name"):
        list(frames.figures(result_of(asked(MEASURE)).drop("absence"), asked(MEASURE)))


def test_another_definition_of_that_name_is_refused() -> None:
    """A row tells which definition it was computed from."""
    (definition,) = asked(MEASURE)
    other = evolve(definition, value=Measure(of=Activity, where=Is("kind", "宣讲")))
    with pytest.raises(BadArgument, match=r"computed with this asked\.0"):
        list(frames.figures(result_of([definition]), [other]))
    with pytest.raises(NotAFigure):
        list(frames.figures(result_of([definition]), []))


def test_a_period_that_is_none_is_refused() -> None:
    """Somebody has written 去年 over 2024年."""
    result = result_of(asked(MEASURE)).with_columns(period=pl.lit("去年"))
    with pytest.raises(BadArgument, match="result must be with periods as labels"):
        list(frames.figures(result, asked(MEASURE)))


def test_a_change_from_nothing_is_told() -> None:
    """Between two years of which the first has nothing: a difference, and no rate."""
    changes = [Change(of=MEASURE, growth=each) for each in Growth]
    answered(changes, DATASET)


def test_no_definitions_have_no_rows() -> None:
    """A result of nothing has its columns nevertheless."""
    result = result_of([])
    assert result.height == 0
    assert list(frames.figures(result, [])) == []
