from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from tests.reports.reviews import (
    ACTIVE,
    ACTIVE_SHARE,
    AT_LEAST,
    FULL,
    HOURS,
    MORE,
    NEARLY,
    NEW,
    PIECES,
    SHARE,
    STORIES,
    VISITS,
    figure,
    judged,
)

from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import Better
from guangongwei.indicators.targets import Judgement, Need, Verdict
from guangongwei.model.figure import Coverage
from guangongwei.model.numbers import Absence, Bounds, Ratio, Unit
from guangongwei.model.plan import Comparator
from guangongwei.reports import wording
from guangongwei.reports.phrases import Language

ZH, EN = Language.CHINESE, Language.ENGLISH


@pytest.mark.parametrize(
    ("shown", "chinese", "english"),
    [
        (SHARE, "103/147（70.1%）", "103/147 (70.1%)"),
        (figure("accreditation.share", Ratio(1, 2000)), "1/2,000（0.1%）", "1/2,000 (0.1%)"),
        (figure("accreditation.share", Ratio(0, 0)), "不适用", "not applicable"),
        (VISITS, "3,456人次", "3,456 visits"),
        (HOURS, "61,234.5小时", "61,234.5 hours"),
        (PIECES, "未报送", "not reported"),
        (figure("services.hours", Decimal(0)), "0.0小时", "0.0 hours"),
    ],
)
def test_a_value_is_said_with_its_unit(shown: object, chinese: str, english: str) -> None:
    """Both languages say number, parts and unit; what was not reported is never 0."""
    assert wording.value_of(shown, ZH) == chinese  # type: ignore[arg-type]
    assert wording.value_of(shown, EN) == english  # type: ignore[arg-type]


def test_a_value_under_a_heading_leaves_the_unit_to_it() -> None:
    """The unit stands once, in the head of the column; percentages keep their sign."""
    assert wording.value_of(VISITS, ZH, bare=True) == "3,456"
    change = evolve(SHARE, value=Fraction(1, 8))
    assert wording.value_of(change, ZH, bare=True) == "12.5%"
    assert [wording.unit_word(Unit.VISITS, each) for each in Language] == ["人次", "visits"]
    assert [wording.unit_word(Unit.PERCENT, each) for each in Language] == ["", ""]


def test_bounds_say_who_is_missing_and_whether_they_are_open() -> None:
    """An upper bound that nothing limits is said to be open."""
    assert wording.bounds_of(ACTIVE, ZH) == "不少于 1,234（2 校未报送，1 校部分报送，上不封顶）"
    assert wording.range_of(ACTIVE, ZH) == "不少于 1,234，上不封顶"
    assert wording.bounds_of(ACTIVE_SHARE, ZH) == (
        "在 73.2% 至 78.6% 之间（2 校未报送，1 校部分报送）"
    )
    assert wording.bounds_of(ACTIVE, EN) == (
        "at least 1,234 (not reported: 2, partly reported: 1, no upper limit)"
    )


def test_bounds_of_blank_records_say_so() -> None:
    """Where everybody has reported, an open bound comes from records without a number."""
    blank = figure("activities.visits", 10, bounds=Bounds(10, None))
    assert wording.bounds_of(blank, ZH) == "不少于 10（有记录未填数，上不封顶）"


@pytest.mark.parametrize(
    "settled", [SHARE, PIECES, figure("activities.visits", Absence.UNKNOWN, bounds=Bounds(0, None))]
)
def test_nothing_is_said_of_bounds_that_are_settled(settled: object) -> None:
    """Exact bounds, no bounds and the bounds of an absence are left out."""
    assert wording.bounds_of(settled, ZH) == ""  # type: ignore[arg-type]


def test_coverage_says_who_is_in() -> None:
    """A figure from the bureau's own register says that no school had to send anything."""
    register = indicator("accreditation.share")
    assert wording.coverage_of(ACTIVE, indicator(ACTIVE.indicator), ZH) == (
        "144/147 校报全，2 校未报送，1 校部分报送"
    )
    assert wording.coverage_of(SHARE, register, ZH) == "据教育局台账（147 校）"
    assert wording.coverage_of(SHARE, None, ZH) == "147/147 校报全"
    nobody = evolve(ACTIVE, coverage=Coverage(reported=0, expected=0))
    assert wording.coverage_of(nobody, None, ZH) == "无应报单位"


def _asked(comparator: Comparator, *values: Fraction, hedge: str = "", id_: str = "x") -> Judgement:
    at = STORIES if id_ == "x" else SHARE
    made = judged(AT_LEAST if at is STORIES else NEARLY, at)
    target = evolve(made.target, comparator=comparator, values=values, hedge=hedge)
    return evolve(made, target=target)


