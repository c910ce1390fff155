from __future__ import annotations

from datetime import date
from fractions import Fraction

from guangongwei.model.figure import Coverage, Figure, Group
from guangongwei.model.numbers import Absence, Bounds, Ratio, Unit
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Year

SCHOOL = OrganisationId("S1")


def figure(value: int | Ratio | Absence) -> Figure:
    """A share of the district in 2024."""
    return Figure(
        indicator="accreditation.share",
        name="优质化建设达标率",
        group=Group(categories=(("town", "湖塘镇"),)),
        period=Year(2024),
        value=value,
        unit=Unit.PERCENT,
        decimals=1,
        coverage=Coverage(reported=146, expected=147, missing=(SCHOOL,)),
        bounds=Bounds(0, 1),
        as_of=date(2024, 12, 31),
        definition="0123456789ab",
    )


def test_a_figure_says_its_value() -> None:
    """As text it is what a report prints."""
    assert str(figure(Ratio(103, 147))) == "103/147（70.1%）"
    assert str(figure(Absence.NOT_REPORTED)) == "未报送"


def test_a_figure_has_one_exact_number() -> None:
    """A ratio is its quotient; an absence stays an absence."""
    assert figure(Ratio(103, 147)).exact == Fraction(103, 147)
    assert figure(Absence.NOT_APPLICABLE).exact is Absence.NOT_APPLICABLE


def test_a_notebook_shows_what_a_figure_is_about() -> None:
    """Indicator, group, period, value and coverage stand in its table."""
    shown = figure(Ratio(103, 147))._repr_html_()
    for words in ("优质化建设达标率", "湖塘镇", "2024年", "103/147（70.1%）", "146/147"):
        assert words in shown


def test_a_coverage_is_complete_when_nobody_is_missing() -> None:
    """Two of two are complete; one of two with one missing is not."""
    assert Coverage(reported=2, expected=2).is_complete
    partly = Coverage(reported=1, expected=2, missing=(SCHOOL,), partial=(SCHOOL,))
    assert not partly.is_complete
    assert str(partly) == "1/2"


def test_a_group_names_what_it_is_about() -> None:
    """Its organisation and its categories, an unknown one in words."""
    group = Group(organisation=SCHOOL, categories=(("town", Absence.UNKNOWN), ("kind", "宣讲")))
    assert str(group) == "S1 · 不详 · 宣讲"
    assert str(Group()) == "全部单位"
