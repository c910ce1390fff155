"""Boxes of comments on a drawing that may hold other things."""

from __future__ import annotations

import re

from guangongwei.tabular.drawings import Box, drawn

BUTTON = (
    b'<v:shape id="_x0000_s1030" type="#_x0000_t201"><x:ClientData ObjectType="Button"/></v:shape>'
)
NOTE = (
    b'<v:shape\n id="_x0000_s1031"><x:ClientData ObjectType="Note"><x:Row>4</x:Row>'
    b"<x:Column>2</x:Column></x:ClientData></v:shape>"
)
OLD = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><o:shapelayout><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout><br>" + BUTTON + NOTE + b"</xml>\n"
)


def cells(content: bytes) -> list[tuple[int, int]]:
    """The cells that have a box."""
    rows, columns = (re.findall(rb"<x:%s>(\d+)<" % name, content) for name in (b"Row", b"Column"))
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]


def test_a_new_drawing_has_a_box_for_each_comment() -> None:
    """Each is named, hidden until it is pointed at, and of the kind of notes."""
    content = drawn(None, [Box(0, 0, 3), Box(6, 4, 8)], [])
    assert cells(content) == [(0, 0), (6, 4)]
    assert re.findall(rb'id="(_x0000_s\d+)"', content) == [b"_x0000_s1025", b"_x0000_s1026"]
    assert content.count(b"visibility:hidden") == content.count(b'ObjectType="Note"') == 2
    assert content.count(b'<v:shapetype id="_x0000_t202"') == 1


def test_what_else_is_drawn_stays() -> None:
    """Also where it is no XML; numbers go on behind those that are taken."""
    content = drawn(OLD, [Box(9, 1, 3)], [])
    assert BUTTON in content
    assert NOTE in content
    assert b"<br>" in content
    assert cells(content) == [(4, 2), (9, 1)]
    assert b'id="_x0000_s1032"' in content
    assert b' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x=' in content


def test_a_box_that_is_there_is_used() -> None:
    """It may have been moved and coloured by somebody."""
    assert drawn(OLD, [Box(4, 2, 3)], []).count(b"</v:shape>") == 2


def test_a_box_goes_with_its_comment() -> None:
    """And comes again with a new one."""
    assert cells(drawn(OLD, [], [(4, 2)])) == []
    assert BUTTON in drawn(OLD, [], [(4, 2)])
    assert cells(drawn(OLD, [Box(4, 2, 3)], [(4, 2)])) == [(4, 2)]


def test_blocks_of_numbers_are_told() -> None:
    """A sheet says which thousands are its own."""
    content = drawn(OLD, [Box(row, 0, 3) for row in range(1100)], [])
    assert b'data="1,2"' in content


def test_a_drawing_of_nonsense_takes_its_time() -> None:
    """Time grows with its length, not with its square."""
    content = drawn(b"<v:shape >" * 200_000 + b"</v:shape>" * 100_000, [Box(0, 0, 3)], [])
    assert cells(content) == [(0, 0)]
