"""What number formats show numbers as."""

from __future__ import annotations

import pytest

from guangongwei.tabular.formats import Serials, Shown, shown_as


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shown.NUMBER),
        ("G/通用格式", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("0.00_ ", Shown.NUMBER),
        ("#,##0.00;[Red]-#,##0.00", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ('0"人次"', Shown.NUMBER),
        ('"d"0', Shown.NUMBER),
        (r"\d0", Shown.NUMBER),
        ("[<=9999]0", Shown.NUMBER),
        ("0%", Shown.PERCENT),
        ("0.0%;-0.0%", Shown.PERCENT),
        ("yyyy-mm-dd", Shown.DAY),
        ('yyyy"年"m"月"d"日";@', Shown.DAY),
        ("[$-804]aaaa", Shown.DAY),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown.DAY),
        ("m/d/yy h:mm", Shown.DAY),
        ("mmm", Shown.DAY),
        ("h:mm AM/PM", Shown.CLOCK),
        ('上午/下午h"时"mm"分"', Shown.CLOCK),
        ("[h]:mm", Shown.ELAPSED),
        ("[mm]:ss", Shown.ELAPSED),
    ],
)
def test_a_format_that_is_written_down_shows_one_thing(code: str, expected: Shown) -> None:
    """Days by their letters, percentages by their sign, everything else a number."""
    assert shown_as(164, {164: code}) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, Shown.NUMBER),
        (9, Shown.PERCENT),
        (14, Shown.DAY),
        (21, Shown.CLOCK),
        (31, Shown.DAY),
        (46, Shown.ELAPSED),
        (49, Shown.NUMBER),
        (58, Shown.DAY),
        (163, Shown.NUMBER),
    ],
)
def test_a_format_that_is_built_in_is_known_by_its_number(number: int, expected: Shown) -> None:
    """Those from 27 on are of Chinese workbooks."""
    assert shown_as(number, {}) is expected


def test_numbers_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not kept in mind without end."""
    monkeypatch.setattr("guangongwei.tabular.formats._REMEMBERED", 1)
    serials = Serials(Shown.DAY, from_1904=False)
    assert str(serials["45352"]) == "2024-03-01"
    assert str(serials["45353"]) == "2024-03-02"
    assert list(serials) == ["45352"]
