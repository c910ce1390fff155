from __future__ import annotations

import attrs
import pytest
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    bureau,
    decision,
    figure,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import BadArgument, NotAFigure
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Measure
from guangongwei.indicators.explain import explain
from guangongwei.indicators.objects import evaluate
from guangongwei.indicators.scene import LeftOut
from guangongwei.model import Absence, Dataset, Ratio, Service, Year

DATASET = Dataset(
    organisations=(bureau(), school("S1"), school("S2", "乙镇"), school("S3", "乙镇")),
    volunteers=(volunteer("V1"), volunteer("V2", "S2")),
    services=(
        service("F1"),
        service("F2", "S2", "V2"),
        service("F3", "S2", "V2", on=Year(2023).end),
        service("F4", "无"),
    ),
    activities=(activity("H1", sessions=2, kind="宣讲"), activity("H2", sessions=Absence.UNKNOWN)),
    accreditations=(decision("1"),),
    returns=(*sent("S1", "服务记录", "活动"), *sent("S2", "服务记录")),
)


def test_an_explanation_lists_what_counts_and_what_does_not() -> None:
    """Each record of the noun stands on one side, those left out under their reason."""
    explanation = explain(figure("services.count", DATASET), DATASET)
    assert [each.id for each in explanation.part.records] == ["F1", "F2"]  # type: ignore[union-attr]  # services
    assert {
        reason: [each.id for each in records]  # type: ignore[union-attr]
        for reason, records in explanation.part.left_out.items()
    } == {LeftOut.NO_ORGANISATION: ["F4"], LeftOut.OUTSIDE_TIME: ["F3"]}
    assert explanation.whole is None


def test_a_person_entered_twice_counts_once() -> None:
    """Only the first record under an id counts; the other is left out, and said to be."""
    twice = attrs.evolve(DATASET, volunteers=(*DATASET.volunteers, volunteer("V2")))
    registered = figure("volunteers.registered", twice)
    assert registered.value == 2
    explanation = explain(registered, twice)
    assert explanation.value() == 2
    assert len(explanation.part.left_out[LeftOut.REPEATED]) == 1
    assert "未计入 1 条：编号与前面的记录重复。" in explanation.text


def test_a_share_is_explained_on_both_sides() -> None:
    """The schools of the part, the schools of the whole, and what is neither."""
    explanation = explain(figure("accreditation.share", DATASET), DATASET)
    assert explanation.whole is not None
    assert (len(explanation.part.records), len(explanation.whole.records)) == (1, 3)
    assert len(explanation.part.left_out[LeftOut.CONDITION]) == 3
    assert explanation.value() == Ratio(1, 3)


def test_the_figure_of_a_group_leaves_the_others_out() -> None:
    """What counts elsewhere is left out as belonging to another group."""
    (_, town, *_rest) = evaluate(
        [indicator("services.count")], DATASET, period=YEAR, as_of=NEW_YEARS_EVE, by=("town",)
    )
    explanation = explain(town, DATASET)
    assert str(town.group) == "甲镇"
    assert len(explanation.part.left_out[LeftOut.OTHER_GROUP]) == 1
    school_alone = figure("services.count", DATASET, organisation="S2")
    assert len(explain(school_alone, DATASET).part.records) == 1


def test_an_explanation_reads_as_text() -> None:
    """Definition, arithmetic, what was left out, who has reported, and the source."""
    text = explain(figure("services.count", DATASET), DATASET).text
    assert text.splitlines() == [
        "服务次数（services.count）：期内服务记录的条数。",
        "范围：全部单位；时期：2024年；截至：2024-12-31。",
        "数值：2次，来自 2 条记录。",
        "未计入 1 条：单位不在单位表中。",
        "未计入 1 条：不在期内，或期末不在册。",
        "报送：应报 3，已报 2。",
        "未报或未报全：S3。",
        f"依据：2024年工作要点 第11、12条。定义编号：{indicator('services.count').hash}。",
    ]


def test_the_text_of_a_share_divides() -> None:
    """The part by the whole, each with what was left out of it."""
    lines = explain(figure("accreditation.share", DATASET), DATASET).text.splitlines()
    assert "数值：1 ÷ 3。" in lines
    assert "分子未计入 3 条：不符合条件。" in lines
    assert "分母未计入 1 条：不符合条件。" in lines


def test_blanks_are_told() -> None:
    """A record that counts and leaves the summed field blank makes a lower bound."""
    explanation = explain(figure("activities.sessions", DATASET), DATASET)
    assert [each.id for each in explanation.part.blank] == ["H2"]  # type: ignore[union-attr]  # activities
    assert "有 1 条未填数量，数值只是下限。" in explanation.text


def test_an_absence_is_told_in_words() -> None:
    """Where nobody has reported, the explanation says so and not 0."""
    found = figure("articles.pieces", DATASET)
    explanation = explain(found, DATASET)
    assert explanation.value() is Absence.NOT_REPORTED
    assert "数值：未报送。" in explanation.text


def test_a_sum_of_nothing_that_was_reported_is_explained_as_zero() -> None:
    """Everybody has reported and nothing was recorded: 0 hours, from no record."""
    dataset = Dataset(organisations=(school("S1"),), returns=sent("S1", "服务记录"))
    explanation = explain(figure("services.hours", dataset), dataset)
    assert explanation.value() == 0
    assert "数值：0.0小时，来自 0 条记录。" in explanation.text


def test_a_notebook_shows_the_explanation() -> None:
    """The sentences, and how many records stand on each side."""
    shown = explain(figure("accreditation.share", DATASET), DATASET)._repr_html_()
    assert "分子" in shown
    assert "分母" in shown
    alone = explain(figure("services.count", DATASET), DATASET)._repr_html_()
    assert "计入" in alone


def test_an_explanation_shows_nobody() -> None:
    """Neither its text nor its repr holds a name or a telephone number."""
    for definition in CATALOGUE:
        explanation = explain(figure(definition.id, DATASET), DATASET)
        shown = explanation.text + repr(explanation) + explanation._repr_html_()
        assert "张三" not in shown
        assert "13800000000" not in shown


def test_a_figure_of_another_definition_is_refused() -> None:
    """An explanation of numbers that were computed differently would be a lie."""
    found = figure("services.count", DATASET)
    changed = attrs.evolve(indicator("services.count"), value=Measure(of=Service))
    with pytest.raises(BadArgument) as caught:
        explain(found, DATASET, [changed])
    assert caught.value.name == "figure"


def test_a_figure_that_the_catalogue_does_not_have_is_refused() -> None:
    """The exception names what was asked."""
    with pytest.raises(NotAFigure) as caught:
        explain(figure("services.count", DATASET), DATASET, [indicator("services.hours")])
    assert caught.value.asked == "services.count"


def test_the_value_of_a_share_without_whole_is_not_applicable() -> None:
    """If the records of the whole are gone, what is left is no share."""
    explanation = explain(figure("accreditation.share", DATASET), DATASET)
    assert explanation.whole is not None
    emptied = attrs.evolve(explanation, whole=attrs.evolve(explanation.whole, records=()))
    assert emptied.value() is Absence.NOT_APPLICABLE


def test_the_coverage_of_an_explanation_is_the_figures() -> None:
    """Who is missing is told by the figure, by id."""
    found = figure("services.count", DATASET)
    assert explain(found, DATASET).figure.coverage.missing == (oid("S3"),)
