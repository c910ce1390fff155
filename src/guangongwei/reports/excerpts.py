"""Words of a plan or a table as they may be shown: on one line, harmless, and shortened."""

from __future__ import annotations

import unicodedata

#: Overrides and isolates of writing direction: they make a line read as what it is not.
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_TITLE_LENGTH = 60
_OPENING = "“‘「『《〈（【(["
_CLOSING = "”’」』》〉）】)]"
_STOPS = "。；：！？，;!?\n"


def printable(text: str) -> str:
    """The text on one line, with whatever could steer a terminal or a page made visible."""
    return " ".join("".join(map(_visible, text)).split())


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    if character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs"):
        return "\ufffd"
    return character


def title_of(text: str) -> str:
    """The first clause of an item; quotation marks and brackets are not broken."""
    text = text.strip()
    depth = 0
    for place, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif character in _STOPS and not depth:
            text = text[:place]
            break
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"


def after_title(text: str) -> str:
    """The words of an item that its title leaves out."""
    title, text = title_of(text), text.strip()
    if title.endswith("…") and not text.startswith(title):
        return f"…{text[_TITLE_LENGTH - 1 :]}"
    return text.removeprefix(title).lstrip(_STOPS + " ")
