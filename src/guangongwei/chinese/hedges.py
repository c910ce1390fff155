"""Words beside a number that soften it, bound it, or say how firmly it is meant."""

from __future__ import annotations

import re
from enum import Enum
from typing import final

from attrs import frozen


@final
class Direction(Enum):
    """Which way a hedge moves the number it stands beside."""

    #: 近70%: a little under it, or reaching for it.
    NEAR = "近"
    #: 600余人: a little over it.
    OVER = "余"
    #: 60名左右: on either side of it.
    ABOUT = "约"
    #: 不少于20次: it or more.
    AT_LEAST = "以上"
    #: 2000字之内: it or less.
    AT_MOST = "以内"


@final
class Side(Enum):
    """Where a hedge stands."""

    BEFORE = "前"
    #: Between the number and its measure word: 600余人.
    INSIDE = "中"
    AFTER = "后"


@final
@frozen(kw_only=True, cache_hash=True)
class Hedge:
    """A hedge word: how it is written, where it stands and what it does."""

    word: str
    side: Side
    direction: Direction


#: Hedges of texts in traditional characters, which stay as printed.
_TRADITIONAL = str.maketrans("于过约余内达将应长", "於過約餘內達將應長")


def _row(side: Side, direction: Direction, words: str) -> tuple[Hedge, ...]:
    """Hedges of one direction, in simplified and in traditional characters."""
    printed = dict.fromkeys((*words.split(), *words.translate(_TRADITIONAL).split()))
    return tuple(Hedge(word=word, side=side, direction=direction) for word in printed)


HEDGES = (
    *_row(Side.BEFORE, Direction.NEAR, "近 接近 将近 逼近 趋近 趋近于"),
    *_row(Side.BEFORE, Direction.ABOUT, "约 大约 约为 大致 大概 大体"),
    *_row(Side.BEFORE, Direction.OVER, "逾"),
    *_row(
        Side.BEFORE,
        Direction.AT_LEAST,
        "不少于 不低于 不小于 不下于 不得少于 不得低于 不能少于 不应少于 不应低于 少于不得 至少 最少 最低 "
        "起码 超过 超 突破 高于 大于 多于 不亚于 达到或超过 ≥ ⩾ > ＞ 不短于 不早于 至少有 至少达到",
    ),
    *_row(
        Side.BEFORE,
        Direction.AT_MOST,
        "不超过 不超 不逾 不得超过 不能超过 不应超过 不宜超过 不多于 不得多于 不高于 不得高于 不大于 不长于 至多 最多 "
        "最高 限 限报 限推 限推荐 限送 限额 低于 小于 少于 不足 ≤ ⩽ < ＜",
    ),
    *_row(Side.INSIDE, Direction.OVER, "余 多 来"),
    *_row(Side.AFTER, Direction.ABOUT, "左右 上下 前后"),
    *_row(
        Side.AFTER,
        Direction.AT_LEAST,
        "以上 及以上 (含)以上 （含）以上 或以上 (含)及以上 （含）及以上 (及以上) （及以上）",
    ),
    *_row(
        Side.AFTER,
        Direction.AT_MOST,
        "以下 及以下 (含)以下 （含）以下 以内 (含)以内 （含）以内 之内 内 (以内) （以内） 封顶",
    ),
)
#: The directions that set a limit, where the others only soften.
BOUNDING = (Direction.AT_LEAST, Direction.AT_MOST)

#: 至少…, 最多…: these also govern a number some words later (至少组织开展2次).
FAR = tuple(hedge for hedge in HEDGES if hedge.word in {"至少", "最少", "起码", "至多", "最多"})

#: Words that say all of something: read as 100 %.
FULL = (
    "全覆盖",
    "一个不漏",
    "一个不少",
    "一校不漏",
    "一人不漏",
    "不漏一人",
    "不漏一校",
    "无一遗漏",
)

