"""Which indicators measure which part of a plan, found by the words of its text.

The tables of `guangongwei.plans.bound_words` are read for every sentence of a part. What a caller
says instead always wins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import NotAFigure, Span
from guangongwei.model.numbers import Unit
from guangongwei.model.plan import Commitment, Comparator, Item, Section
from guangongwei.plans.bound_words import RULES, TARGET_RULES, UNIT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.model.plan import Plan
    from guangongwei.plans.bound_words import Groups, Rule, TargetRule

    #: An item by its printed number, or by its section's and its own where numbers restart. Where
    #: both are printed again, the second such item is (2, 3, 2), the third (2, 3, 3).
    Address = int | tuple[int, int] | tuple[int, int, int]

_WHOLE_YEAR = ("全年", "全年度", "年度")
_SENTENCE = re.compile(r"[^。；;\n]+")
_SHARE = Unit.PERCENT.value
#: What all schools are called together; the rest of a clause may name some of them alone.
_WHOLE = re.compile(
    "大?中小学(?:校|生)?(?:[、和及与（(]*幼儿园[）)]?)?|幼儿园[、和及与]+中小学校?|乡镇"
)
#: Words that make a number one of some schools, volunteers or members of a total alone.
_NARROWER = re.compile(
    "幼儿园|小学|初中|高中|中学|中职|职校|职业学校|特校|特殊教育|九年一贯|公办|民办|公立|私立"
    "|农村|城区|城镇|直属|骨干|其中|[一-鿿]{2}(?:镇|街道)(?!街)"
    "(?<![各全我本村集有个属区县市每]镇)(?<![各全我本有个属区县市每镇]街道)"
)
#: A clause of a time and a number, and nothing that they are about.
_BARE = re.compile(
    r"(?:(?:到|至|于)?(?:[0-9０-９]{4}年|今年|明年|年)?(?:内|底|末|年底|年末|年内)?前?)?[，,]?"
    "(?:力争|争取|确保|努力|计划|拟|要|须|应当?|再|并|进一步)*"
    "(?:达到?|提高到|提升到|上升到|增加到|增至|升至|实现|突破|超过|不低于|不少于)*"
    r"(?:近|约|接近)?(?:[0-9０-９.．]+[%％]|百分之[一-鿿]{1,5}|全覆盖)(?:以上|左右)?"
)
_BESIDE = re.compile(r"[，,；;、 \u3000]{1,3}")


@final
@frozen(kw_only=True)
class Binding:
    """One indicator bound to one part of a plan, and by which words."""

    indicator: str
    #: The words of the text that bound it; none where the caller said so.
    words: tuple[Span, ...] = ()


@final
@frozen(kw_only=True)
class Part:
    """An item, or a section that has none or asks for something outside its items."""

    section: Section
    #: None where the section stands for itself.
    item: Item | None
    commitments: tuple[Commitment, ...]
    bindings: tuple[Binding, ...]
    #: The indicators the caller named for it; None where the words decided.
    named: tuple[str, ...] | None = None


def parts_of(plan: Plan, overrides: Mapping[Address, tuple[str, ...]]) -> Iterator[Part]:
    """Every part of a plan, in its order, with what it asks for and what is bound to it.

    Raises:
        NotAFigure: An override is for an item that the plan does not have, or has several times.
    """
    known = {at for item in plan.items for at in addresses(plan, item)}
    for address in overrides:
        if address not in known:
            raise NotAFigure(str(address), tuple(map(str, known)))
    for section in plan.sections:
        inside = {each for item in section.items for each in plan.within(item, plan.commitments)}
        whole = plan.within(section, plan.commitments)
        own = tuple(each for each in whole if each not in inside)
        if own or not section.items:
            bindings = () if section.items else bind(plan, section)
            yield Part(section=section, item=None, commitments=own, bindings=bindings)
        for item in section.items:
            named = [overrides[at] for at in addresses(plan, item) if at in overrides]
            yield Part(
                section=section,
                item=item,
                commitments=plan.within(item, plan.commitments),
                bindings=bind(plan, item, overrides=overrides),
                named=next(iter(named), None),
            )


def bind(
    plan: Plan,
    part: Item | Section,
    *,
    overrides: Mapping[Address, tuple[str, ...]] | None = None,
    rules: Iterable[Rule] = RULES,
) -> tuple[Binding, ...]:
    """The indicators that measure a part of a plan, each with the words that say so.

    Args:
        plan: The plan.
        part: One of its items, or a section that has none.
        overrides: Indicators the caller names instead, by the item's printed number, or by the
            section's and the item's where numbers restart; an empty tuple unbinds it.
        rules: The table to read.
    """
    for address, indicators in (overrides or {}).items():
        if address in addresses(plan, part):
            return tuple(Binding(indicator=each) for each in indicators)
    found: dict[str, Binding] = {}
    for rule in rules:
        words = _matched(plan, part.span, rule)
        if words and rule.indicator not in found:
            found[rule.indicator] = Binding(indicator=rule.indicator, words=words)
    return tuple(found.values())


def target_of(commitment: Commitment, rules: Iterable[TargetRule] = TARGET_RULES) -> str | None:
    """The indicator a commitment is a target of.

    A number meant for each school, person or month is not a target of the whole's figure, and
    neither is one for some of the schools or volunteers alone (幼儿园, 民办, 骨干, 其中…). 百分点
    are a target of a share only where they say how much more or less it is to be.
    """
    if not _is_of_the_whole(commitment) or _NARROWER.search(_WHOLE.sub("", commitment.text)):
        return None
    for rule in rules:
        if _fits_unit(commitment, rule.units) and _fits(commitment.text, rule.words, rule.unless):
            return rule.indicator
    return None


def targets_of(plan: Plan, rules: Iterable[TargetRule] = TARGET_RULES) -> dict[Span, str]:
    """The indicator of each commitment that is a target of one, by where it stands.

    A clause that names nothing but a time and a share (…率达70%，2025年达80%) is about what the
    clause just before it is about. One that names anything of its own is not guessed at, and
    neither is a mere number (新增50名，达到800名).
    """
    table = tuple(rules)
    found: dict[Span, str] = {}
    before: Commitment | None = None
    for each in sorted(plan.commitments, key=lambda each: (each.span.start, each.span.stop)):
        indicator = target_of(each, table)
        if indicator is None and before is not None and _goes_on(plan.text, before, each):
            indicator = found.get(before.span)
        if indicator is not None:
            found[each.span] = indicator
        before = each
    return found


def _goes_on(text: str, before: Commitment, commitment: Commitment) -> bool:
    """Say whether a clause has no subject of its own and stands right behind another."""
    return (
        commitment.unit == before.unit == _SHARE
        and _is_of_the_whole(commitment)
        and _BARE.fullmatch(commitment.text) is not None
        and _BESIDE.fullmatch(text, before.span.stop, commitment.span.start) is not None
    )


def _fits_unit(commitment: Commitment, units: tuple[str, ...]) -> bool:
    moves = commitment.comparator in (Comparator.INCREASE, Comparator.DECREASE)
    if commitment.unit == Unit.PERCENTAGE_POINTS.value:
        return moves and _SHARE in units
    return commitment.unit in units or (moves and not commitment.is_quantified)


def may_measure(commitment: Commitment, unit: Unit) -> bool:
    """Say whether a figure in this unit can be held against a commitment.

    A number meant for each school, person or month is not about the whole's figure; a mere
    direction goes with any unit, and 百分点 more or less go with a share as well.
    """
    if not _is_of_the_whole(commitment):
        return False
    words = UNIT_WORDS.get(unit, (unit.value,))
    if not commitment.is_quantified:
        return commitment.comparator in (Comparator.INCREASE, Comparator.DECREASE)
    return commitment.unit in words or _fits_unit(commitment, words)


def _is_of_the_whole(commitment: Commitment) -> bool:
    """Say whether a number is meant for all together; 全年 is the whole's own year."""
    return not commitment.each and commitment.per in ("", *_WHOLE_YEAR)


