"""Words of a plan as they are shown: shortened, and in two parts that lose nothing."""

from __future__ import annotations

_TITLE_LENGTH = 60
_OPENING = "“‘「『《〈（【(["
_CLOSING = "”’」』》〉）】)]"
_STOPS = "。；：！？，;!?\n"


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
