"""The amounts of a stretch that are to be reached, each with the words that are its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.chinese import hedges, quantities
from guangongwei.chinese.hedges import Hedge
from guangongwei.chinese.measures import MEASURES
from guangongwei.chinese.numerals import Form
from guangongwei.chinese.quantities import Quantity
from guangongwei.plans import deadlines
from guangongwei.plans.judging import Setting, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.plans.clauses import Clause
    from guangongwei.plans.stretches import Mood, Stretch

#: What ends the first of two amounts in one clause: 设一等奖10个、二等奖20个.
_JOINT = re.compile("[、；]|以及|和|及|并|与|或")
_JOINED_AT_ONCE = re.compile(r"[ \u3000]*(?:[、；]|以及|和|及|并|与|或)")
_LIKEWISE = re.compile("[^，。；、]{1,10}(?:、|和|及|与)")
#: What may stand beside an amount in a bracket that only completes the clause before it.
_ADJUNCT = re.compile("(?:全年|年内|每[^，。]{1,4}|原则上|一般|要求|字数|时长|总计|共|限)*$")
_POINTS = re.compile(
    r"[ \u3000]*(?:得|计|记|加|扣|最多加|占)?[ \u3000]*[0-9０-９]{1,3}(?:\.[0-9])?[ \u3000]*分(?![钟之别为类批组期])"
)
_FROM = re.compile("(?:由|从|自)[^，。；]{0,10}$")
_TO = re.compile("(?:到|至|为|达)[ \u3000]?$")
_END = r"(?=[ \u3000]*(?:$|[，。；、,;：:.!！）)和及并且\n]))"
#: All of something, where that is what the clause says of it.
_REACHED = (
    "建立|建成|建齐|成立|达标|合格|配齐|配备|挂牌|通过验收|达到[^，。；\\n]{2,12}标准"
    "|实现[^，。；、\\n]{1,6}化(?:、[^，。；、\\n]{1,6}化)*+"
)
_FULL = re.compile(
    rf"(?:{'|'.join(hedges.FULL)}|应(?P<verb>[一-鿿])尽(?P=verb)){_END}"
    r"|覆盖(?:到|至)?(?:全[省市区县镇乡村校院])?(?:所有|全部|全体)(?=[一-鿿])"
    rf"|(?:所有|全部|全体)[^，。；,;\n]{{0,20}}?(?:(?:全部|全面|均|都)(?:{_REACHED})|(?:{_REACHED}){_END})"
    rf"|全面?达标{_END}|全部(?:{_REACHED}|参加|参与|接受)"
)
#: 每周要有安排: at least once, unless the words go on with a number.
#: 辍学率为0: a share of nothing, which is a target like any other.
_NONE = re.compile(
    "率[^，。；0-9０-９]{0,5}?[为达到在至于](?P<none>零|[0０](?![0-9０-９.．个%％]))"
)
_IMPLIED = re.compile(
    "每(?:个?学期|季度|年|月|周|天)都?(?P<word>(?:要|应当?|须|必须)有)"
    "(?![^，。；,;]{0,8}[0-9０-９一二两三四五六七八九十])"
)
#: 一户一份: the first of the two tells for each what.
_LOST = frozenset("?？�")
_OWN_SHARE = re.compile("率|比例|占")
_FOR_EACH = re.compile("一(?!一)")
#: How many characters before and after an amount are looked at.
NEAR = 40
_ONE = (Fraction(1),)
_TIMES = next(measure for measure in MEASURES if measure.name == "次")
#: A longer list told one by one (分别) is read amount by amount.
_MOST_TURNS = 12


@final
@frozen(kw_only=True)
class Judged:
    """An amount and what it is."""

    quantity: Quantity
    verdict: Verdict
    #: Where the words begin that may bear on it: after the amount before, or with the clause.
    left: int


@final
@frozen(kw_only=True)
class Target:
    """An amount that is to be reached, and the words that say so."""

    quantity: Quantity
    #: The words that count as its clause.
    start: int
    stop: int
    #: Where the words begin that may bear on the amount.
    left: int
    #: Which of several told one by one (分别) it is, and of how many; 0 of 0 otherwise.
    turn: int = 0
    turns: int = 0


def amounts(text: str) -> list[Quantity]:
    """Every amount of a text in order, with what is said of all of something."""
    counted = quantities.find(text)
    shares = [each.number for each in counted if each.is_share]
    # 所有学校100%达标 has its number already; the 一个 of 一个不漏 is none.
    whole = [
        each
        for each in _all_of_something(text)
        if bisect_left(shares, each.start) == bisect_left(shares, each.stop)
    ]
    starts = {each.start for each in whole}
    none = list(_none(text))
    starts |= {each.number for each in none}
    kept = (each for each in counted if each.number not in starts)
    found = [*kept, *whole, *none, *_implied(text)]
    return sorted(found, key=lambda each: each.number)


def grouped(stretch: Stretch, found: Iterable[Quantity]) -> list[tuple[Clause, list[Quantity]]]:
    """The amounts that are not part of a name or a time, by clause, brackets last."""
    groups: dict[tuple[bool, int], tuple[Clause, list[Quantity]]] = {}
    shared: set[tuple[bool, int]] = set()
    for amount in found:
        clause = stretch.cut.clause_at(amount.number)
        if clause is None or stretch.cut.in_name(amount.number) or _is_time(stretch, amount):
            continue
        if amount.values == _ONE and _is_for_each(stretch.text, amount):
            continue
        key = (clause.host is not None, clause.start)
        # 百分之百的全覆盖 says one thing twice.
        if not (key in shared and amount.form is Form.PARTS and max(amount.values) == 1):
            groups.setdefault(key, (clause, []))[1].append(amount)
        if amount.is_share:
            shared.add(key)
    return [groups[key] for key in sorted(groups)]


def judged(stretch: Stretch, clause: Clause, group: Sequence[Quantity], mood: Mood) -> list[Judged]:
    """Each amount of a clause with what it is."""
    found: list[Judged] = []
    # 推荐?0篇: where a converter has lost a digit, its sign belongs to the words before the number
    is_damaged = stretch.text[clause.start - 1 : clause.start] in _LOST
    reached, is_target = clause.start - is_damaged, False
    is_refrain = sum(each.form is Form.CHINESE and each.values == _ONE for each in group) > 2
    for amount, after in zip(group, [*group[1:], None], strict=False):
        left = stretch.text[max(reached, amount.start - NEAR) : amount.start].rstrip()
        stop = min(clause.stop if after is None else after.start, amount.stop + NEAR)
        joint = (_JOINT.search if is_target else _LIKEWISE.fullmatch)(left)
        setting = Setting(
            quantity=amount,
            left=left,
            right=stretch.text[amount.stop : stop],
            closer=clause.closer,
            is_narrated=mood.is_narrated,
            is_refrain=is_refrain,
            is_continued=is_target and joint is not None,
            is_likewise=not is_target and bool(found) and joint is not None,
        )
        counts_all = after is not None and _is_all_of(stretch.text, amount, after)
        verdict = Verdict.PLAIN if counts_all else judge(setting)
        found.append(Judged(quantity=amount, verdict=verdict, left=reached))
        reached, is_target = amount.stop, found[-1].verdict is Verdict.TARGET
    return found


def targets(stretch: Stretch, clause: Clause, found: Iterable[Judged]) -> list[Target]:
    """The targets of a clause, each with the words that are its own."""
    text = stretch.text
    wanted = _without_origins(text, [each for each in found if each.verdict is Verdict.TARGET])
    if _are_told_in_turn(text, clause, wanted):
        stop = _end(stretch, clause, wanted[-1].quantity.stop)
        return [
            Target(
                quantity=each.quantity,
                start=clause.start,
                stop=stop,
                left=each.left,
                turn=turn,
                turns=len(wanted),
            )
            for turn, each in enumerate(wanted)
        ]
    parts: list[Target] = []
    start = clause.start
    runs = _runs(text, wanted)
    for run, after in zip(runs, [*runs[1:], None], strict=False):
        last = run[-1].quantity
        if after is None:
            stop, following = _end(stretch, clause, last.stop), clause.stop
        else:
            stop, following = _parted(text, last.stop, after[0].quantity.start)
        parts += (
            Target(quantity=each.quantity, start=start, stop=stop, left=max(each.left, start))
            for each in run
        )
        start = following
    return parts


def _runs(text: str, wanted: Iterable[Judged]) -> list[list[Judged]]:
    """The amounts that share their words together: 不低于40平方米的教室一间."""
    runs: list[list[Judged]] = []
    for each in wanted:
        before = runs[-1][-1].quantity.stop if runs else None
        if (
            before is not None
            and text.startswith("的", before)
            and _JOINT.search(text, before, each.quantity.start) is None
        ):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def completed(stretch: Stretch, clause: Clause, target: Target) -> Target:
    """申请报告（2000字之内）: an amount alone in a bracket belongs to the words before it."""
    text = stretch.text
    host = stretch.cut.host_of(clause)
    bracket = stretch.cut.bracket_around(clause.start)
    is_alone = (
        bracket is not None
        and bracket[0] > host.start
        and text[bracket[0] + 1 : bracket[1] - 1].strip() == text[clause.start : clause.stop]
        and target.quantity.stop == clause.stop
        and _ADJUNCT.match(text, clause.start, target.quantity.start) is not None
    )
    return evolve(target, start=host.start, stop=bracket[1]) if bracket and is_alone else target


def _is_for_each(text: str, amount: Quantity) -> bool:
    """Say whether 一 and a measure word are followed at once by another 一: 一户一份."""
    return amount.form is Form.CHINESE and _FOR_EACH.match(text, amount.stop) is not None


def _is_all_of(text: str, amount: Quantity, after: Quantity) -> bool:
    """实现8个社区辅导站全覆盖: the first number only counts those that are all reached."""
    return (
        after.is_share
        and after.values == _ONE
        and not amount.is_share
        and amount.hedge is None
        and _JOINT.search(text, amount.stop, after.start) is None
        and _OWN_SHARE.search(text, amount.stop, after.start) is None
    )


def _is_time(stretch: Stretch, amount: Quantity) -> bool:
    """Say whether the number belongs to a date or to a stretch of time."""
    near = deadlines.within(stretch.times, amount.number - NEAR, amount.number + 1)
    return any(amount.number < when.stop for when in near)


def _all_of_something(text: str) -> Iterator[Quantity]:
    """全覆盖, 应建尽建, 所有学校全部达标: one hundred per cent without a number."""
    for match in _FULL.finditer(text):
        yield Quantity(
            start=match.start(),
            stop=match.end(),
            number=match.start(),
            values=(Fraction(1),),
            form=Form.PARTS,
            measure=None,
        )


def _none(text: str) -> Iterator[Quantity]:
    """辍学率为0, 违法犯罪率为零: none of something."""
    for match in _NONE.finditer(text):
        start, stop = match.span("none")
        yield Quantity(
            start=start,
            stop=stop,
            number=start,
            values=(Fraction(0),),
            form=Form.PARTS,
            measure=None,
        )


def _implied(text: str) -> Iterator[Quantity]:
    """每周要有工作安排: once at least, though no number says so."""
    for match in _IMPLIED.finditer(text):
        yield Quantity(
            start=match.start("word"),
            stop=match.end(),
            number=match.start("word"),
            values=_ONE,
            form=Form.ARABIC,
            measure=_TIMES,
            hedge=Hedge(
                word=match["word"], side=hedges.Side.BEFORE, direction=hedges.Direction.AT_LEAST
            ),
        )


def _are_told_in_turn(text: str, clause: Clause, wanted: list[Judged]) -> bool:
    """2023年、2024年分别达到40%、60%: one clause for all of them."""
    if not 1 < len(wanted) <= _MOST_TURNS:
        return False
    first = wanted[0].quantity.start
    return "分别" in text[max(clause.start, first - NEAR) : first]


def _without_origins(text: str, wanted: Iterable[Judged]) -> list[Judged]:
    """由40名发展到83名: what it starts from is no target."""
    kept: list[Judged] = []
    for each in wanted:
        if kept and _TO.search(_before(text, each)) and _FROM.search(_before(text, kept[-1])):
            kept.pop()
        kept.append(each)
    return kept


def _before(text: str, each: Judged) -> str:
    return text[max(each.left, each.quantity.start - NEAR) : each.quantity.start]


def _parted(text: str, stop: int, start: int) -> tuple[int, int]:
    """Where the words of one amount end and those of the next begin."""
    at_once = _JOINED_AT_ONCE.match(text, stop, start)
    if at_once:
        return stop, at_once.end()
    joints = list(_JOINT.finditer(text, stop, start))
    return (joints[-1].start(), joints[-1].end()) if joints else (stop, stop)


def _bracket(stretch: Stretch, clause: Clause, stop: int) -> int:
    """Where a remark in brackets begins after an amount: beside it, or at the clause's end."""
    end = stretch.cut.brackets.first_from(stop, clause.stop)
    around = stretch.cut.bracket_around(end)
    is_remark = not stretch.text[stop:end].strip() or (around and around[1] >= clause.stop)
    return end if is_remark else clause.stop


def _end(stretch: Stretch, clause: Clause, stop: int) -> int:
    """Where the words of a clause's last amount end: before a bracket and before its points."""
    if stretch.text.startswith("、", stop):
        return stop
    end = _bracket(stretch, clause, stop)
    points = _POINTS.search(stretch.text, stop, min(end, stop + 2 * NEAR))
    if points:
        end = points.start()
    return stop + len(stretch.text[stop:end].rstrip())
