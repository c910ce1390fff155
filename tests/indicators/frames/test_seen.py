"""Whatever an engine says of a cell it cannot read, nobody hears it from here."""

from __future__ import annotations

import logging
from datetime import date
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.indicators.frames.engines import postgresql
from tests.test_canaries import WORLD
from tests.test_privacy import CANARIES, chain, seen

import guangongwei as ggw
from guangongwei.errors import BadArgument
from guangongwei.indicators import CATALOGUE, Measure, frames
from guangongwei.indicators.formulas import measures
from guangongwei.model import CareCase, Child, Dataset, Grant, Pairing, Service, Volunteer
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.model.dataset import Record

FEW = Dataset(**{name: WORLD.records(noun)[:8] for noun, name in TABLES.items()})  # type: ignore[arg-type]  # as named
TOLD: dict[type[Record], Any] = frames.from_records(FEW, "pyarrow", numbered=True)
NOUNS: tuple[type[Record], ...] = (Volunteer, Service, Child, Pairing, CareCase, Grant)
WHEN: dict[str, Any] = {"period": ggw.Year(2024), "as_of": date(2024, 12, 31)}
NUMBERS = iter(range(10_000))


def _in_duckdb(table: pa.Table) -> Any:
    connection = ibis.duckdb.connect()
    connection.con.register("spoilt", table)
    return connection.table("spoilt")


ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "polars-lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]  # a frame
    "pandas": lambda table: table.to_pandas(),
    "pandas-arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
    "ibis-duckdb": _in_duckdb,
    "ibis-postgresql": lambda table: postgresql().create_table(f"spoilt_{next(NUMBERS)}", table),
}


def _spoilt(noun: type[Record], *names: str) -> Any:
    """The table of a noun with canaries in some columns."""
    table = TOLD[noun]
    for name in names:
        cells = list(islice(cycle(CANARIES), table.num_rows))
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(cells))
    return table


def _shown(call: Callable[[], object]) -> set[str]:
    """The canaries in the exception of a call, if it fails."""
    try:
        call()
    except Exception as error:  # noqa: BLE001  (whatever it is, it shows nothing)
        return seen(*chain(error))
    return set()


def _asked(
    noun: type[Record], table: Any, opened: dict[Any, Any]
) -> tuple[Callable[[], object], ...]:
    """Everything that reads a table."""
    tables = {**opened, noun: table}
    wanted = [each for each in CATALOGUE if noun in {one.of for one in measures(each.value)}]
    asked: dict[str, Any] = {"tree": FEW.tree, "audience": Audience.DESK}
    figures = ggw.evaluate(wanted, FEW, **WHEN)[:2]
    return (
        lambda: frames.to_records({noun: table}),
        lambda: [*frames.figures(frames.evaluate(wanted[:2], tables, **asked, **WHEN))],
        lambda: frames.count({"all": Measure(of=noun)}, tables, **asked, **WHEN),
        *(lambda each=each: frames.explain(each, tables, **asked) for each in figures),
        lambda: [*frames.figures(table)],
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_no_engine_error_shows_a_cell(
    engine: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Words where numbers, days and terms belong: no exception, log or output has one of them."""
    caplog.set_level(logging.DEBUG)
    opened = {noun: ENGINES[engine](TOLD[noun]) for noun in TOLD}
    for noun in NOUNS:
        names = [each for each in TOLD[noun].column_names if each != "row"]
        is_quick = engine in ("pyarrow", "polars")
        for spoilt in [names, *([each] for each in names if is_quick)]:
            table = ENGINES[engine](_spoilt(noun, *spoilt))
            for call in _asked(noun, table, opened):
                assert not _shown(call), (noun.__name__, spoilt)
    assert not seen(*(each.getMessage() for each in caplog.records), *capfd.readouterr())


def _lazily_wrong() -> dict[str, Any]:
    """Services whose hours become numbers when they are asked for, and cannot."""
    table = _spoilt(Service, "organisation")
    relation = duckdb.connect().from_arrow(table)
    told = relation.project("* REPLACE (CAST(organisation AS DECIMAL(38, 9)) AS hours)")
    opened = _in_duckdb(table)
    stored: Any = postgresql().create_table(f"spoilt_{next(NUMBERS)}", table)
    polars = pl.from_arrow(table).lazy()  # type: ignore[union-attr]  # a frame
    return {
        "polars": polars.with_columns(hours=pl.col("organisation").cast(pl.Decimal(38, 9))),
        "duckdb": told,
        "ibis-duckdb": opened.mutate(hours=opened.organisation.cast("decimal(38, 9)")),
        "ibis-postgresql": stored.mutate(hours=stored.organisation.cast("decimal(38, 9)")),
    }


@pytest.mark.parametrize("engine", ["polars", "duckdb", "ibis-duckdb", "ibis-postgresql"])
def test_an_engine_that_fails_late_is_told_plainly(engine: str) -> None:
    """It quotes the cell, in its error and in that of its driver; from here it is a fault of the table."""
    table = _lazily_wrong()[engine]
    with pytest.raises(BadArgument, match="their engine can read them") as caught:
        frames.to_records({Service: table})
    assert not seen(*chain(caught.value))
    assert caught.value.__context__ is None
    for call in _asked(Service, table, {}):
        assert not _shown(call)
