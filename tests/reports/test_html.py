from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.pages import HOSTILE, TAGS, Reading
from tests.reports.reviews import FIRST, LINES, ORGANISATIONS, PROBLEMS, TEXT, a_review

from guangongwei.errors import Cell as Place
from guangongwei.errors import printable
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.reports import data, html, markdown, terminal
from guangongwei.reports.outline import Cell
from guangongwei.reports.phrases import Language

if TYPE_CHECKING:
    from guangongwei.model.plan import Item
    from guangongwei.review import Review


def everywhere(words: str) -> Review:
    """A review with these words wherever a person may have written some."""
    review = a_review()
    item = evolve(FIRST.items[0], text=words)
    section = evolve(FIRST, heading=words, mark=words, items=(item,))
    line = LINES[0]
    figure = evolve(line.figures[0], name=words, indicator=words)
    judgement = line.judgements[0]
    target = evolve(judgement.target, text=words, hedge=words, modality=words)
    breakdown = line.breakdowns[0]
    group = evolve(breakdown.figures[0].group, categories=(("town", words),))
    towns = evolve(breakdown, figures=(evolve(breakdown.figures[0], group=group),))
    named = tuple(evolve(each, name=words) for each in ORGANISATIONS)
    return evolve(
        review,
        plan=evolve(review.plan, title=words or None, issuer=words, text=words + TEXT),
        dataset=evolve(review.dataset, organisations=named),
        organisation=OrganisationId("B"),
        lines=(
            evolve(
                line,
                section=section,
                item=item,
                commitments=(evolve(line.commitments[0], text=words),),
                figures=(figure, *line.figures),
                breakdowns=(towns, evolve(towns, dimensions=(words,))),
                judgements=(evolve(judgement, target=target, reason=words),),
            ),
            *LINES[1:],
        ),
        problems=(
            evolve(PROBLEMS[0], place=Place(words, 17, words), code=words),
            evolve(PROBLEMS[1], message=words, hint=words),
        ),
    )


@given(st.sampled_from(HOSTILE) | st.text(st.characters(codec=None), max_size=80))
def test_words_stay_words_whatever_they_are(words: str) -> None:
    """No text breaks a report, becomes markup in it, or steers a terminal."""
    review = everywhere(words)
    page = Reading(html.render(review))
    assert page.open == []
    assert page.tags <= TAGS
    assert "".join(page.text.get("h1", [])) == printable(words) or not words
    assert not any(name.startswith("on") for _, name, _ in page.attributes)
    assert all(value.startswith("#p") for _, name, value in page.attributes if name == "href")
    card = terminal.scorecard(review)
    assert "\x1b" not in card
    written = markdown.render(review)
    assert "<" not in written
    assert "[x](" not in written.replace("\\[x\\](", "")
    data.render(review)


@pytest.mark.parametrize("words", HOSTILE[:5])
def test_hostile_words_never_stand_raw_in_the_page(words: str) -> None:
    """What could be markup is escaped wherever it stands."""
    page = html.render(everywhere(words))
    assert ("<" not in words) or (words not in page)
    assert "<script" not in page
    assert "<img" not in page


def test_the_page_needs_nothing_else(made: Review) -> None:
    """No script, nothing loaded, and a policy that forbids both."""
    page = html.render(made)
    read = Reading(page)
    policy = {name: value for tag, name, value in read.attributes if tag == "meta"}
    assert "Content-Security-Policy" in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.replace("&#x27;", "'")
    assert policy
    assert not {"script", "link", "img", "iframe", "object"} & read.tags
    assert not {"src", "srcset", "action"} & {name for _, name, _ in read.attributes}
    assert "url(" not in page
    assert "@import" not in page
    assert "://" not in page


@pytest.mark.parametrize("language", list(Language))
def test_the_page_says_its_language(made: Review, language: Language) -> None:
    """A screen reader knows how to pronounce it."""
    assert ("html", "lang", language.value) in Reading(
        html.render(made, language=language)
    ).attributes


def test_tables_name_their_rows_and_columns(made: Review) -> None:
    """Every header says what it heads."""
    read = Reading(html.render(made))
    scopes = [value for tag, name, value in read.attributes if (tag, name) == ("th", "scope")]
    assert set(scopes) == {"col", "row"}


def test_every_link_has_its_place(made: Review) -> None:
    """The list of items leads to each of them, and no two places have one name."""
    read = Reading(html.render(made))
    ids = [value for _, name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = [value for _, name, value in read.attributes if name == "href"]
    assert links == [f"#p{number}" for number in range(1, 6)]
    assert set(links) <= {f"#{each}" for each in ids}
    labels = {value for _, name, value in read.attributes if name == "aria-labelledby"}
    assert labels <= set(ids)


def test_a_verdict_is_told_in_words(made: Review) -> None:
    """Mark and word stand beside the colour, in the list of items too."""
    page = html.render(made)
    assert "✓ 已达到" in page
    assert 'aria-label="第7条 年内将组织进行第三批学校的创建工作 已达到"' in page
    assert 'aria-label="第8条 要结合推进关工委优质化建设的实践和探索 本条暂无可计量指标"' in page
    assert 'aria-label="第13条 组织动员更多的老教师参加关心下一代工作 数据"' in page


def test_a_day_is_not_broken_over_two_lines(made: Review) -> None:
    """A date stays in one piece on a phone."""
    assert '期限 <span class="day">2024-12-31</span>' in html.render(made)


def test_what_is_not_there_is_said_or_left_out() -> None:
    """No target and no problem are said; an item that says no more than its title has no more."""
    bare = evolve(LINES[1], item=a_short_item())
    first = LINES[0].judgements[0]
    silent = evolve(
        first,
        target=evolve(first.target, text="", due=None),
        reason="",
        need=evolve(first.need, more=Absence.NOT_APPLICABLE, shortfalls=()),
    )
    short = evolve(LINES[0], item=a_short_item(), judgements=(silent,))
    page = html.render(a_review(lines=(bare, short), figures=(), problems=()))
    assert "没有发现数据问题" in page
    assert "未报全的单位" not in page
    assert "本条全文" not in page
    assert "</span></p></section><details>" in page
    assert "没有可判定的目标" in html.render(a_review(lines=(bare,)))


def a_short_item() -> Item:
    """An item that says no more than its title."""
    return evolve(FIRST.items[0], text="加强研究")


def test_a_wide_table_becomes_a_list_on_a_phone() -> None:
    """More than two columns of values have no room; their headers go with the values."""
    towns = LINES[0].breakdowns[:2]
    more = (*towns, evolve(towns[1], indicator="odd"))
    page = html.render(a_review(lines=(evolve(LINES[0], breakdowns=more),)))
    assert '<div class="wide"><table><caption>按镇街' in page
    assert '<td data-label="新增优质化建设达标学校（所）">20</td>' in page


def test_a_cell_says_who_is_in() -> None:
    """The note of a cell stands below its value."""
    assert html.cell(Cell(text="20", note="1/2 校报全")) == "20<small>1/2 校报全</small>"
