"""One person entered twice is reported by places; who shares no more than a name is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guangongwei.errors import Cell
from guangongwei.model import Volunteer
from guangongwei.tabular.doubles import alike

BORN = date(1950, 1, 1)


def volunteer(row: int, **fields: object) -> Volunteer:
    """A volunteer read from a row."""
    known: dict[str, Any] = {"id": f"V{row}", "name": "张三", "organisation": f"S{row}"}
    return Volunteer(**{**known, **fields}, source=Cell("五老.csv", row))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"born": BORN}, {"born": BORN}),
        ({"phone": "138 0000 0000"}, {"phone": "13800000000"}),
        ({"organisation": "S"}, {"organisation": "S", "born": BORN}),
        ({"name": "张 三", "born": BORN}, {"name": "张三", "born": BORN}),
        ({"name": "阿·买", "born": BORN}, {"name": "阿•买", "born": BORN}),
    ],
)
def test_a_name_and_one_thing_more_are_reported(
    one: dict[str, object], other: dict[str, object]
) -> None:
    """Both places are told, and neither name nor number."""
    (told,) = alike([volunteer(2, **one), volunteer(7, **other)])
    assert (told.code, told.place) == ("T213", Cell("五老.csv", 7))
    assert "(see 五老.csv!2)" in told.message
    assert "张" not in str(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"name": "李四", "born": BORN}, {"born": BORN}),
        ({"organisation": "S", "born": BORN}, {"organisation": "S", "born": date(1951, 1, 1)}),
        ({"born": BORN, "phone": "1"}, {"born": BORN, "phone": "2"}),
        ({"id": "V", "born": BORN}, {"id": "V", "born": BORN}),
        ({"organisation": "S"}, {"organisation": "S"}),
    ],
)
def test_a_name_alone_says_nothing(one: dict[str, object], other: dict[str, object]) -> None:
    """Nor do volunteers who differ in what is known of both; what is wholly the same is D150's."""
    assert list(alike([volunteer(2, **one), volunteer(7, **other)])) == []


def test_a_volunteer_without_a_place_is_passed_over() -> None:
    """Records made by hand have no row to look at."""
    made = Volunteer(id="V1", name="张三", organisation="S", born=BORN)  # type: ignore[arg-type]
    assert list(alike([volunteer(2, born=BORN), made])) == []
