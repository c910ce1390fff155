"""What no exact figure can be computed from is refused by name, and nothing is computed before."""

from __future__ import annotations

import polars as pl
import pytest
from tests.indicators.datasets import NEW_YEARS_EVE, YEAR, bureau, school, service, volunteer
from tests.indicators.frames.asking import asked, refused, without

from guangongwei.errors import BadArgument
from guangongwei.indicators import (
    Aggregate,
    All,
    Condition,
    Contains,
    Distinct,
    Exists,
    Is,
    Latest,
    Measure,
    OneOf,
    Sum,
    Timing,
    frames,
)
from guangongwei.indicators.definition import Told
from guangongwei.model import (
    Absence,
    Accreditation,
    Assessment,
    Child,
    Consent,
    Dataset,
    Grant,
    Pairing,
    Service,
    Volunteer,
)
from guangongwei.model.dataset import TABLES, Record

DATASET = Dataset(
    organisations=(bureau(), school("S1")),
    services=(service("F1"),),
    volunteers=(volunteer("V1"),),
)
IN_A_TABLE = "a field of the noun's own, in tables"


@pytest.mark.parametrize(
    ("noun", "count", "told"),
    [
        (Service, Sum("organisation.pupils"), f"path 'organisation.pupils' must be {IN_A_TABLE}."),
        (Service, Distinct("source"), f"path 'source' must be {IN_A_TABLE}."),
        (Assessment, Distinct("scores"), f"path 'scores' must be {IN_A_TABLE}."),
        (Service, Sum("programme"), "path 'programme' must be a field of numbers."),
        (Service, Sum("on"), "path 'on' must be a field of numbers."),
    ],
)
def test_what_cannot_be_counted_in_a_column_is_named(
    noun: type[Record], count: Aggregate, told: str
) -> None:
    """What belongs to another record or only to records, and sums of what is no number."""
    assert str(refused(Measure(of=noun, count=count), DATASET)) == told


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (
            Is("programme", Absence.UNKNOWN),
            "path 'programme' must be held against values; in a table a blank is one.",
        ),
        (
            OneOf("hours", (1, Absence.NOT_REPORTED)),
            "path 'hours' must be held against values; in a table a blank is one.",
        ),
        (Is("unit_day", "S1"), f"path 'unit_day' must be {IN_A_TABLE}."),
        (Told("source"), f"path 'source' must be {IN_A_TABLE}."),
    ],
)
def test_conditions_that_only_records_answer_are_named(where: Condition, told: str) -> None:
    """Also where they are one of several, or about a record of another noun."""
    measures = (
        Measure(of=Service, where=where),
        Measure(of=Service, where=All((Told("on"), where))),
        Measure(of=Volunteer, where=Exists(Service, where), timing=Timing.AT_END),
        Measure(of=Volunteer, where=Latest(Service, where), timing=Timing.AT_END),
    )
    for each in measures:
        assert str(refused(each, DATASET)) == told


def test_a_day_that_a_noun_does_not_have_is_named() -> None:
    """A child has no day of its own on which it happens; 日期 is no field of a volunteer."""
    for measure in (
        Measure(of=Child),
        Measure(of=Volunteer, where=Exists(Child), timing=Timing.AT_END),
    ):
        assert str(refused(measure, DATASET)) == "path 'on' must be one of Child."
    joined = Measure(of=Volunteer, day="on")
    assert str(refused(joined, DATASET)) == "path 'on' must be one of Volunteer."


@pytest.mark.parametrize("name", ["amount", "hours", "scores"])
def test_what_no_group_is_told_by_is_named(name: str) -> None:
    """A decimal number is written in several ways, and records are no word."""
    nouns = {"amount": Grant, "hours": Service, "scores": Assessment}
    with pytest.raises(BadArgument) as caught:
        frames.evaluate(
            asked(Measure(of=nouns[name])),
            frames.from_records(DATASET),
            tree=DATASET.tree,
            period=YEAR,
            as_of=NEW_YEARS_EVE,
            by=(name,),
        )
    assert caught.value.name == f"by={name!r}"


@pytest.mark.parametrize(
    ("measure", "noun", "column"),
    [
        (Measure(of=Service), Service, "on"),
        (Measure(of=Service), Service, "organisation"),
        (Measure(of=Pairing, timing=Timing.AT_END), Pairing, "started"),
        (Measure(of=Pairing, timing=Timing.AT_END), Pairing, "programme"),
        (Measure(of=Volunteer, where=Exists(Service), timing=Timing.AT_END), Volunteer, "id"),
        (Measure(of=Volunteer, where=Exists(Service), timing=Timing.AT_END), Service, "volunteer"),
        (
            Measure(of=Volunteer, where=Latest(Accreditation, Told("on")), timing=Timing.AT_END),
            Accreditation,
            "id",
        ),
        (
            Measure(
                of=Child, where=Latest(Consent, Contains("scope", "结对")), timing=Timing.AT_END
            ),
            Consent,
            "child",
        ),
    ],
)
def test_a_column_that_everything_rests_on_is_named(
    measure: Measure, noun: type[Record], column: str
) -> None:
    """Whose a record is, when it was and what it is about: without that there is no figure."""
    tables = without(frames.from_records(DATASET), noun, column)
    refusal = refused(measure, DATASET, tables)
    assert refusal.name == f"tables[{noun.__name__}]"
    assert repr(column) in str(refusal)


def test_a_table_that_a_condition_asks_for_is_named() -> None:
    """A noun of another table is missed before anything is counted, and so is an owner's."""
    tables = frames.from_records(DATASET)
    needs = {
        Service: Measure(of=Volunteer, where=Exists(Service), timing=Timing.AT_END),
        Consent: Measure(of=Child, where=Exists(Consent), timing=Timing.AT_END),
    }
    for noun, measure in needs.items():
        told = {each: table for each, table in tables.items() if each is not noun}
        assert noun.__name__ in str(refused(measure, DATASET, told))
    assert set(TABLES) == set(tables)


def test_days_as_texts_of_another_noun_are_named() -> None:
    """What a condition asks of another table is looked at as closely."""
    tables = frames.from_records(DATASET)
    tables[Service] = tables[Service].with_columns(pl.col("on").cast(pl.String))
    measure = Measure(of=Volunteer, where=Exists(Service), timing=Timing.AT_END)
    assert refused(measure, DATASET, tables).name == "tables[Service].on"
