"""What a plan commits to: figures with their comparator, unit and deadline, and what stays unread."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.chinese import hedges
from guangongwei.chinese.measures import Kind
from guangongwei.chinese.numerals import Form
from guangongwei.model.numbers import Unit
from guangongwei.model.plan import Batch, Commitment, Deadline, Unread
from guangongwei.plans import deadlines, figureless, stretches, targets, terms
from guangongwei.plans.judging import Verdict
from guangongwei.plans.targets import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.chinese.quantities import Quantity
    from guangongwei.plans.clauses import Clause
    from guangongwei.plans.deadlines import Calendar
    from guangongwei.plans.stretches import Mood, Stretch
    from guangongwei.plans.targets import Target

#: The whole year, once: a time, not a rhythm.
_NO_RHYTHM = frozenset({"", "全年"})
_SUBMITTED_UNITS = frozenset(["份", "张", "篇", "幅", "部", "件", "套", "条", "个", "首", "集"])
_ONE = (Fraction(1),)
_KEPT = re.compile("奖|优秀|先进|配备|发放|购买|赠|人手|阅|设|通读|附(?!件)")


@final
@frozen(kw_only=True)
class Found:
    """What one stretch of running text, or a whole plan, commits to."""

    commitments: tuple[Commitment, ...] = ()
    #: Times that no figure hangs on.
    deadlines: tuple[Deadline, ...] = ()
    batches: tuple[Batch, ...] = ()
    unread: tuple[Unread, ...] = ()


def find(text: str, *, offset: int, calendar: Calendar) -> Found:
    """What a stretch of running text commits to; `offset` is where it begins in the document."""
    batches = tuple(figureless.batches(text, document=calendar.document, offset=offset))
    amounts = targets.amounts(text)
    times = deadlines.times(text, calendar)
    if not amounts and not times and not figureless.is_hinted(text):
        return Found(batches=batches)
    stretch = stretches.cut_up(text, times, offset=offset, calendar=calendar)
    groups = targets.grouped(stretch, amounts)
    moods = stretches.moods(
        stretch,
        [*(clause.start for clause, _ in groups), *(when.start for when in stretch.times)],
    )
    commitments: list[Commitment] = []
    unread: list[Unread] = []
    hosts: dict[int, Clause] = {}
    for clause, group in groups:
        host = stretch.cut.host_of(clause)
        mood = moods[host.start]
        judged = targets.judged(stretch, clause, group, mood)
        wanted = targets.targets(stretch, clause, judged)
        if clause is not host and len(wanted) == 1 and host.start not in hosts:
            wanted = [targets.completed(stretch, clause, wanted[0])]
        commitments += [_commitment(stretch, host, each, mood) for each in wanted]
        if wanted:
            hosts[host.start] = host
        if any(each.verdict is Verdict.UNREAD for each in judged):
            unread.append(figureless.unread(stretch, clause, "a number without a measure word"))
    commitments += figureless.changes(stretch, hosts.keys())
    unread += figureless.ranks(stretch, hosts.keys())
    return Found(
        commitments=tuple(sorted(commitments, key=_place)),
        deadlines=tuple(figureless.days(stretch, hosts.values(), moods)),
        batches=batches,
        unread=tuple(sorted(unread, key=_place)),
    )


def attach(found: Iterable[Found], *, calendar: Calendar) -> Found:
    """What a whole plan commits to: its stretches together, a notice's one date for all it asks."""
    parts = tuple(found)
    due = tuple(each for part in parts for each in part.deadlines)
    closing = _submission(due) if calendar.is_notice else None
    commitments: list[Commitment] = []
    for part in parts:
        submission = closing and (_submission(part.deadlines) or closing)
        commitments += (
            evolve(each, deadline=submission) if submission and _is_handed_in(each) else each
            for each in part.commitments
        )
    return Found(
        commitments=tuple(commitments),
        deadlines=due,
        batches=tuple(each for part in parts for each in part.batches),
        unread=tuple(each for part in parts for each in part.unread),
    )


def _submission(due: Iterable[Deadline]) -> Deadline | None:
    """The first of some days on which something is to be handed in."""
    return next((each for each in due if each.end and deadlines.SUBMITTED.search(each.text)), None)


def _is_handed_in(commitment: Commitment) -> bool:
    return (
        commitment.deadline is None
        and commitment.unit in _SUBMITTED_UNITS
        and not _KEPT.search(commitment.text)
    )


def _place(fact: Commitment | Unread) -> int:
    return fact.span.start


def _commitment(stretch: Stretch, host: Clause, target: Target, mood: Mood) -> Commitment:
    text, amount = stretch.text, target.quantity
    near = amount.start - 2 * NEAR
    left = text[max(target.left, near) : amount.start]
    comparator, hedge = terms.comparator(amount, left)
    per = terms.per(text[max(host.start, near) : amount.start])
    per = per or terms.rate(text[amount.stop : amount.stop + NEAR])
    if not per and not amount.is_share:
        # 每学期听取一次汇报，撰写一份总结: one of something is asked as often as what stands before it
        per = mood.per or (mood.rhythm if _is_one(amount) else "")
    each = terms.is_each(left)
    words = text[target.start : target.stop].rstrip()
    begins = target.stop - len(text[target.start : target.stop].lstrip())
    return Commitment(
        text=words.lstrip(),
        span=stretch.span(begins, target.start + len(words)),
        values=_values(amount),
        comparator=comparator,
        unit=amount.unit,
        hedge=hedge,
        modality=hedges.modality(text[target.start : amount.start]),
        scope=terms.scope(words) if amount.is_share else "",
        per=per,
        each=each,
        deadline=_deadline(stretch, host, target, mood, is_per=each or per not in _NO_RHYTHM),
    )


def _values(amount: Quantity) -> tuple[Fraction, ...]:
    """The numbers as figures are told: 5个百分点 as a fraction of one, like a percentage."""
    if amount.unit != Unit.PERCENTAGE_POINTS.value:
        return amount.values
    return tuple(each / 100 for each in amount.values)


def _is_one(amount: Quantity) -> bool:
    return amount.form is Form.CHINESE and amount.values == _ONE


def _deadline(
    stretch: Stretch, host: Clause, target: Target, mood: Mood, *, is_per: bool
) -> Deadline | None:
    """When a target is due: by its own words, else its sentence's, else the yearly plan's end."""
    calendar, amount = stretch.calendar, target.quantity
    own = stretch.time_for(host, amount.number, turn=target.turn, turns=target.turns)
    is_size = amount.measure is not None and amount.measure.kind is Kind.SIZE
    if own is None and not is_size and not amount.is_share:
        own = stretch.handed_in.get(host.sentence)
    if own is None:
        if is_size or (is_per and not mood.is_opened):
            return None
        own = mood.when
    if own is None:
        near = max(host.start, amount.start - 2 * NEAR)
        is_kept = calendar.closes is None and _KEPT.search(stretch.text, near, amount.stop)
        return None if is_kept else calendar.closes or calendar.ends
    return deadlines.deadline(own, calendar, offset=stretch.offset)
