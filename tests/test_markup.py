from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.markup import Markup, element, joined, table


def test_text_is_escaped_and_markup_is_kept() -> None:
    """A name with a tag in it stays text; an element inside an element stays an element."""
    assert element("p", "<b>&", element("i", '"')) == "<p>&lt;b&gt;&amp;<i>&quot;</i></p>"


def test_attributes_are_escaped_and_named_as_html_names_them() -> None:
    """`class_` is class, `data_label` is data-label, and a quote does not end the value."""
    assert element("td", 1, class_='a"b', data_label="条") == (
        '<td class="a&quot;b" data-label="条">1</td>'
    )


def test_a_void_element_has_no_end() -> None:
    """<br> and its kind hold nothing."""
    assert element("br") == "<br>"
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_children_are_joined_without_a_gap() -> None:
    """Text, numbers and markup one after another; what comes out is markup."""
    together = joined(["a<", 1, Markup("<i>x</i>")])
    assert together == "a&lt;1<i>x</i>"
    assert joined([together]) == together


def test_a_table_has_headers_and_rows() -> None:
    """Each header is of its column, and each cell carries its header as a label."""
    assert table(("甲", "乙"), [(1, "<")]) == (
        '<table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>'
        '<tbody><tr><td data-label="甲">1</td><td data-label="乙">&lt;</td></tr></tbody></table>'
    )


def test_a_table_can_have_a_caption_and_headers_of_its_rows() -> None:
    """The first cells of a row may name it."""
    shown = table(("甲", "乙"), [(1, 2)], caption="表 <1>", row_headers=1)
    assert "<caption>表 &lt;1&gt;</caption>" in shown
    assert '<tr><th scope="row">1</th><td data-label="乙">2</td></tr>' in shown


def test_a_row_of_another_length_is_refused() -> None:
    """A cell without a header, or a header without a cell, is a mistake."""
    with pytest.raises(ValueError, match="zip"):
        table(("甲", "乙"), [(1,)])


class Reader(HTMLParser):
    """Collects the text and the tags of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser's own name
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.text())
def test_whatever_the_text_no_tag_comes_of_it(text: str, value: str) -> None:
    """Read by a browser's rules, the page has the elements that were made and no others."""
    reader = Reader()
    reader.feed(element("p", text, title=value))
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text == html.unescape(html.escape(text))
