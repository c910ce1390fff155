from __future__ import annotations

import re

import pytest

from guangongwei.reports.style import PALETTE, STYLE

ON_CARDS = ("ink", "soft", "accent", "line")
VERDICTS = ("met", "on-track", "behind", "missed", "open", "none")
PAIRS = [
    *((text, back) for text in ON_CARDS for back in ("card", "paper")),
    *((each, f"{each}-back") for each in VERDICTS),
    *(("ink", f"{each}-back") for each in VERDICTS),
    *(("soft", f"{each}-back") for each in VERDICTS),
]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    ]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "back"), PAIRS)
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_text_can_be_read_on_what_it_stands_on(text: str, back: str, screen: str) -> None:
    """Every text reaches the contrast of 4.5 that WCAG AA asks for."""
    assert contrast(getattr(PALETTE[text], screen), getattr(PALETTE[back], screen)) >= 4.5


@pytest.mark.parametrize("screen", ["light", "dark"])
def test_the_bar_stands_out_from_its_track(screen: str) -> None:
    """A graphic reaches the contrast of 3."""
    assert contrast(getattr(PALETTE["bar"], screen), getattr(PALETTE["track"], screen)) >= 3


def test_every_colour_that_is_used_is_in_the_palette() -> None:
    """No variable is left undefined, and none is there for nothing."""
    used = set(re.findall(r"var\(--([\w-]+)\)", STYLE))
    assert used == set(PALETTE)


def test_paper_has_its_rules() -> None:
    """A4, rows that are not cut, and headers on every page."""
    assert "@page{size:A4" in STYLE
    assert "tr{break-inside:avoid}" in STYLE
    assert "thead{display:table-header-group}" in STYLE
