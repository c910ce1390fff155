"""The caller's targets that belong to no item, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.reports.reviews import LINES, a_review

from guangongwei.model.organisation import OrganisationId
from guangongwei.reports import html, markdown
from guangongwei.reports.compose import compose
from guangongwei.reports.phrases import Language
from guangongwei.reports.terminal import scorecard

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.reviewing import Review

JUDGEMENT = LINES[0].judgements[0]
OF_A_SCHOOL = evolve(
    JUDGEMENT,
    target=evolve(JUDGEMENT.target, organisation=OrganisationId("S1"), text="学校自定的目标"),
)
GIVEN = a_review(further=(OF_A_SCHOOL,))


def test_a_further_target_says_whose_it_is() -> None:
    """The organisation stands before what is asked; words that are not the plan's say so."""
    (aim,) = compose(GIVEN).further
    assert aim.asked.startswith("湖塘实验小学：优质化建设达标率 近70%")
    assert (aim.about[0].label, aim.about[0].text) == ("由使用者指定", "学校自定的目标")
    (aim,) = compose(GIVEN, Language.ENGLISH).further
    assert aim.asked.startswith("湖塘实验小学: Share of schools")


def test_a_target_of_the_reviewed_organisation_is_not_named_again() -> None:
    """A review of one school does not repeat its name at each target."""
    review = a_review(further=(OF_A_SCHOOL,), organisation=OrganisationId("S1"))
    assert compose(review).further[0].asked.startswith("优质化建设达标率")


def test_further_targets_are_counted() -> None:
    """The verdicts at the head hold them too."""
    met = [each.text for each in compose(a_review()).tallies if "已达到" in each.text]
    more = [each.text for each in compose(GIVEN).tallies if "已达到" in each.text]
    assert (met, more) == (["已达到 2"], ["已达到 3"])


def test_a_target_of_another_draws_no_line_in_a_bar() -> None:
    """The bar of the whole shows the targets of the whole."""
    line = evolve(LINES[0], judgements=(OF_A_SCHOOL,))
    (point,) = compose(a_review(lines=(line,))).points
    bar = point.figures[0].value.bar
    assert bar is not None
    assert bar.lines == ()


@pytest.mark.parametrize("render", [html.render, markdown.render, scorecard])
def test_every_format_shows_further_targets(render: Callable[[Review], str]) -> None:
    """Under a heading of their own, which is left out where there are none."""
    assert "其他目标" in render(GIVEN)
    assert "湖塘实验小学" in render(GIVEN).split("其他目标")[1]
    assert "其他目标" not in render(a_review())
