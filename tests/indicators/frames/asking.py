"""One definition asked of tables, compared with the reference engine before it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from tests.indicators.datasets import NEW_YEARS_EVE, YEAR
from tests.indicators.frames.engines import ENGINES

from guangongwei.errors import BadArgument
from guangongwei.indicators import Indicator, evaluate, frames
from guangongwei.indicators.frames import assembled
from guangongwei.model import Unit
from guangongwei.model.audience import Audience

if TYPE_CHECKING:
    from datetime import date

    from guangongwei.indicators import Formula
    from guangongwei.model import Dataset
    from guangongwei.model.dataset import Record
    from guangongwei.model.period import Period

    Tables = dict[type[Record], Any]


def without(tables: Tables, noun: type[Record], *names: str) -> Tables:
    """The tables with one of them short of some columns; in Polars."""
    return {**tables, noun: tables[noun].drop(*names)}


def asked(*formulas: Formula) -> list[Indicator]:
    """Indicators that ask for formulas."""
    plain = Indicator(
        id="", name="问", label="asked", value=formulas[0], unit=Unit.NONE, note="", source=""
    )
    return [evolve(plain, id=f"asked.{number}", value=each) for number, each in enumerate(formulas)]


def answered(
    formulas: Formula | Sequence[Formula],
    dataset: Dataset,
    tables: Tables | None = None,
    *,
    engine: str = "polars",
    by: tuple[str, ...] = (),
    period: Period = YEAR,
    as_of: date = NEW_YEARS_EVE,
) -> list[object]:
    """The values from tables, all that is told of each figure being as the reference engine has it.

    They are asked for twice: as so few groups are, and as so many are that the engine makes the
    rows itself.
    """
    definitions = asked(*(formulas if isinstance(formulas, Sequence) else (formulas,)))
    wanted = evaluate(definitions, dataset, period=period, as_of=as_of, by=by)
    for few in (assembled.FEW, 0):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(assembled, "FEW", few)
            result = frames.evaluate(
                definitions,
                ENGINES[engine](dataset) if tables is None else tables,
                tree=dataset.tree,
                period=period,
                as_of=as_of,
                by=by,
                standards=dataset.standards,
                audience=Audience.DESK,
            )
            found = {
                (each.indicator, each.group, each.period): each
                for each in frames.figures(result, definitions)
            }
        assert len(found) == len(wanted)
        for each in wanted:
            assert found[each.indicator, each.group, each.period] == each
    return [each.value for each in wanted]


def refused(formula: Formula, dataset: Dataset, tables: Tables | None = None) -> BadArgument:
    """What tables say to a definition that they refuse."""
    with pytest.raises(BadArgument) as caught:
        frames.evaluate(
            asked(formula),
            frames.from_records(dataset) if tables is None else tables,
            tree=dataset.tree,
            period=YEAR,
            as_of=NEW_YEARS_EVE,
            audience=Audience.DESK,
        )
    return caught.value
