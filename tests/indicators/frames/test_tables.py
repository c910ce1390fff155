"""Tables of the caller's own: what their columns may hold, and what of it is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pytest
from attrs import evolve
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    bureau,
    decision,
    oid,
    school,
    service,
    volunteer,
)
from tests.indicators.frames.asking import answered, asked, refused, without
from tests.indicators.frames.engines import ENGINES, QUICK

from guangongwei.indicators import (
    Contains,
    Distinct,
    Exists,
    Is,
    Latest,
    Measure,
    OneOf,
    Sum,
    Timing,
    evaluate,
    explain,
    frames,
)
from guangongwei.indicators.frames.backend import KNOWN
from guangongwei.indicators.frames.columns import HEADERS
from guangongwei.model import (
    Accreditation,
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Dataset,
    Grant,
    GrantId,
    Programme,
    ProgrammeId,
    Service,
    Volunteer,
)
from guangongwei.model.audience import Audience

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record

SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"))
DAY = date(2024, 3, 1)
#: The fields of records here that name others.
KEYS = ("id", "volunteer", "child", "programme")
NUMBERED = Dataset(
    organisations=SCHOOLS,
    volunteers=(volunteer("1"), volunteer("2", "S2")),
    services=(
        service("8", by="1"),
        evolve(service("9", "S2", by="2"), programme="7"),
        service("10", "S2", by="2"),
    ),
    programmes=(Programme(id=ProgrammeId("7"), name="四点钟课堂", organisation=oid("S1")),),
    children=(
        Child(id=ChildId("5"), organisation=oid("S1")),
        Child(id=ChildId("6"), organisation=oid("S2")),
    ),
    grants=(
        Grant(
            id=GrantId("20"),
            programme=ProgrammeId("7"),
            child=ChildId("5"),
            on=DAY,
            amount=Decimal(500),
        ),
    ),
    consents=tuple(
        Consent(id=ConsentId(id_), child=ChildId("6"), guardian="父亲", purpose=purpose, given=DAY)
        # Of these the second is the later one, as texts are told apart.
        for id_, purpose in (("100", "宣传"), ("99", "结对"))
    ),
    cases=(CareCase(id=CaseId("40"), child=ChildId("5"), level=CaseLevel.GENERAL, started=DAY),),
)


def numbered_in(engine: str) -> dict[Any, Any]:
    """The tables of an engine with whole numbers as keys."""
    told = ENGINES[engine](NUMBERED)
    nouns = (Volunteer, Service, Programme, Child, Grant, Consent, CareCase)
    return {noun: _numbered(noun, told[noun]) for noun in nouns}


def _numbered(noun: type[Record], table: Any) -> Any:
    frame: Any = nw.from_native(table)
    called = {
        each for name, header in HEADERS[noun].items() if name in KEYS for each in (name, header)
    }
    names = [each for each in frame.collect_schema().names() if each in called]
    if isinstance(table, pd.DataFrame):
        return table.astype(dict.fromkeys(names, "Int64"))
    return frame.with_columns(nw.col(*names).cast(nw.Int64)).to_native()


@pytest.mark.parametrize("engine", QUICK)
def test_keys_that_are_numbers_lead_to_records(engine: str) -> None:
    """Texts that are written as the numbers are the same keys, in every engine."""
    at_end = Timing.AT_END
    wanted = {
        Measure(of=Volunteer, where=Exists(Service), timing=at_end): 2,
        Measure(of=Service, where=Is("programme", "7")): 1,
        Measure(of=Service, where=Is("programme", "07")): 0,
        Measure(of=Service, where=OneOf("volunteer", ("2", "二"))): 2,
        Measure(of=Child, where=Latest(Consent, Is("purpose", "结对")), timing=at_end): 1,
        Measure(of=Child, where=Exists(CareCase, timing=at_end), timing=at_end): 1,
        Measure(of=CareCase, timing=at_end): 1,
        Measure(of=Grant, count=Distinct("child")): 1,
    }
    tables = numbered_in(engine)
    assert answered(tuple(wanted), NUMBERED, tables) == list(wanted.values())
    assert answered(Measure(of=Service), NUMBERED, tables, by=("programme",)) == [1, 2]


def test_keys_that_are_numbers_are_texts_in_records() -> None:
    """The records that a figure is about are read with the ids that they had."""
    definitions = asked(Measure(of=Grant), Measure(of=Volunteer, where=Exists(Service)))
    tables = numbered_in("polars")
    back = frames.to_records(tables)
    assert evolve(back, organisations=SCHOOLS) == NUMBERED
    when: dict[str, Any] = {"period": YEAR, "as_of": NEW_YEARS_EVE}
    for figure in evaluate(definitions, NUMBERED, by=("organisation",), **when):
        ours = frames.explain(
            figure,
            tables,
            tree=NUMBERED.tree,
            catalogue=definitions,
            audience=Audience.DESK,
        )
        theirs = explain(figure, NUMBERED, definitions)
        assert set(ours.part.records) == set(theirs.part.records)


def test_a_table_without_any_column_that_is_known_is_refused() -> None:
    """The column that comes nearest is named, or, where there is none at all, the id."""
    measure, dataset = Measure(of=Service), Dataset(organisations=SCHOOLS)
    for table, near in ((pl.DataFrame({"单位编码": ["S1"]}), "单位编号"), (pl.DataFrame(), "id")):
        refusal = refused(measure, dataset, {Service: table})
        assert str(refusal) == f"tables[Service] must be with columns such as {near}."


def test_a_column_that_is_not_there_is_its_word() -> None:
    """Decisions without a column 项目 are of 优质化建设, which a blank stands for."""
    dataset = Dataset(organisations=SCHOOLS, accreditations=(decision("R1"), decision("R2", "S2")))
    tables = without(frames.from_records(dataset), Accreditation, "programme", "batch")
    measures = (
        Measure(of=Accreditation, where=Is("standard_programme", "优质化建设")),
        Measure(of=Accreditation, where=Is("batch", 1)),
        Measure(of=Accreditation, count=Distinct("programme")),
        Measure(of=Accreditation, count=Distinct("batch")),
    )
    assert answered(measures, dataset, tables) == [2, 0, 1, 0]
    assert answered(measures[0], dataset, tables, by=("programme",)) == [2]
    assert answered(measures[0], dataset, tables, by=("batch",)) == [2]


def test_tables_of_nothing_are_refused() -> None:
    """Without a single table there is no engine to ask."""
    assert str(refused(Measure(of=Service), NUMBERED, {})) == "tables must be with a table in them."


def test_decimal_objects_have_four_digits() -> None:
    """Pandas adds whole ten-thousandths up; what has more digits is refused, never rounded."""
    fine, finer = Decimal("0.1234"), Decimal("0.12345")
    measure = Measure(of=Service, count=Sum("hours"))
    for hours in (fine, finer):
        services = (service("F1", hours=hours), service("F2", hours=fine), service("F3"))
        dataset = Dataset(organisations=SCHOOLS, services=services)
        tables = frames.from_records(dataset, "pandas")
        if hours == fine:
            assert answered(measure, dataset, tables) == [Decimal("0.2468")]
        else:
            refusal = refused(measure, dataset, tables)
            assert str(refusal) == "hours must be numbers of at most 4 digits after the point."


def test_lists_as_objects_are_refused() -> None:
    """What a pandas column of objects holds nobody knows before it is read."""
    dataset = Dataset(organisations=SCHOOLS, volunteers=(volunteer("V1", kinds=("老教师",)),))
    table = frames.from_records(dataset, "pandas")[Volunteer].assign(kinds=[["老教师"]])
    measure = Measure(of=Volunteer, where=Contains("kinds", "老教师"))
    assert refused(measure, dataset, {Volunteer: table}).name == "tables[Volunteer].kinds"
    arrow = frames.from_records(dataset, "pandas[pyarrow]")
    assert answered(measure, dataset, arrow) == [0]
    assert answered(evolve(measure, timing=Timing.AT_END), dataset, arrow) == [1]


def test_an_engine_that_is_not_known_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Narwhals knows more engines than have been compared with the reference."""
    monkeypatch.delitem(KNOWN, nw.Implementation.DUCKDB)
    table = ENGINES["duckdb"](NUMBERED)[Service]
    refusal = refused(Measure(of=Service), NUMBERED, {Service: table})
    assert str(refusal) == (
        "tables[Service] must be of Polars, pandas, PyArrow, Ibis, PySpark; duckdb is none."
    )
