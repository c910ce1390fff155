"""Two plans side by side, usually of two years: what came, what went and what was reworded."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar, final

from attrs import frozen

from guangongwei.markup import Markup, table
from guangongwei.model.plan import Commitment, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from guangongwei.model.plan import Plan

P = TypeVar("P", Item, Commitment)

#: Parts of two plans that share fewer of their words than this are different parts.
LIKENESS = 0.4
_WORDS = re.compile(r"[^\W_]+")
_NUMBERS = re.compile(r"[0-9０-９.％%]+")


@final
@frozen(kw_only=True)
class Change(Generic[P]):
    """A part of the old plan and the part of the new one that took its place."""

    old: P
    new: P
    #: The share of words that both have, from 0 to 1.
    likeness: float


@final
@frozen(kw_only=True)
class Comparison:
    """What changed from one plan to another; parts that read the same are not listed."""

    added: tuple[Item, ...]
    dropped: tuple[Item, ...]
    changed: tuple[Change[Item], ...]
    targets_added: tuple[Commitment, ...]
    targets_dropped: tuple[Commitment, ...]
    #: The same thing is asked for with another number, comparator or unit.
    targets_changed: tuple[Change[Commitment], ...]

    def _repr_html_(self) -> Markup:
        """What changed, for a notebook."""
        rows = [
            *(("新增", "", each.opening) for each in self.added),
            *(("删去", each.opening, "") for each in self.dropped),
            *(("改写", each.old.opening, each.new.opening) for each in self.changed),
            *(("目标新增", "", each.text) for each in self.targets_added),
            *(("目标删去", each.text, "") for each in self.targets_dropped),
            *(("目标改变", each.old.text, each.new.text) for each in self.targets_changed),
        ]
        return table(("变化", "原计划", "新计划"), rows)


def compare(old: Plan, new: Plan) -> Comparison:
    """What changed from the old plan to the new one, items and targets matched by their words."""
    items, dropped, added = _matched(old.items, new.items, lambda each: each.text)
    targets, gone, come = _matched(
        [each for each in old.commitments if each.is_quantified],
        [each for each in new.commitments if each.is_quantified],
        lambda each: _NUMBERS.sub("", each.text),
    )
    return Comparison(
        added=added,
        dropped=dropped,
        changed=tuple(each for each in items if _plain(each.old.text) != _plain(each.new.text)),
        targets_added=come,
        targets_dropped=gone,
        targets_changed=tuple(each for each in targets if _asks(each.old) != _asks(each.new)),
    )


def _asks(target: Commitment) -> tuple[object, ...]:
    return target.values, target.comparator, target.unit


def _plain(text: str) -> str:
    """The words of a text without punctuation and blanks."""
    return "".join(_WORDS.findall(text))


def _matched(
    old: Sequence[P], new: Sequence[P], words: Callable[[P], str]
) -> tuple[tuple[Change[P], ...], tuple[P, ...], tuple[P, ...]]:
    """The parts paired by likeness, best pairs first, and what is left over of each plan."""
    pairs = sorted(_alike(old, new, words), key=lambda pair: (-pair[0], pair[1], pair[2]))
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, before, after in pairs:
        if before not in partner and after not in taken:
            partner[before] = after, likeness
            taken.add(after)
    return (
        tuple(
            Change(old=old[before], new=new[after], likeness=likeness)
            for before, (after, likeness) in sorted(partner.items())
        ),
        tuple(each for at, each in enumerate(old) if at not in partner),
        tuple(each for at, each in enumerate(new) if at not in taken),
    )


def _alike(
    old: Sequence[P], new: Sequence[P], words: Callable[[P], str]
) -> Iterator[tuple[float, int, int]]:
    """Every pair that shares enough of its words."""
    known = [_pieces(words(each)) for each in new]
    for before, each in enumerate(old):
        pieces = _pieces(words(each))
        for after, others in enumerate(known):
            shared = sum((pieces & others).values())
            likeness = 2 * shared / (pieces.total() + others.total())
            if likeness >= LIKENESS:
                yield likeness, before, after


def _pieces(text: str) -> Counter[str]:
    """The pairs of neighbouring signs in a text: Chinese needs no words to be compared."""
    plain = f" {_plain(text)} "
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))
