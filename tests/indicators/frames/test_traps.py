"""What engines get wrong, do not have or do each in their own way, pinned on small tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    article,
    bureau,
    decision,
    school,
    sent,
    service,
    volunteer,
)
from tests.indicators.frames.engines import ENGINES, QUICK

from guangongwei.errors import BadArgument
from guangongwei.indicators import frames, indicator
from guangongwei.model import Absence, Activity, Dataset, Figure, Outcome, Return, Service
from guangongwei.model.audience import Audience
from guangongwei.model.organisation import Tree
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from collections.abc import Iterable

_REVOKED = Outcome.REVOKED
SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"))
TREE = Tree(SCHOOLS)
#: The engines of which none is large: every trap is set for each of them.
SET_FOR = (*QUICK, "ibis-postgresql")


def figures_of(dataset: Dataset, engine: str, *ids: str, by: tuple[str, ...] = ()) -> list[Figure]:
    """Figures of the catalogue from a dataset's tables in an engine."""
    result = frames.evaluate(
        [indicator(each) for each in ids],
        ENGINES[engine](dataset),
        tree=dataset.tree,
        period=YEAR,
        audience=Audience.DESK,
        as_of=NEW_YEARS_EVE,
        by=by,
    )
    return list(frames.figures(result))


def values(found: Iterable[Figure]) -> list[object]:
    """The values of figures."""
    return [each.value for each in found]


@pytest.mark.parametrize("engine", SET_FOR)
def test_a_sum_under_a_condition_is_of_those_that_meet_it(engine: str) -> None:
    """Inside an aggregation, when/then sums wrongly in pandas and PyArrow."""
    dataset = Dataset(
        organisations=SCHOOLS,
        activities=(
            activity("H1", sessions=2, kind="宣讲"),
            activity("H2", sessions=40, kind="征文"),
            activity("H3", sessions=3, kind="宣讲"),
        ),
    )
    assert values(figures_of(dataset, engine, "lectures.sessions", "themes.sessions")) == [5, 40]


@pytest.mark.parametrize("engine", SET_FOR)
def test_different_values_leave_blanks_out_or_count_each(engine: str) -> None:
    """A blank is no value of `n_unique`'s; two pieces without a story are two stories."""
    dataset = Dataset(
        organisations=SCHOOLS,
        articles=(
            article("G1", story="K1"),
            article("G2", story="K1"),
            article("G3"),
            article("G4", "S2"),
        ),
    )
    assert values(figures_of(dataset, engine, "articles.published")) == [3]


@pytest.mark.parametrize("engine", SET_FOR)
def test_different_values_are_counted_anew_at_every_level(engine: str) -> None:
    """A volunteer of two schools is one of the bureau's."""
    dataset = Dataset(
        organisations=SCHOOLS,
        volunteers=(volunteer("V1"),),
        services=(service("F1", "S1"), service("F2", "S2")),
    )
    found = figures_of(dataset, engine, "volunteers.active", by=("organisation",))
    assert {each.group.organisation: each.value for each in found} == {"B": 1, "S1": 1, "S2": 1}


@pytest.mark.parametrize("engine", SET_FOR)
def test_tenths_of_hours_add_up_to_what_they_are(engine: str) -> None:
    """0.1 ten times is 1, which no binary float says."""
    services = tuple(service(f"F{n}", hours=Decimal("0.1")) for n in range(10))
    dataset = Dataset(organisations=SCHOOLS, services=services)
    (found,) = figures_of(dataset, engine, "services.hours")
    assert found.value == Decimal(1)


@pytest.mark.parametrize("engine", SET_FOR)
def test_of_two_decisions_on_one_day_the_last_id_counts(engine: str) -> None:
    """Databases sort texts by the words of a language; ids are compared letter by letter."""
    passed, revoked = decision("R-b"), decision("R-B", outcome=_REVOKED)
    dataset = Dataset(organisations=SCHOOLS, accreditations=(passed, revoked))
    assert values(figures_of(dataset, engine, "accreditation.reached")) == [1]


@pytest.mark.parametrize("engine", SET_FOR)
def test_of_two_records_under_one_id_the_first_counts(engine: str) -> None:
    """Engines without order are told it by the column ``row``."""
    services = (service("F1", hours=Decimal(1)), service("F1", hours=Decimal(5)))
    dataset = Dataset(organisations=SCHOOLS, services=services)
    assert values(figures_of(dataset, engine, "services.hours", "services.count")) == [1, 1]


@pytest.mark.parametrize("engine", SET_FOR)
def test_nobody_s_blank_is_anybody_s(engine: str) -> None:
    """Rows without an organisation, or with one that is not in the tree, join nothing."""
    dataset = Dataset(
        organisations=SCHOOLS,
        services=(service("F1", "X9"), service("F2", "S1")),
        returns=sent("S1", "服务记录"),
    )
    found = figures_of(dataset, engine, "services.count", by=("organisation",))
    assert {each.group.organisation: each.value for each in found} == {
        "B": 1,
        "S1": 1,
        "S2": Absence.NOT_REPORTED,
    }


@pytest.mark.parametrize("engine", SET_FOR)
def test_a_list_is_asked_for_one_of_its_texts(engine: str) -> None:
    """老教师 is none of 老教师傅."""
    dataset = Dataset(
        organisations=SCHOOLS,
        volunteers=(volunteer("V1", kinds=("老教师傅",)), volunteer("V2", kinds=("退休教师",))),
    )
    assert values(figures_of(dataset, engine, "volunteers.teachers")) == [1]


