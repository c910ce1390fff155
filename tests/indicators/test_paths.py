from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Contains,
    Distinct,
    Exists,
    Is,
    Latest,
    Measure,
    OneOf,
    Sum,
    Told,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.indicators.lives import NOW
from guangongwei.indicators.paths import KNOWN, Reading, Use, conditions, kinds, readings
from guangongwei.model import Absence, Accreditation, Category, Service, Volunteer
from guangongwei.model.care import CareCase
from guangongwei.model.dataset import TABLES
from guangongwei.model.standard import Assessment

if TYPE_CHECKING:
    from guangongwei.model import Record

HELD = Told("joined")


@pytest.mark.parametrize(
    ("noun", "path", "types"),
    [
        (Service, "hours", (Decimal, Absence)),
        (Service, "programme", (str, type(None))),
        (Service, "volunteer", (str,)),
        (Service, "organisation.category", (Category,)),
        (Volunteer, "standard_kinds", (tuple,)),
        (Volunteer, "left", (date, type(None))),
        (Accreditation, "standard_programme", (str,)),
        (Assessment, "standard.programme", (str,)),
        (CareCase, "now.level", (object,)),
        (Service, "hour", None),
        (Service, "standard.programme", None),
        (Service, "now.level", None),
    ],
)
def test_a_path_leads_to_types(
    noun: type[Record], path: str, types: tuple[type, ...] | None
) -> None:
    """Fields, properties, the organisation's, the standard's, and what is so now."""
    assert kinds(noun, path) == types


def test_every_noun_has_paths() -> None:
    """Also those that other modules say are so now."""
    assert set(KNOWN) == set(TABLES)
    assert all(f"now.{name}" in KNOWN[noun] for noun, name in NOW)


def test_every_condition_inside_another_is_found() -> None:
    """With the noun that it is about."""
    inner, among = Is("outcome", 1), Is("batch", 2)
    where = All((AnyOf((~HELD,)), Latest(Accreditation, inner, among=among), Exists(Service, HELD)))
    found = list(conditions(Measure(of=Volunteer, where=where)))
    assert (Volunteer, HELD) in found
    assert (Service, HELD) in found
    assert (Accreditation, inner) in found
    assert (Accreditation, among) in found
    assert len(found) == 9
    assert list(conditions(Measure(of=Volunteer))) == []


def test_a_measure_reads_what_it_counts_when_and_under_which_condition() -> None:
    """Each path with its use and with what it is held against."""
    where = All((OneOf("kind", ("a", "b")), Contains("items", "3"), AtLeast("visits", 1)))
    measure = Measure(of=Service, count=Sum("hours"), day="on", where=where)
    assert [(each.path, each.use, each.values) for each in readings(measure)] == [
        ("hours", Use.NUMBER, ()),
        ("on", Use.DAY, ()),
        ("kind", Use.COMPARED, ("a", "b")),
        ("items", Use.SEVERAL, ()),
        ("visits", Use.NUMBER, ()),
    ]
    assert list(readings(Measure(of=Service, count=Distinct("volunteer"), where=HELD))) == [
        Reading(noun=Service, path="volunteer", use=Use.DISTINCT),
        Reading(noun=Service, path="joined", use=Use.COMPARED),
    ]
