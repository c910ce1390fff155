"""Comments are put beside those of others, and only the library's own are taken away."""

from __future__ import annotations

import pytest

from guangongwei.archive import Refused
from guangongwei.tabular.comments import commented, new_comments

THEIRS = (
    b'<c:comments xmlns:c="m"><c:authors><c:author>x</c:author></c:authors><c:commentList>'
    b'<c:comment ref="A1" authorId="0"><c:text><c:t>old</c:t></c:text></c:comment>'
    b'<c:comment ref="B2" authorId="0"><c:text><c:r><c:t>rich</c:t></c:r></c:text></c:comment>'
    b'<c:comment ref="C3" authorId="0"><c:text/></c:comment></c:commentList></c:comments>'
)


def test_a_new_part_has_its_author() -> None:
    """The library, under its name."""
    made = commented(new_comments("m"), {"E7": "<错>"})
    assert made.there == {"E7"}
    assert b"<authors><author>guangongwei</author></authors>" in made.content
    assert b'<comment ref="E7" authorId="0">' in made.content
    assert b"&lt;&#38169;&gt;" in made.content


def test_texts_follow_comments_of_others() -> None:
    """Plain, rich and empty ones; what was there stays in front, word for word."""
    made = commented(THEIRS, {"A1": "1", "B2": "2", "C3": "3", "D4": "4"})
    assert made.there == {"A1", "B2", "C3", "D4"}
    content = made.content.decode()
    assert "<c:text><c:r><c:t>old</c:t></c:r><c:r>" in content
    assert "<c:text><c:r><c:t>rich</c:t></c:r><c:r>" in content
    assert '<c:comment ref="C3" authorId="0"><c:text><c:r>' in content
    assert '<c:comment ref="D4" authorId="1">' in content


def test_what_was_said_is_taken_away_again() -> None:
    """The comments of others are left, and their cells are not among those that lost theirs."""
    first = commented(THEIRS, {"A1": "1", "D4": "4", "E5": "5"})
    second = commented(first.content, {"E5": "6"})
    assert second.gone == {"D4"}
    assert second.there == {"A1", "B2", "C3", "E5"}
    content = second.content.decode()
    assert content.count("<c:comment ") == 4
    assert "<c:text><c:r><c:t>old</c:t></c:r></c:text>" in content
    assert content.count(">guangongwei<") == 1
    assert ">6<" in content


def test_nothing_said_changes_no_comment() -> None:
    """Only the author is named."""
    made = commented(THEIRS, {})
    assert made.gone == frozenset()
    assert made.content.replace(b"<c:author>guangongwei</c:author>", b"") == THEIRS


@pytest.mark.parametrize(
    "content",
    [
        b"<comments/>",
        b"<comments><authors/></comments>",
        b'<comments><authors/><commentList><comment ref="A1"/></commentList></comments>',
        b"<comments>",
    ],
)
def test_what_is_no_part_of_comments_is_refused(content: bytes) -> None:
    """With the one exception of files that are not what they say."""
    with pytest.raises(Refused):
        commented(content, {"A1": "1"})
