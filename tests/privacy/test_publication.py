"""A review as others may see it, in every form it is shown in."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from fractions import Fraction
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from guangongwei import plans
from guangongwei.errors import BadArgument
from guangongwei.indicators.guarded import is_guarded
from guangongwei.indicators.targets import Target, Verdict
from guangongwei.model.care import Child, ChildId
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.plan import Comparator
from guangongwei.model.reporting import Return
from guangongwei.privacy import Audience, Ledger, Rounding
from guangongwei.reports import as_data, html, markdown, scorecard, workbook, write
from guangongwei.reports.phrases import Language
from guangongwei.reviewing import review
from guangongwei.reviewing.exposure import is_counted

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.reviewing import Review

PLAN = "一、做好关爱工作\n1.关心每一个孩子。\n2.开展优质化建设。\n"
#: Nobody would call a school so; whoever does must not reach the page's language.
HOSTILE = '<img src=x onerror="alert(1)">[a](javascript:b)|`c`'


def _made(*sizes: tuple[str, Category, int], has_target: bool = False, silent: str = "") -> Review:
    """A review of schools with so many children each; one may have sent nothing."""
    organisations = tuple(
        Organisation(id=OrganisationId(id_), name=f"{id_}{HOSTILE}", category=category, town="甲镇")
        for id_, category, _ in sizes
    )
    year = Year(2024)
    dataset = Dataset(
        organisations=organisations,
        children=tuple(
            Child(id=ChildId(f"{id_}-{number}"), organisation=OrganisationId(id_))
            for id_, _, size in sizes
            for number in range(size)
        ),
        returns=tuple(
            Return(organisation=each.id, table="关爱对象", period=year)
            for each in organisations
            if each.id != silent
        ),
    )
    asked = Target(indicator="care.children", comparator=Comparator.AT_LEAST, values=(Fraction(3),))
    return review(
        plans.parse(PLAN).value,
        dataset,
        period=year,
        as_of=date(2024, 12, 31),
        bindings={1: ("care.children",), 2: ("accreditation.share",)},
        targets=(asked,) if has_target else (),
        problems=(),
    )


FEW = (("S1", Category.PRIMARY, 4),)
SOME = (("S1", Category.PRIMARY, 4), ("S2", Category.JUNIOR, 30), ("S3", Category.KINDERGARTEN, 40))


def test_few_children_are_not_told_to_the_public() -> None:
    """Number and bounds are gone; the desk's own review keeps them."""
    desk = _made(*FEW)
    told = desk.published().figure("care.children")
    assert (told.value, told.bounds) == (Absence.SUPPRESSED, None)
    assert desk.figure("care.children").value == 4
    assert desk.published(Audience.DESK) is desk


def test_what_counts_no_people_is_told() -> None:
    """How many schools are accredited is nobody's secret, however few they are."""
    desk = _made(*FEW)
    assert desk.published().figure("accreditation.share") == desk.figure("accreditation.share")


def test_a_number_of_the_whole_outlives_its_small_groups() -> None:
    """4, 30 and 40: the 4 is hidden with one that it could be worked out from; 74 is told."""
    line = _made(*SOME).published().lines[0]
    assert [each.value for each in line.figures] == [74]
    (by_category,) = (each for each in line.breakdowns if each.dimensions == ("category",))
    values = [each.value for each in by_category.figures]
    assert values.count(Absence.SUPPRESSED) == 2
    assert 4 not in values


def test_a_verdict_on_a_hidden_figure_is_hidden() -> None:
    """That 3 are reached would leave no 1 and no 2."""
    (judgement,) = _made(*FEW, has_target=True).published().lines[0].judgements
    assert judgement.verdict is Verdict.SUPPRESSED
    assert (judgement.progress, judgement.need.more) == (Absence.SUPPRESSED, Absence.SUPPRESSED)
    assert "4" not in judgement.reason


def test_every_form_says_that_it_is_hidden() -> None:
    """The word stands for the number in each of them, with what it means below; never 0 or 4."""
    made = _made(*FEW, has_target=True)
    shown = [scorecard(made), markdown.render(made), html.render(made)]
    for text in shown:
        assert "不公布" in text
        assert "4人" not in text
        assert "它不是 0" in text
    (figure,) = (each for each in as_data(made)["figures"] if each["indicator"] == "care.children")
    assert (figure["value"], figure["absence"], figure["bounds"]) == (None, "suppressed", None)
    with zipfile.ZipFile(BytesIO(workbook.render(made))) as package:
        texts = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
        )
    assert "不公布" in texts
    assert "4人" not in texts


def test_the_desk_is_shown_everything_where_it_asks() -> None:
    """Asked for by name, and the page says whom it is for."""
    made = _made(*FEW)
    text = scorecard(made, audience=Audience.DESK)
    assert "4人" in text
    assert "经办" in text


