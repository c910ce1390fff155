"""Word's automatic numbers: the lists that a document defines, and what each paragraph shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.plans.docx_formats import written
from guangongwei.plans.docx_xml import W, child, flag, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_PLACE = re.compile("%([1-9])")
#: Word itself writes no longer text into a level, and nobody reads a longer number.
_LONGEST = 255
_SUFFIXES = {"nothing": "", "space": " ", "tab": "\t"}


@final
@frozen(kw_only=True)
class Level:
    """One level of a list, as a document defines it."""

    start: int
    #: By its name in ISO/IEC 29500; None for a bullet.
    numbering: str | None
    #: What is shown, with %1 for the number of the first level.
    text: str
    suffix: str
    #: It begins anew after levels above this one; None: after each level above it.
    restart: int | None
    #: Whether the numbers of all levels are shown in plain digits.
    is_legal: bool
    #: The paragraphs of this style are at this level.
    style: str | None


@final
@frozen
class List:
    """A list that paragraphs are in; lists of one definition count on from each other."""

    definition: str
    levels: Mapping[int, Level]
    #: Where a level begins the first time that a paragraph of this very list is at it.
    starts: Mapping[int, int] = field(factory=dict[int, int])

    def first(self, level: int) -> int:
        """The number that a level begins with."""
        return self.starts.get(level, self.levels[level].start)

    def level_of(self, style: str) -> int | None:
        """The level that belongs to a paragraph style."""
        return next((at for at, level in self.levels.items() if level.style == style), None)


@final
@frozen
class Label:
    """What stands before the words of a numbered paragraph."""

    text: str
    #: Whether its format is known here; plain digits are shown where it is not.
    is_known: bool = True


def lists(numbering: Element | None) -> dict[str, List]:
    """The lists of a document by their numId; `numbering` is the root of numbering.xml."""
    if numbering is None:
        return {}
    definitions = {
        each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")
    }
    linked = {
        style: name
        for name, each in definitions.items()
        if (style := value(each, "styleLink")) is not None
    }
    found: dict[str, List] = {}
    for each in numbering.iter(f"{W}num"):
        name = value(each, "abstractNumId")
        if name in definitions:
            # A definition that only points to a style of lists is the one that bears the style.
            link = value(definitions[name], "numStyleLink")
            name = linked.get(link, name) if link is not None else name
        number_id = each.get(f"{W}numId")
        if name in definitions and name is not None and number_id is not None:
            found[number_id] = _list(name, definitions[name], each)
    return found


def _list(name: str, definition: Element, of: Element) -> List:
    levels, starts = dict(_levels(definition)), dict[int, int]()
    for override in of.iter(f"{W}lvlOverride"):
        levels.update(_levels(override))
        at, start = number(override.get(f"{W}ilvl")), number(value(override, "startOverride"))
        if at is not None and start is not None:
            starts[at] = start
    return List(name, levels, {at: start for at, start in starts.items() if at in levels})


def _levels(of: Element) -> Iterator[tuple[int, Level]]:
    for each in of.findall(f"{W}lvl"):
        at = number(each.get(f"{W}ilvl"))
        if at is not None:
            yield at, _level(each)


def _level(of: Element) -> Level:
    # A format of a later Word stands in a choice, beside one that earlier ones know.
    numbering = next(
        (each.get(f"{W}val") for each in of.iter(f"{W}numFmt") if each.get(f"{W}val") != "custom"),
        "decimal",
    )
    start = number(value(of, "start"))
    return Level(
        # The standard says 0 where nothing is said; the word processors say 1, and so do readers.
        start=1 if start is None else start,
        numbering=None if numbering == "bullet" else numbering,
        text=(value(of, "lvlText") or "")[:_LONGEST],
        suffix=_SUFFIXES.get(value(of, "suff") or "tab", "\t"),
        restart=number(value(of, "lvlRestart")),
        is_legal=flag(child(of, "isLgl")),
        style=value(of, "pStyle"),
    )


@final
class Counter:
    """The numbers of a document's lists, paragraph after paragraph."""

    def __init__(self, of: Mapping[str, List]) -> None:
        self._lists = of
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, at: int) -> Label | None:
        """What the next paragraph of a list shows; None where there is no such list or level."""
        of = self._lists.get(list_id)
        if of is None or at not in of.levels:
            return None
        counts = self._counts.setdefault(of.definition, {})
        begins = at in of.starts and (list_id, at) not in self._begun
        self._begun.add((list_id, at))
        counts[at] = of.first(at) if begins or at not in counts else counts[at] + 1
        for above in range(at):
            # A level that is passed over counts as begun.
            if above in of.levels:
                counts.setdefault(above, of.first(above))
        for deeper in [each for each in counts if each > at and _restarts(of, each, at)]:
            del counts[deeper]
        return _label(of, at, counts)


def _restarts(of: List, deeper: int, at: int) -> bool:
    """Whether a level begins anew after a paragraph at a level above it."""
    restart = of.levels[deeper].restart if deeper in of.levels else None
    return restart is None or restart > deeper or at < restart


def _label(of: List, at: int, counts: Mapping[int, int]) -> Label | None:
    level = of.levels[at]
    if level.numbering is None:
        return None
    is_known = True

    def shown(match: re.Match[str]) -> str:
        nonlocal is_known
        other = int(match[1]) - 1
        if other not in of.levels or other > at:
            return ""
        count = counts[other]
        numbering = "decimal" if level.is_legal else of.levels[other].numbering or "none"
        text = written(count, numbering)
        is_known = is_known and text is not None
        return str(count) if text is None else text

    text = _PLACE.sub(shown, level.text)[:_LONGEST]
    return Label(text + level.suffix if text else "", is_known)
