"""What the styles of a document say about its paragraphs: which list they are in, what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from guangongwei.plans.docx_xml import W, child, flag, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from guangongwei.plans.docx_numbering import List

#: Nobody's styles are based on each other further; what lies beyond says nothing.
_DEEPEST = 20
#: A paragraph with this numId is in no list, whatever its style says.
_NO_LIST = "0"


@final
class Styles:
    """The styles of a document; `styles` is the root of styles.xml."""

    def __init__(self, styles: Element | None) -> None:
        found = () if styles is None else styles.findall(f"{W}style")
        self._by_id = {each.get(f"{W}styleId"): each for each in found}
        self._usual = next(
            (
                each.get(f"{W}styleId")
                for each in found
                if each.get(f"{W}type") == "paragraph" and flag_of(each, "default")
            ),
            None,
        )

    def list_of(self, paragraph: Element, lists: Mapping[str, List]) -> tuple[str, int] | None:
        """The list that a paragraph is in, by itself or by its style, and its level there."""
        named = value(paragraph, "pPr", "pStyle") or self._usual
        chain = [paragraph, *self._chain(named)]
        list_id = next(_told(chain, "numId"), _NO_LIST)
        if list_id == _NO_LIST:
            return None
        own = number(value(paragraph, "pPr", "numPr", "ilvl"))
        if own is not None:
            return list_id, own
        of = lists.get(list_id)
        linked = None if of is None or named is None else of.level_of(named)
        if linked is not None and value(paragraph, "pPr", "numPr", "numId") is None:
            return list_id, linked
        return list_id, number(next(_told(chain, "ilvl"), None)) or 0

    def hides(self, run: Element, paragraph: Element) -> bool:
        """Whether what a run says is hidden text."""
        own = child(run, "rPr", "vanish")
        if own is not None:
            return flag(own)
        styles = (
            value(run, "rPr", "rStyle"),
            value(paragraph, "pPr", "pStyle") or self._usual,
        )
        told = (
            found
            for name in styles
            for each in self._chain(name)
            if (found := child(each, "rPr", "vanish")) is not None
        )
        return flag(next(told, None))

    def _chain(self, name: str | None) -> Iterator[Element]:
        """A style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")


def flag_of(element: Element, attribute: str) -> bool:
    """Whether an attribute that switches something on is there and does."""
    return element.get(W + attribute, "0") in {"1", "true", "on"}


def _told(chain: list[Element], name: str) -> Iterator[str]:
    """What a paragraph and its styles say of a property of numbering, the nearest first."""
    for each in chain:
        found = value(each, "pPr", "numPr", name)
        if found is not None:
            yield found