#: How firmly a figure is meant, and what must not stand before or follow the word.
MODALITIES: tuple[tuple[str, str, str], ...] = (
    ("力争", "", ""),
    ("力求", "", ""),
    ("争取", "", ""),
    ("确保", "", ""),
    ("保证", "", "金书"),
    ("务必", "", ""),
    ("必须", "", ""),
    ("原则上", "", ""),
    ("预计", "", ""),
    ("计划", "作度年动项习学生期施总长本该月季个份", "生》”、，。,.;；：:的中书内外和与"),
    ("拟", "模虚草", "定订态人物"),
    ("努力", "", ""),
    ("要求", "求关的按照据本", "：:，,。的和"),
    ("须", "", "知"),
    ("应", "相适响反供效感顺对", "用急对变届"),
)

#: What may stand between the two ends of a range.
DASH = r"(?:[-－‐‑–―~～〜∼˜至到]|[—─]{1,2}+|--)"

_BLANK = r"[ \t\u00a0\u3000]*+"
_TABLES = {side: {each.word: each for each in HEDGES if each.side is side} for side in Side}
_REACH = 14


#: The limiting words before a number, the longest first; signs and single characters left out.
_LIMITS = sorted(
    (
        word
        for word, each in _TABLES[Side.BEFORE].items()
        if each.direction in BOUNDING and len(word) > 1
    ),
    key=lambda word: -len(word),
)


def _words(side: Side) -> str:
    return "|".join(map(re.escape, sorted(_TABLES[side], key=len, reverse=True)))


_BEFORE = re.compile(
    rf"(?:(?<![年期权上有界门局])|(?!限))(?P<word>{_words(Side.BEFORE)})(?:为|在|到|有|达到?)?+{_BLANK}$"
)
_FAR = re.compile(rf"(?P<word>{'|'.join(hedge.word for hedge in FAR)})")
#: 不超过参赛人数的三成: between the hedge and a share stands what it is a share of.
_OF_WHOLE = re.compile(rf"(?P<word>{'|'.join(_LIMITS)})[^，。；、,;0-9]{{1,14}}的$")
_INSIDE = re.compile(rf"{_BLANK}(?P<word>{_words(Side.INSIDE)})")
_AFTER = re.compile(rf"{_BLANK}(?P<word>{_words(Side.AFTER)})(?![容部涵])")
_MODALITY = re.compile(
    "|".join(
        (f"(?<![{before}])" if before else "") + word + (f"(?![{after}])" if after else "")
        for word, before, after in MODALITIES
    )
)


def before(text: str, position: int) -> tuple[Hedge, int] | None:
    """The hedge that ends right before a number at this position, and where it begins: 近."""
    reach = max(position - _REACH, 0)
    match = _BEFORE.search(text[reach:position])
    return None if match is None else (_TABLES[Side.BEFORE][match["word"]], reach + match.start())


def far_before(text: str, start: int, position: int) -> Hedge | None:
    """The last hedge from `start` on that governs a number some words later: 至少组织2次."""
    words = [match["word"] for match in _FAR.finditer(text, start, position)]
    return _TABLES[Side.BEFORE][words[-1]] if words else None


def of_whole(text: str) -> Hedge | None:
    """The hedge of a share whose whole is named at the end of a text: 不超过参赛人数的."""
    match = _OF_WHOLE.search(text)
    return None if match is None else _TABLES[Side.BEFORE][match["word"]]


def inside(text: str, position: int) -> tuple[Hedge, int] | None:
    """The hedge between a number that ends here and its measure word, and where it ends: 余."""
    return _at(_INSIDE, Side.INSIDE, text, position)


def after(text: str, position: int) -> tuple[Hedge, int] | None:
    """The hedge that follows an amount that ends here, and where it ends: 以上, 之内."""
    return _at(_AFTER, Side.AFTER, text, position)


def modality(text: str) -> str:
    """The first word that says how firmly a sentence is meant (力争, 确保), empty without one."""
    match = _MODALITY.search(text)
    return "" if match is None else match.group()


def _at(pattern: re.Pattern[str], side: Side, text: str, position: int) -> tuple[Hedge, int] | None:
    match = pattern.match(text, position)
    return None if match is None else (_TABLES[side][match["word"]], match.end())
