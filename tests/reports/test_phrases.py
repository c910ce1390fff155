from __future__ import annotations

from string import Formatter

import pytest

from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.targets import Verdict
from guangongwei.model.dataset import TABLES
from guangongwei.reports.phrases import COUNTED_IN, DIMENSIONS, MARKS, Language, Phrase


@pytest.mark.parametrize("phrase", list(Phrase))
def test_a_phrase_has_the_same_gaps_in_both_languages(phrase: Phrase) -> None:
    """No number is lost in translation."""
    chinese, english = (
        {name for _, name, _, _ in Formatter().parse(each) if name} for each in phrase.value
    )
    assert chinese == english


def test_a_phrase_is_said_in_a_language() -> None:
    """The gaps are filled by name."""
    assert Phrase.MORE.say(Language.CHINESE, more="8所") == "还差 8所"
    assert Phrase.MORE.say(Language.ENGLISH, more="8 schools") == "8 schools more needed"


def test_the_tables_know_every_verdict_and_every_noun() -> None:
    """A verdict is told without colour, by a mark of its own; every noun is counted in something."""
    assert set(MARKS) == set(Verdict)
    assert len(set(MARKS.values())) == len(Verdict)
    assert set(TABLES) <= set(COUNTED_IN)


def test_each_breakdown_of_the_catalogue_has_a_heading() -> None:
    """No identifier of a field stands on a page."""
    assert {name for each in CATALOGUE for name in each.by} <= set(DIMENSIONS)
