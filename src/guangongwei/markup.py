"""HTML in small: elements whose every piece of text is escaped unless it is markup already."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_VOID = frozenset({"br", "col", "hr", "meta"})


@final
class Markup(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


def element(tag: str, *children: object, **attributes: str) -> Markup:
    """An HTML element; a trailing underscore in an attribute's name is dropped (``class_``)."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{joined(children)}</{tag}>")


def joined(children: Iterable[object]) -> Markup:
    """The children one after another, text escaped, markup kept."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(str(child)) for child in children)
    )


def table(
    headers: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    caption: object = "",
    row_headers: int = 0,
) -> Markup:
    """A table with one header row; cells are text or markup.

    So many of the first cells of each row name it. Every other cell carries its header as
    ``data-label``, for a page that shows the table as a list where there is no room.
    """
    named = tuple(headers)
    head = element("tr", *(element("th", each, scope="col") for each in named))
    body = (element("tr", *_cells(named, row, row_headers)) for row in rows)
    return element(
        "table",
        *([element("caption", caption)] if caption else []),
        element("thead", head),
        element("tbody", *body),
    )


def _cells(headers: Sequence[object], row: Sequence[object], row_headers: int) -> Iterator[Markup]:
    for number, (header, cell) in enumerate(zip(headers, row, strict=True)):
        if number < row_headers:
            yield element("th", cell, scope="row")
        else:
            yield element("td", cell, data_label=str(header))
