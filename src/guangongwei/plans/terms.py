"""The terms of a target: how the figure is held against the number, for each what, and of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guangongwei.chinese import hedges
from guangongwei.chinese.hedges import Direction
from guangongwei.chinese.measures import Kind
from guangongwei.model.plan import Comparator

if TYPE_CHECKING:
    from guangongwei.chinese.quantities import Quantity

_MORE = re.compile("(?:增加|增长|递增|增幅)(?![到至为在])[^到至达为]{0,24}$")
_HIGHER = re.compile("(?:提高|提升|上升|扩大|翻)(?![到至为在])[^到至达为]{0,24}$")
_ADDED = re.compile(
    "(?:基础上|同比|[比较][去上]年)[^，。；]{0,8}?(?:增|添|新建|新办|新设|新聘|新招|再建|再添|再增)[^到至达为]{0,24}$"
)
_FEWER = re.compile("(?:减少|降低|下降|压减|压缩(?!包)|缩减|精简)(?![到至为在])[^到至达为]{0,24}$")
_DOWN_TO = re.compile("(?:(?:降|减|压)(?:低|少|缩)?(?:到|至|为)|控制在|压缩在)[ \u3000]?$")
_EACH = re.compile("各(?:安排|评选|评|设|选|推荐|报送|报|取|配|建)?[ \u3000]?$")
_PER = re.compile(
    "每(?:个?(?:学年|学期|季度|月|星期|工作日)|年度?|半年|季|旬|周|天|日"
    "|[个名位所家座支项](?:“[^”]{1,6}”|[一-鿿]{2})?|(?:单位|学[校院生]|教师|街道|乡镇|社区|班级)|[一-鿿])"
    "|各(?:学校|单位|学院|乡镇|社区|班级|[省市区县镇乡村校班园所站])|(?:人|生|校|户|班)均|人手|全年|年均"
    "|半年(?=一|[1至不]|$)|一[人户生班校园家村站组队周季年天](?=一|$)"
)
_RATE = re.compile("/(?:学年|学期|季度|年|季|月|周|天|日|人|生|班|校|站|期|次)")
_SCOPE = re.compile(
    "(?:的|以上的)(?P<who>[^，。；]{2,24}?)(?=达到|达|完成|建成|建立|通过|实现|参加|参与)"
)
_WHERE = re.compile("全[省市区县镇乡村校]")
_COMPARATORS = {
    Direction.NEAR: Comparator.NEARLY,
    Direction.ABOUT: Comparator.NEARLY,
    Direction.OVER: Comparator.AT_LEAST,
    Direction.AT_LEAST: Comparator.AT_LEAST,
    Direction.AT_MOST: Comparator.AT_MOST,
}


def comparator(amount: Quantity, left: str) -> tuple[Comparator, str]:
    """How the figure is to be held against the number, and the word that says so."""
    hedge = amount.hedge
    if hedge is None:
        hedge = hedges.far_before(left, 0, len(left)) or hedges.of_whole(left)
    word = hedge.word if hedge else ""
    if _MORE.search(left) or _ADDED.search(left):
        return Comparator.INCREASE, word
    is_count = amount.measure is not None and amount.measure.kind is not Kind.GROWTH
    if not is_count and _HIGHER.search(left):
        return Comparator.INCREASE, word
    if _FEWER.search(left):
        return Comparator.DECREASE, word
    if len(amount.values) > 1:
        return Comparator.BETWEEN, word
    if hedge:
        return _COMPARATORS[hedge.direction], word
    down = _DOWN_TO.search(left)
    return (Comparator.AT_MOST, down.group().strip()) if down else (Comparator.EXACTLY, "")


def per(left: str) -> str:
    """For each what the figure is meant, by the last such word before it: 每校."""
    found = _PER.findall(left)
    return found[-1] if found else ""


def rate(right: str) -> str:
    """For each what the figure is meant, by the words right after it: 4次/年."""
    found = _RATE.match(right)
    return found.group() if found else ""


def scope(words: str) -> str:
    """Whom a share is taken of, where the clause says so: 全区中小学、幼儿园."""
    who = _SCOPE.search(words)
    where = _WHERE.search(words)
    return (where.group() if where else "") + (who["who"] if who else "")


def is_each(left: str) -> bool:
    """Say whether the figure is meant for each one listed: 优秀组织者、优秀教师各5名."""
    return _EACH.search(left) is not None