def addresses(plan: Plan, part: Item | Section) -> tuple[Address, ...]:
    """The names a caller may use for a part, which are no other part's.

    A number alone is one only where it is unique. Of several items whose section and number are
    printed alike, the first is (2, 3) and the others count on: (2, 3, 2), (2, 3, 3).
    """
    if isinstance(part, Section):
        return ()
    found: list[Address] = []
    if sum(each.ordinal == part.ordinal for each in plan.items) == 1:
        found.append(part.ordinal)
    printed = [
        (section.ordinal, item)
        for section in plan.sections
        for item in section.items
        if item.ordinal == part.ordinal and section.ordinal is not None
    ]
    for at, (section, item) in enumerate(printed):
        if item.span == part.span:
            turn = 1 + sum(each == section for each, _ in printed[:at])
            name = (section, part.ordinal)
            found.append(name if turn == 1 else (*name, turn))
    return tuple(found)


def written(address: Address) -> str:
    """An address as 对应要点 writes it: 3, 2.3, 2.3之2."""
    if isinstance(address, int):
        return str(address)
    section, item, *turn = address
    return f"{section}.{item}" + "".join(f"之{each}" for each in turn)


def _matched(plan: Plan, span: Span, rule: Rule) -> tuple[Span, ...]:
    """The first word of each group, in the first sentence where the rule holds."""
    for start, sentence in _sentences(plan.text, span):
        if _fits(sentence, rule.words, rule.unless):
            return tuple(_place(plan.name, start, sentence, group) for group in rule.words)
    return ()


def _sentences(text: str, span: Span) -> Iterator[tuple[int, str]]:
    for found in _SENTENCE.finditer(text, span.start, span.stop):
        yield found.start(), found.group()


def _fits(sentence: str, groups: Groups, unless: tuple[str, ...]) -> bool:
    return all(any(word in sentence for word in group) for group in groups) and not any(
        word in sentence for word in unless
    )


def _place(document: str, start: int, sentence: str, group: tuple[str, ...]) -> Span:
    """Where the earliest word of a group stands."""
    at, word = min((sentence.index(word), word) for word in group if word in sentence)
    return Span(document, start + at, start + at + len(word))
