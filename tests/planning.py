"""Tiny plans made by hand, each part where its text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.errors import Span
from guangongwei.model import Commitment, Comparator, Deadline, Item, Plan, Section

if TYPE_CHECKING:
    from fractions import Fraction

NAME = "plan.txt"


def plan(*sections: tuple[str, *tuple[str, ...]]) -> Plan:
    """A plan of sections, each a heading and its items; items are numbered within each."""
    text, made = "", list[Section]()
    for number, (heading, *items) in enumerate(sections, 1):
        start = len(text)
        text += f"{number}、{heading}\n"
        kept = list[Item]()
        for ordinal, words in enumerate(items, 1):
            line = f"{ordinal}.{words}\n"
            span = Span(NAME, len(text), len(text) + len(line))
            kept.append(Item(ordinal=ordinal, mark=f"{ordinal}.", text=words, span=span))
            text += line
        span = Span(NAME, start, len(text))
        made.append(Section(ordinal=number, heading=heading, span=span, items=tuple(kept)))
    return Plan(
        name=NAME,
        title="2024年工作要点",
        year=2024,
        issuer=None,
        text=text,
        blocks=(),
        sections=tuple(made),
    )


def asking(  # the facts of a commitment are many
    of: Plan,
    words: str,
    *values: Fraction,
    comparator: Comparator = Comparator.AT_LEAST,
    unit: str | None = "%",
    per: str = "",
    each: bool = False,
    deadline: Deadline | None = None,
) -> Plan:
    """The same plan with one more commitment, found by its words."""
    commitment = Commitment(
        text=words,
        span=where(of, words),
        values=values,
        comparator=comparator,
        unit=unit,
        per=per,
        each=each,
        deadline=deadline,
    )
    return evolve(of, commitments=(*of.commitments, commitment))


def where(of: Plan, words: str) -> Span:
    """Where the words stand for the first time."""
    start = of.text.index(words)
    return Span(NAME, start, start + len(words))