def test_a_published_review_is_not_published_otherwise() -> None:
    """What was made for the bureau is not called public, nor the other way round."""
    internal = _made(*FEW).published(Audience.INTERNAL)
    assert internal.published() is internal
    for other in (Audience.PUBLIC, Audience.DESK):
        with pytest.raises(BadArgument):
            internal.published(other)


def test_what_is_asked_for_again_is_published_once() -> None:
    """Reports of one review show the same release, however many there are of them."""
    desk = _made(*SOME)
    assert desk.published() is desk.published()
    assert desk.published(Audience.INTERNAL) is not desk.published()
    assert desk.published(rounding=Rounding(5)) is not desk.published()
    assert desk.published().published() is desk.published()
    held = desk.published(ledger=Ledger())
    assert (held, held is desk.published()) == (desk.published(), False)


def test_a_published_review_explains_no_figure_of_people() -> None:
    """An explanation lists records; those of schools may be listed."""
    public = _made(*SOME).published()
    with pytest.raises(BadArgument):
        public.explain("care.children")
    assert public.explain("accreditation.share").value() is not None


def test_a_notebook_shows_what_the_public_may_see() -> None:
    """What is shown is copied; the desk's numbers are asked for one by one."""
    assert "4人" not in _made(*FEW)._repr_html_()


@pytest.mark.parametrize("base", [5, 10])
def test_rounded_numbers_are_marked_in_every_form(base: int) -> None:
    """4 of 74 are told as 约5 or 约0, and each form says to what it is rounded."""
    made = _made(*SOME, has_target=True).published(rounding=Rounding(base))
    figure = made.figure("care.children")
    assert (figure.value, figure.rounded_to, figure.bounds) == (Rounding(base).told(74), base, None)
    assert str(figure) == f"约{figure.value}人"
    for text in (scorecard(made), markdown.render(made), html.render(made)):
        assert f"约{figure.value}" in text
        assert f"最接近的 {base} 的倍数" in text
        assert "74" not in text
    assert "about" in markdown.render(made, language=Language.ENGLISH)
    (told,) = (each for each in as_data(made)["figures"] if each["indicator"] == "care.children")
    assert (told["value"], told["rounded_to"]) == (figure.value, base)


def test_a_rounded_review_tells_small_groups() -> None:
    """4, 30 and 40: to 5 none of them is hidden, and no verdict narrows the sum."""
    line = _made(*SOME, has_target=True).published(rounding=Rounding(5)).lines[0]
    (by_category,) = (each for each in line.breakdowns if each.dimensions == ("category",))
    assert sorted(str(each) for each in by_category.figures) == ["约30人", "约40人", "约5人"]
    assert [each.verdict for each in line.judgements] == [Verdict.SUPPRESSED]


def test_rounding_is_asked_for_once_and_not_for_the_desk() -> None:
    """What was told exactly is not rounded afterwards, and the desk has its own numbers."""
    desk = _made(*SOME)
    with pytest.raises(BadArgument):
        desk.published(Audience.DESK, rounding=Rounding(5))
    with pytest.raises(BadArgument):
        desk.published().published(rounding=Rounding(5))
    rounded = desk.published(rounding=Rounding(5))
    assert rounded.published(rounding=Rounding(5)) is rounded


def test_what_rounded_numbers_do_not_tell_is_hidden() -> None:
    """Amounts, averages and changes of what is noted about people are no counts; schools are told."""
    desk = _made(*SOME)
    made = desk.published(rounding=Rounding(5))
    kinds = {each.id: each.value for each in made.catalogue}
    for figure in made.figures:
        formula = kinds[figure.indicator]
        if not is_guarded(formula):
            assert figure == desk.figure(figure.indicator)
        elif not is_counted(formula):
            assert figure.value is Absence.SUPPRESSED


def test_a_later_review_does_not_give_an_earlier_number_away() -> None:
    """One school more with 3 children: the sum that would tell them is hidden."""
    before = _made(("S1", Category.PRIMARY, 40), ("S2", Category.PRIMARY, 30)).published()
    assert before.release is not None
    ledger = Ledger().and_one(before.release)
    more = ("S3", Category.PRIMARY, 3)
    after = _made(("S1", Category.PRIMARY, 40), ("S2", Category.PRIMARY, 30), more)
    assert after.published().figure("care.children").value == 73
    later = after.published(ledger=ledger, name="later")
    assert later.figure("care.children").value is Absence.SUPPRESSED


def test_names_stay_text_and_nothing_is_loaded(tmp_path: Path) -> None:
    """A school's name is no element, no link and no formula of the page that shows it."""
    write(_made(*SOME, silent="S3"), tmp_path)
    page = (tmp_path / "review.html").read_text("utf-8")
    assert "<img" not in page
    assert "&lt;img" in page
    assert "Content-Security-Policy" in page
    assert "default-src 'none'" in unescape(page)
    assert "<img" not in (tmp_path / "review.md").read_text("utf-8")
    assert json.loads((tmp_path / "review.json").read_text("utf-8"))["audience"] == "public"
