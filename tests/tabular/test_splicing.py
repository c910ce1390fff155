"""XML is changed in one place and stays as it is in all others."""

from __future__ import annotations

import pytest

from guangongwei.archive import Danger, Refused
from guangongwei.tabular.splicing import Changes, elements, escaped_xml, in_utf8, like, the

PART = (
    '\ufeff<?xml version="1.0"?>\n<p:a b=">" xmlns:p="x"><p:c/><p:d>é</p:d ><p:c /></p:a>'.encode()
)


def test_elements_are_told_with_their_places() -> None:
    """Whatever stands in front of them, in their attributes and in their tags."""
    told = [(each.name, PART[each.start : each.end].decode()) for each in elements(PART)]
    assert told == [
        ("a", PART.decode("utf-8-sig").partition("\n")[2]),
        ("c", "<p:c/>"),
        ("d", "<p:d>é</p:d >"),
        ("c", "<p:c />"),
    ]
    root, first, other, _ = elements(PART)
    assert (root.prefix, root.is_empty, first.is_empty, other.is_empty) == (
        "p:",
        False,
        True,
        False,
    )
    assert root.holds(first)
    assert not first.holds(root)


def test_only_as_deep_as_is_asked_for() -> None:
    """What lies deeper is passed over."""
    assert [each.name for each in elements(b"<a><b><c/></b></a>", deepest=2)] == ["a", "b"]


def test_something_is_put_in_and_taken_out() -> None:
    """An element that was empty has a child then; what is put in at one place keeps its order."""
    root, first, other, last = elements(PART)
    changes = Changes(PART)
    changes.append(root, "<x/>")
    changes.append(root, "<y/>")
    changes.append(first, "中")
    changes.cut(other)
    changes.insert(last.start, "<z/>")
    assert changes.applied().decode("utf-8-sig").partition("\n")[2] == (
        '<p:a b=">" xmlns:p="x"><p:c>&#20013;</p:c><z/><p:c /><x/><y/></p:a>'
    )


def test_nothing_changed_is_the_same() -> None:
    """Byte for byte."""
    assert Changes(PART).applied() == PART


def test_what_every_part_has_and_this_one_lacks_is_refused() -> None:
    """With one exception, as everywhere."""
    with pytest.raises(Refused) as caught:
        the(elements(PART), "z")
    assert caught.value.danger is Danger.DAMAGED


def test_a_part_in_utf_16_is_read_as_one_in_utf_8() -> None:
    """And what is put into it is in its own encoding."""
    for name in ("utf-16-le", "utf-16-be"):
        content = '\ufeff<?xml version="1.0" encoding="utf-16"?><a>中</a>'.encode(name)
        assert in_utf8(content) == "<a>中</a>".encode()
        assert like(content, "<é/>") == "<é/>".encode(name)
    assert in_utf8(PART) is PART
    assert like(PART, "<b>é</b>") == b"<b>&#233;</b>"


def test_texts_are_escaped() -> None:
    """In elements and in attributes."""
    assert escaped_xml("<a b='\"'>&amp;") == "&lt;a b='&quot;'&gt;&amp;amp;"
