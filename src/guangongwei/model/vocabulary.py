"""Open vocabularies (开放词表): standard words, the local words that stand for them, and the rest.

A local word is matched exactly, never guessed; what no standard word stands for stays as it is
and is counted, so that a figure by kind says how much of it is unmapped.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.model.numbers import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@final
@frozen
class Vocabulary:
    """Standard words, each with the other words it is found under.

    Raises:
        BadArgument: One word stands under two standard words.
    """

    #: Each standard word and its aliases, in the order in which they are shown.
    terms: tuple[tuple[str, tuple[str, ...]], ...]

    def __attrs_post_init__(self) -> None:
        words = [word for term, aliases in self.terms for word in (term, *aliases)]
        if len(words) != len(set(words)):
            raise BadArgument("terms", "words each of which stands in one place only")

    @staticmethod
    def of(aliases: Mapping[str, tuple[str, ...]]) -> Vocabulary:
        """The vocabulary in which each key is a standard word and its value the aliases."""
        return Vocabulary(tuple(aliases.items()))

    @cached_property
    def _standard(self) -> dict[str, str]:
        return {word: term for term, aliases in self.terms for word in (term, *aliases)}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {term: number for number, (term, _) in enumerate(self.terms)}

    @property
    def words(self) -> tuple[str, ...]:
        """The standard words."""
        return tuple(term for term, _ in self.terms)

    def found_under(self, *terms: str) -> tuple[str, ...]:
        """Standard words, each with the other words it is found under; without any, every word.

        Raises:
            BadArgument: One of them is no standard word.
        """
        aliases = dict(self.terms)
        if not set(terms) <= set(aliases):
            raise BadArgument("terms", f"standard words: {', '.join(aliases)}")
        return tuple(word for term in terms or aliases for word in (term, *aliases[term]))

    def __contains__(self, word: object) -> bool:
        """Say whether a word is a standard one or stands for one."""
        return word in self._standard

    def standard(self, word: str) -> str:
        """The standard word that a word stands for, or the word itself."""
        return self._standard.get(word, word)

    def standards(self, words: Iterable[str]) -> tuple[str, ...]:
        """The standard words, each once and in the vocabulary's order, then the others as given."""
        kept = dict.fromkeys(map(self.standard, words))
        last = len(self._order)
        return tuple(sorted(kept, key=lambda word: self._order.get(word, last)))

    def unmapped(self, words: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """The words that stand for no standard word and how often each occurs, most often first."""
        counts = Counter(word for word in words if word not in self)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    def unmapped_share(self, words: Iterable[str]) -> Ratio:
        """How many of so many words stand for no standard word, each word as often as it occurs."""
        kept = tuple(words)
        return Ratio(sum(word not in self for word in kept), len(kept))