@pytest.mark.parametrize(
    ("judgement", "chinese", "english"),
    [
        (
            judged(NEARLY, SHARE),
            "近70%（按容差2个百分点，≥68%）",
            "nearly 70% (read with 容差2个百分点: ≥68%)",
        ),
        (judged(AT_LEAST, STORIES), "不少于400篇", "at least 400 stories"),
        (_asked(Comparator.AT_MOST, Fraction(8)), "不超过8篇", "at most 8 stories"),
        (_asked(Comparator.EXACTLY, Fraction(8)), "8篇", "8 stories"),
        (_asked(Comparator.BETWEEN, Fraction(8), Fraction(9)), "8篇—9篇", "8 stories—9 stories"),
        (_asked(Comparator.INCREASE, Fraction(8)), "增加8篇", "8 stories more"),
        (_asked(Comparator.DECREASE, Fraction(8)), "减少8篇", "8 stories fewer"),
        (
            _asked(Comparator.INCREASE, Fraction(1, 20), id_="share"),
            "增加5百分点",
            "5 percentage points more",
        ),
        (judged(MORE, STORIES), "有所增加", "more than before"),
        (_asked(Comparator.DECREASE), "有所减少", "less than before"),
        (_asked(Comparator.AT_LEAST), "", ""),
        (
            _asked(Comparator.NEARLY, Fraction(100), hedge="左右"),
            "100篇左右（按容差2个百分点，≥98篇）",
            "nearly 100 stories (read with 容差2个百分点: ≥98 stories)",
        ),
        (
            _asked(Comparator.NEARLY, Fraction(1, 3), id_="share"),
            "约33.33%（按容差2个百分点，≥31.33%）",
            "nearly 33.33% (read with 容差2个百分点: ≥31.33%)",
        ),
    ],
)
def test_a_target_is_said_with_its_reading(
    judgement: Judgement, chinese: str, english: str
) -> None:
    """A softened number says how it is read; the others are said as they stand."""
    definition = indicator(judgement.figure.indicator)
    assert wording.target_of(judgement, definition, ZH) == chinese
    assert wording.target_of(judgement, definition, EN) == english


def test_a_number_that_may_be_missed_either_way_says_both_ends() -> None:
    """Where neither direction is the good one, a softened number has two ends."""
    neither = evolve(indicator("accreditation.share"), better=Better.NEITHER)
    said = "近70%（按容差2个百分点，≥68%，≤72%）"
    assert wording.target_of(judged(NEARLY, SHARE), neither, ZH) == said
    assert wording.target_of(judged(NEARLY, SHARE), None, ZH) == said


def _needing(more: Fraction | Absence, printed: Fraction | Absence) -> Judgement:
    return evolve(judged(NEARLY, SHARE), need=Need(more=more, to_printed=printed))


@pytest.mark.parametrize(
    ("more", "printed", "said"),
    [
        (Fraction(8), Fraction(11), "还差 8所，距所写的70%还差 11所"),
        (Fraction(0), Fraction(2), "无需再增加，距所写的70%还差 2所"),
        (Fraction(0), Fraction(0), "无需再增加"),
        (Fraction(8), Fraction(8), "还差 8所"),
        (Fraction(8), Absence.NOT_APPLICABLE, "还差 8所"),
        (Absence.NOT_REPORTED, Fraction(1), ""),
    ],
)
def test_what_is_needed_is_counted_in_what_the_part_counts(
    more: Fraction | Absence, printed: Fraction | Absence, said: str
) -> None:
    """A share is short of schools, not of percent."""
    assert wording.need_of(_needing(more, printed), indicator("accreditation.share"), ZH) == said


def test_a_share_of_an_unknown_indicator_needs_plain_numbers() -> None:
    """Without a definition nobody knows what is counted."""
    assert wording.needed_in(SHARE, None) is Unit.NONE
    assert wording.needed_in(SHARE, indicator("accreditation.new")) is Unit.NONE
    assert wording.needed_in(NEW, None) is Unit.SCHOOLS


def test_an_unknown_baseline_leaves_an_increase_without_a_number() -> None:
    """An increase by a number cannot be drawn while its start is not known."""
    judgement = _asked(Comparator.INCREASE, Fraction(8))
    start = figure("articles.published", Absence.UNKNOWN)
    assert wording.interval_of(judgement, None) is None
    assert wording.interval_of(evolve(judgement, baseline=start), None) is None
    known = evolve(judgement, baseline=figure("articles.published", 300))
    interval = wording.interval_of(known, None)
    assert interval is not None
    assert interval.low == 308


def test_verdicts_and_absences_have_words_in_both_languages() -> None:
    """The words are those of the enums."""
    assert [wording.verdict_word(Verdict.MET, each) for each in Language] == ["已达到", "met"]
    assert [wording.absence(Absence.SUPPRESSED, each) for each in Language] == [
        "不公布",
        "suppressed",
    ]


def test_dimensions_and_categories_are_named() -> None:
    """Batches are ordinals; a dimension nobody listed keeps its own name."""
    assert wording.dimension_word("town", ZH) == "镇街"
    assert wording.dimension_word("colour", EN) == "colour"
    assert wording.category_word("batch", "3", ZH) == "第3批"
    assert wording.category_word("batch", "3", EN) == "3"
    assert wording.category_word("town", Absence.UNKNOWN, ZH) == "不详"


def test_full_coverage_has_nobody_missing() -> None:
    """Nothing is said of nobody."""
    assert wording.missing_of(FULL, ZH) == []
