"""The few ways in which the parts of a .docx are looked into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The namespace of what a word processor writes.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_NUMBER = re.compile("-?[0-9]{1,9}")
_OFF = frozenset({"0", "false", "off", "none"})


def child(of: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of names, None where the path breaks off."""
    for name in names:
        of = None if of is None else of.find(W + name)
    return of


def value(of: Element | None, *names: str) -> str | None:
    """The `w:val` of the element at the end of a path of names."""
    found = child(of, *names)
    return None if found is None else found.get(f"{W}val")


def number(text: str | None) -> int | None:
    """The whole number that a text is."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


def flag(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF
