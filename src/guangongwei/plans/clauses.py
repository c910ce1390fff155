"""Running text cut into clauses: between commas, with brackets and quoted names kept whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, final

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    r"(?P<name>“[^“”\n]{1,60}[”“]|《[^《》\n]{1,80}》|〔[^〔〕\n]{1,12}〕|「[^「」\n]{1,60}」"
    r"|‘[^‘’\n]{1,60}’|\"[^\"\n]{1,60}\")"
    r"|(?P<open>[（(])|(?P<close>[）)])"
    r"|(?P<end>[。！？!?；;\n\r]|(?<![0-9])\.(?![0-9])|(?<=[0-9])\.(?=[ ]?(?:\n|\Z)))"
    r"|(?P<part>，|(?<![0-9]),|,(?![0-9]{3})|[:：](?![ ]?[0-9０-９])|(?<=[标下务求况项])[:：](?=[ ]?[0-9０-９]))"
)
#: （1）, (二): a number in brackets is a mark, not a remark.
_MARK = re.compile(r"[（(][0-9一二三四五六七八九十]{1,3}[）)]")
#: Marks that may stand before the first word of a clause.
_LEADING = re.compile(
    r"(?:\s|[（(][ ]?[0-9一二三四五六七八九十]{1,3}[ ]?[）)]|[①-⑳]|[一二三四五六七八九]是(?!否)"
    r"|[0-9]{1,2}(?:[.、．](?![0-9])|[)）])|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))++"
)


@final
@frozen(kw_only=True)
class Clause:
    """Characters `start` up to `stop` of a text, between two separators."""

    start: int
    stop: int
    #: Which sentence of the text it belongs to, counted from 0.
    sentence: int
    #: Which row of sentences parted by ； alone it belongs to, counted from 0.
    row: int
    #: The separator after it, empty at the end of the text or of a bracket.
    closer: str
    #: Where its bracket opens; None outside brackets.
    host: int | None = None


@final
@frozen
class Spans:
    """Stretches of a text in order, none inside another, found by a character they hold."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]

    def holding(self, position: int) -> int | None:
        """Which of them holds a character, counted from 0; None where none does."""
        at = bisect_right(self.starts, position) - 1
        return at if at >= 0 and position < self.stops[at] else None

    def first_from(self, start: int, stop: int) -> int:
        """Where the first one begins between two characters, the second character if none does."""
        at = bisect_left(self.starts, start)
        return min(self.starts[at], stop) if at < len(self.starts) else stop


def _spans(spans: Iterable[tuple[int, int]]) -> Spans:
    pairs = tuple(spans)
    return Spans(tuple(start for start, _ in pairs), tuple(stop for _, stop in pairs))


@final
@frozen(kw_only=True)
class Cut:
    """The clauses of a text, and the stretches that are names."""

    #: Outside brackets, in order, and inside them.
    outer: tuple[Clause, ...]
    inner: tuple[Clause, ...]
    outer_spans: Spans = field(repr=False)
    inner_spans: Spans = field(repr=False)
    #: Quoted names, titles and document years.
    names: Spans
    #: The outermost brackets, their signs included.
    brackets: Spans

    def clause_at(self, position: int) -> Clause | None:
        """The innermost clause with this character, None between clauses."""
        at = self.inner_spans.holding(position)
        if at is not None:
            return self.inner[at]
        at = self.outer_spans.holding(position)
        return None if at is None else self.outer[at]

    def host_of(self, clause: Clause) -> Clause:
        """The clause around the bracket of this one, or the clause itself outside brackets."""
        outer = None if clause.host is None else self.clause_at(clause.host)
        return outer or clause

    def in_name(self, position: int, stop: int | None = None) -> bool:
        """Say whether a character, or all up to another one, belongs to a quoted name or a title."""
        at = self.names.holding(position)
        return at is not None and (stop is None or stop <= self.names.stops[at])

    def bracket_around(self, position: int) -> tuple[int, int] | None:
        """The outermost bracket that holds a character, its signs included."""
        at = self.brackets.holding(position)
        return None if at is None else (self.brackets.starts[at], self.brackets.stops[at])


def cut(text: str) -> Cut:
    """Cut a text into clauses, in time that grows with its length alone."""
    tokens = list(_TOKEN.finditer(text))
    brackets = tuple(_brackets(text, tokens))
    clauses = sorted(_clauses(text, tokens, brackets), key=lambda clause: clause.start)
    outer = tuple(clause for clause in clauses if clause.host is None)
    inner = tuple(clause for clause in clauses if clause.host is not None)
    return Cut(
        outer=outer,
        inner=inner,
        outer_spans=_spans((clause.start, clause.stop) for clause in outer),
        inner_spans=_spans((clause.start, clause.stop) for clause in inner),
        names=_spans(token.span() for token in tokens if token.lastgroup == "name"),
        brackets=_spans(brackets),
    )


def _brackets(text: str, tokens: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The outermost pairs of brackets on one line; marks such as （1） are none."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    for token in tokens:
        if token.lastgroup == "open":
            waiting.append(token.start())
        elif token.lastgroup == "close" and waiting:
            pairs.append((waiting.pop(), token.end()))
        elif token.group() in "\n\r":
            waiting.clear()
    reached = 0
    for start, stop in sorted(pairs):
        if start >= reached and not _MARK.fullmatch(text, start, stop):
            reached = stop
            yield start, stop


def _clauses(
    text: str, tokens: list[re.Match[str]], brackets: tuple[tuple[int, int], ...]
) -> Iterator[Clause]:
    opening = {start for start, _ in brackets}
    closing = {stop for _, stop in brackets}
    outer, inner, opened = 0, None, 0
    sentence = row = 0
    for token in tokens:
        kind, at, closer = token.lastgroup, token.start(), token.group()
        if kind == "open" and at in opening:
            inner, opened = token.end(), at
        elif inner is not None and (kind in {"part", "end"} or token.end() in closing):
            yield from _clause(text, inner, at, at_row=(sentence, row), closer=closer, host=opened)
            inner = None if token.end() in closing else token.end()
        elif inner is None and kind in {"part", "end"}:
            yield from _clause(text, outer, at, at_row=(sentence, row), closer=closer, host=None)
            outer = token.end()
            sentence += kind == "end"
            row += kind == "end" and closer not in "；;"
    yield from _clause(text, outer, len(text), at_row=(sentence, row), closer="", host=None)


def _clause(
    text: str, start: int, stop: int, *, at_row: tuple[int, int], closer: str, host: int | None
) -> Iterator[Clause]:
    """The clause between two separators, without the mark and the blanks around its words."""
    leading = _LEADING.match(text, start, stop)
    if leading:
        start = leading.end()
    stop = start + len(text[start:stop].rstrip())
    if start < stop:
        sentence, row = at_row
        yield Clause(start=start, stop=stop, sentence=sentence, row=row, closer=closer, host=host)