def services_of(**columns: Any) -> pd.DataFrame:
    """A table of one service in pandas, with some columns of the caller's own."""
    plain = {
        "id": ["F1"],
        "volunteer": ["V1"],
        "organisation": ["S1"],
        "on": [datetime(2024, 3, 1)],
    }
    return pd.DataFrame(plain | columns)


def hours_of(table: Any) -> list[object]:
    """The hours in a table of services."""
    result = frames.evaluate(
        [indicator("services.hours")],
        {Service: table},
        tree=TREE,
        period=YEAR,
        audience=Audience.DESK,
        as_of=NEW_YEARS_EVE,
    )
    return values(frames.figures(result))


def test_binary_floats_are_refused() -> None:
    """Hours in a column of floats are named before anything is added up."""
    with pytest.raises(BadArgument) as error:
        hours_of(services_of(hours=[0.1]))
    assert error.value.name == "tables[Service].hours"


def test_days_as_texts_are_refused() -> None:
    """Nobody guesses what 2024-3-1 means in a table."""
    with pytest.raises(BadArgument) as error:
        hours_of(services_of(on=["2024-3-1"], hours=[Decimal(1)]))
    assert error.value.name == "tables[Service].on"


def test_a_time_of_day_belongs_to_its_day() -> None:
    """The last evening of the year is in the year."""
    table = services_of(on=[datetime(2024, 12, 31, 21, 30)], hours=[Decimal("1.5")])
    assert hours_of(table) == [Decimal("1.5")]


def test_a_missing_table_is_named() -> None:
    """A definition whose noun has no table is refused by the noun's name."""
    with pytest.raises(BadArgument, match="Service"):
        frames.evaluate(
            [indicator("services.hours")],
            {Activity: pl.DataFrame({"id": ["H1"]})},
            tree=TREE,
            period=YEAR,
            audience=Audience.DESK,
            as_of=NEW_YEARS_EVE,
        )


def test_a_missing_column_is_named() -> None:
    """Without a column for the day, nobody knows when it was."""
    with pytest.raises(BadArgument, match="日期"):
        hours_of(services_of(hours=[Decimal(1)]).drop(columns="on"))


def test_a_column_under_both_names_is_refused() -> None:
    """Which of 日期 and on would count?"""
    table = services_of(hours=[Decimal(1)])
    with pytest.raises(BadArgument, match="not with both"):
        hours_of(table.assign(日期=table["on"]))


def test_repeated_ids_without_an_order_are_refused() -> None:
    """An engine without order is not asked which row came first."""
    table = pa.table(
        {
            "id": ["F1", "F1"],
            "volunteer": ["V1", "V1"],
            "organisation": ["S1", "S1"],
            "on": [date(2024, 3, 1)] * 2,
            "hours": [Decimal(1), Decimal(2)],
        }
    )
    with pytest.raises(BadArgument, match="行号"):
        hours_of(duckdb.connect().from_arrow(table))


def test_what_is_no_table_is_refused() -> None:
    """A list is no table, and says so."""
    with pytest.raises(BadArgument, match="Polars"):
        hours_of([1, 2])


def test_tables_of_two_engines_are_refused() -> None:
    """One evaluation is in one engine."""
    with pytest.raises(BadArgument, match="one engine"):
        frames.evaluate(
            [indicator("services.hours")],
            {Service: services_of(), Return: pl.DataFrame({"organisation": ["S1"]})},
            tree=TREE,
            period=YEAR,
            audience=Audience.DESK,
            as_of=NEW_YEARS_EVE,
        )


def test_what_speaks_arrow_comes_in() -> None:
    """An object with the Arrow stream interface, and nothing else, is a table."""

    class Stream:
        def __init__(self, table: pa.Table) -> None:
            self._table = table

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self._table.__arrow_c_stream__(requested_schema)

    services = (service("F1", hours=Decimal("2.5")),)
    tables = frames.from_records(Dataset(organisations=SCHOOLS, services=services), "pyarrow")
    assert hours_of(Stream(tables[Service])) == [Decimal("2.5")]


@pytest.mark.parametrize("engine", QUICK)
def test_what_counts_people_is_for_the_desk(engine: str) -> None:
    """Others are told no number, part or bound of it; schools and activities are told."""
    world = worlds.small(3)
    asked = [
        indicator(each) for each in ("care.children", "care.paired_share", "activities.sessions")
    ]
    when: Any = {"tree": world.dataset.tree, "period": world.period, "as_of": world.as_of}
    tables = ENGINES[engine](world.dataset)
    told = frames.evaluate(asked, tables, by=("organisation",), **when)
    desk = frames.evaluate(asked, tables, by=("organisation",), audience=Audience.DESK, **when)
    found = {(each.indicator, each.group): each for each in frames.figures(told)}
    for each in frames.figures(desk):
        hidden = evolve(each, value=Absence.SUPPRESSED, bounds=None)
        is_told = each.indicator == "activities.sessions"
        assert found[each.indicator, each.group] == (each if is_told else hidden)
    internal = frames.evaluate(asked[:1], tables, audience=Audience.INTERNAL, **when)
    assert values(frames.figures(internal)) == [Absence.SUPPRESSED]
