"""What a plan asks for without a figure: more of something, a rank, a batch, a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from guangongwei.chinese import hedges, numerals
from guangongwei.errors import Span
from guangongwei.model.plan import Batch, Commitment, Comparator, Deadline, Unread
from guangongwei.plans import deadlines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from guangongwei.chinese.dates import When
    from guangongwei.plans.clauses import Clause
    from guangongwei.plans.stretches import Mood, Stretch

T = TypeVar("T")

_CHANGES = (
    (
        re.compile(
            "更多的?[^，。；,;\n]{1,24}?(?:参加|参与|加入|投身|投入)"
            "|(?:引导|带动|吸引|发动|鼓励|动员|吸纳|凝聚|号召|激励|邀请|争取|组织)[^，。；,;\n]{0,4}?更多的?[一-鿿“]"
        ),
        Comparator.INCREASE,
    ),
    (re.compile("壮大[^，。；,;\n]{0,16}?(?:队伍|力量)"), Comparator.INCREASE),
    (
        re.compile(
            "(?:提高|增加|扩大|提升)[^，。；,;\n]{0,14}?(?:数量|人数|次数|规模|篇数|场次|覆盖面)"
        ),
        Comparator.INCREASE,
    ),
    (
        re.compile("(?:减少|降低|压减)[^，。；,;\n]{0,14}?(?:数量|人数|次数|比例|发生率)"),
        Comparator.DECREASE,
    ),
)
_UNITS = (
    (re.compile("稿|信息|文章"), "篇"),
    (re.compile("教师|同志|队伍|力量|人数|志愿者|五老"), "人"),
)
_RANKS = (
    (
        re.compile(
            "位居[^，。；\\n]{0,6}前列|走在[^，。；\\n]{0,6}前列|名列前茅|争先进位|领先水平"
        ),
        "a rank among others",
    ),
    (re.compile("大体相当"), "a comparison without a number"),
)
_HINT = re.compile("更多|壮大|提高|增加|扩大|提升|减少|降低|压减|前列|名列|争先|领先|相当")
_BATCH = re.compile(
    "第[一二三四五六七八九十0-9]{1,3}(?:[、，,和及至]第?[一二三四五六七八九十0-9]{1,3}){0,5}批|首批(?!次)"
)
_ORDINAL = re.compile("[一二三四五六七八九十]+|[0-9]+")


def changes(stretch: Stretch, hosts: AbstractSet[int]) -> Iterator[Commitment]:
    """More, or fewer, of something without a number, in clauses that have no figure."""
    for clause, comparator in _clauses(stretch, hosts, _CHANGES):
        words = stretch.text[clause.start : clause.stop]
        yield Commitment(
            text=words,
            span=stretch.span(clause.start, clause.stop),
            values=(),
            comparator=comparator,
            unit=next((unit for about, unit in _UNITS if about.search(words)), None),
            modality=hedges.modality(words),
        )


def ranks(stretch: Stretch, hosts: AbstractSet[int]) -> Iterator[Unread]:
    """Places among others (位居前列), which no record of one's own can tell."""
    for clause, reason in _clauses(stretch, hosts, _RANKS):
        yield unread(stretch, clause, reason)


def unread(stretch: Stretch, clause: Clause, reason: str) -> Unread:
    """A clause that could not be typed."""
    return Unread(
        text=stretch.text[clause.start : clause.stop],
        span=stretch.span(clause.start, clause.stop),
        reason=reason,
    )


def days(
    stretch: Stretch, hosts: Collection[Clause], moods: Mapping[int, Mood]
) -> Iterator[Deadline]:
    """The last time of each clause that has no figure, where it is a time to act by."""
    by_clause: dict[int, tuple[Clause, When]] = {}
    starts = {host.start for host in hosts}
    figured = {host.sentence for host in hosts}
    for when in stretch.times:
        clause = stretch.cut.clause_at(when.start)
        host = stretch.cut.host_of(clause) if clause else None
        if (
            host is not None
            and host.start not in starts
            and not (host.sentence in figured and stretch.is_opening(host, when))
            and not moods[host.start].is_narrated
            and deadlines.is_acted_on(stretch.text, when)
        ):
            by_clause[host.start] = (host, when)
    for host, when in by_clause.values():
        yield evolve(
            deadlines.deadline(when, stretch.calendar, offset=stretch.offset),
            text=stretch.text[host.start : host.stop],
            span=stretch.span(host.start, host.stop),
        )


def batches(text: str, *, document: str, offset: int) -> Iterator[Batch]:
    """Every batch that a text names: 第一、二批."""
    for match in _BATCH.finditer(text):
        said = [numerals.parse(each) for each in _ORDINAL.findall(match.group())]
        yield Batch(
            text=match.group(),
            span=Span(document, offset + match.start(), offset + match.end()),
            numbers=tuple(int(number) for number in said if number) or (1,),
        )


def is_hinted(text: str) -> bool:
    """Say whether a text may hold a change or a rank."""
    return _HINT.search(text) is not None


def _clauses(
    stretch: Stretch, hosts: AbstractSet[int], table: tuple[tuple[re.Pattern[str], T], ...]
) -> Iterator[tuple[Clause, T]]:
    """The clauses without figure that a pattern of the table fits, each once."""
    seen = set(hosts)
    for pattern, meaning in table:
        for match in pattern.finditer(stretch.text):
            clause = stretch.cut.clause_at(match.start())
            if clause is None or clause.start in seen or stretch.cut.in_name(match.start()):
                continue
            seen.add(clause.start)
            yield clause, meaning
