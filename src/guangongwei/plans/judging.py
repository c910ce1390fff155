"""Which amounts of a plan are targets: tables of what may stand beside a number and what it means."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese.hedges import BOUNDING, Hedge, Side
from guangongwei.chinese.measures import Kind, Measure
from guangongwei.chinese.numerals import Form
from guangongwei.chinese.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable


@final
class Verdict(Enum):
    """What an amount is."""

    TARGET = "目标"
    #: Understood, and nothing to be reached: an age, a mark, a name, a thing that is there.
    PLAIN = "非目标"
    UNREAD = "未读"


@final
@frozen(kw_only=True)
class Setting:
    """An amount with what stands around it in its clause."""

    quantity: Quantity
    #: The words before it, from the amount before or from where the clause begins.
    left: str
    #: The words after it, up to where the clause ends.
    right: str
    #: The separator that ends the clause.
    closer: str = ""
    #: Whether the sentence tells what was or is, not what is to be.
    is_narrated: bool = False
    #: Whether its clause counts one of many things: 读一本好书、唱一首好歌、写一篇心得.
    is_refrain: bool = False
    #: Whether it follows a target of the same clause, after 、 or 和.
    is_continued: bool = False
    #: Whether it follows, right after 、 or 和, an amount that is no target: 11个镇、136个村.
    is_likewise: bool = False


@final
@frozen(kw_only=True)
class _Rule:
    """Everything that must hold for an amount to get a verdict; what is not said may be anything."""

    verdict: Verdict = Verdict.PLAIN
    kinds: tuple[Kind, ...] | None = None
    forms: tuple[Form, ...] | None = None
    is_share: bool | None = None
    #: Whether any hedge, or a limiting one before the number, is there.
    has_hedge: bool | None = None
    is_bounded: bool | None = None
    #: The hedges and the measure words it is about.
    hedges: tuple[str, ...] | None = None
    measures: frozenset[str] | None = None
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None

    def suits(self, quantity: Quantity) -> bool:
        """Say whether it is about amounts of this kind."""
        hedge = quantity.hedge
        kind = quantity.measure.kind if quantity.measure else None
        return (
            (self.kinds is None or kind in self.kinds)
            and (self.forms is None or quantity.form in self.forms)
            and (self.hedges is None or (hedge is not None and hedge.word in self.hedges))
            and (self.measures is None or quantity.unit in self.measures)
            and self.is_share in {None, quantity.is_share}
            and self.has_hedge in {None, hedge is not None or len(quantity.values) > 1}
            and self.is_bounded in {None, _is_bounded(quantity)}
        )

    def holds(self, setting: Setting) -> bool:
        """Say whether the words around an amount that it suits are as it asks."""
        return (self.left is None or self.left.search(setting.left) is not None) and (
            self.right is None or self.right.match(setting.right) is not None
        )


def _units(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Measure words that count papers and sessions: one of them can be asked for.
_WORKS = _units(
    "篇 份 张 幅 本 册 套 部 期 场 场次 次 节 课时 堂 件 条 集 首 封 则 例 课次 学时 小时"
)
_PERSONS = _units("名 位 人")
#: Measure words that name the parts of an idea (三个方面, 四种类型), and never a yield.
_PARTS = frozenset(
    ["方面", "层次", "环节", "步骤", "阶段", "维度", "种", "类", "大类", "样", "批", "批次", "点"]
)
#: Measure words that also count what a colon announces (四项工作：), not what is asked for.
_ANNOUNCING = _PARTS | frozenset(["个", "项", "条", "大", "件"])
#: Measure words that slogans count with: 两个重点, 三项任务.
_LOOSE = _ANNOUNCING | {"支", "套", "对"}
_COUNTS = (Kind.COUNT, Kind.NOUN)
_CHINESE = (Form.CHINESE,)
_PLACES = "省市区县镇乡村街校院局园"

_ABSTRACT = (
    "方面|等次|等级|档次|层次|层面|环节|板块|步骤|阶段|部分|形式|类型|类别|要求|原则|重点|中心|关键|方向|抓手|维度"
    "|目标|工程|结合|到位|转变|着力点|要点|坚持|统一|纳入|意识|能力|关系|问题|不|代表|自信|维护|确立|务必|文明|清楚"
    "|零|有(?:$|[，。、])|好(?:$|[，。、])|率先|提升|行动|机制|任务|主题|主线|理念|精神|内容|优势|作用|台阶|大局|实事|大事|好事"
)
_AWAITED = re.compile(
    rf"每(?!一?次性)|各(?:$|[{_PLACES}班单位站学社部地组级人])|人均|生均|校均|户均|年均|人手|全年|年内|学期|一式|共$|合计|总计"
    "|半年$|[一两二三]个?[周月]$|一(?:[人户生班校园家村站组队周季年天]|季度)$"
)
_WORK_VERBS = re.compile(
    "报|交|撰|写|完成|附|送|组织|举办|召开|开展|举行|进行|安排|听取|研究|形成|发表|刊发|编|印|制作|制定|拍|推荐|订|授|讲"
    "|上(?!级|海|述|下)|观看|参观|走访|家访|培训|慰问|开会|召集|办|提供|填|设|出版|讨论|汇报|检查|评选|排演|创作|征集|录制|更新"
)
_PERSON_VERBS = re.compile(
    "配|聘|落实|确定|明确|选派|指定|推荐|推选|安排|设|培养|招募|发展|吸纳|联系|结对|帮扶|资助|表彰|评选|选出"
)
_BUILD_VERBS = re.compile(
    "建成|新建|创建|创成|建立|设立|组建|成立|打造|培育|评选|评出|表彰|命名|新增|推出|扶持|结成|新聘|争创"
)
_ACCEPTED = re.compile(
    "[^，。；]{0,12}?(?:通过[^，。；]{0,6}(?:验收|评估|认定|考核)|达标(?!准)|达到[^，。；]{0,12}标准)"
)
#: A pattern that nothing fits.
_NEVER = "(?!)"
_LISTING = re.compile("、|和")
_NOUN_BEFORE = re.compile(r"[一-鿿》”][一-鿿》”][ \u3000]?$")
_NOTHING_AFTER = re.compile(r"[ \u3000]*(?:$|[（(、和及])")

_RULES = (
    _Rule(left=re.compile("第$")),
    _Rule(
        kinds=(
            Kind.POINTS,
            Kind.ORDER,
            Kind.TRAIT,
        )
    ),
    _Rule(forms=(Form.DISCOUNT,)),
    _Rule(left=re.compile("(?:每|每隔)$")),
    _Rule(left=re.compile("[这那同哪某任另又下前后几数]$"), forms=_CHINESE),
    _Rule(left=re.compile("(?:无|没有|零|未发生)$")),
    _Rule(
        left=re.compile(
            "(?:(?<![减至不最])少|缺席?|缺勤|旷课|旷工|迟到|逾期|推迟|每增|每加|每多|每发生)$"
        )
    ),
    _Rule(
        right=re.compile(r"(?:[^，。；]{0,6}?扣|的?[加减奖])[ \u3000]*(?:$|[0-9.]+[ \u3000]*分)")
    ),
    _Rule(left=re.compile("(?:达不到|未达到?|没有达到|不到)$")),
    # 200人以上的寄宿制学校要…: how large somebody must be to be meant
    _Rule(
        kinds=_COUNTS,
        has_hedge=True,
        measures=_PERSONS | {"户", "班", "个"},
        left=re.compile("(?:^|[、和及对在凡])$"),
        right=re.compile(
            "的?(?:寄宿制?|[大中小]|规模)*(?:学校?|单位|村|社区|企业|班级|幼儿园|机构)"
        ),
    ),
    # 推荐?0篇: the converter has lost a digit
    _Rule(verdict=Verdict.UNREAD, forms=(Form.ARABIC, Form.PERCENT), left=re.compile("[?？�]$")),
    # 优秀范文3篇: what a web page holds
    _Rule(kinds=_COUNTS, left=re.compile("(?:范文|範文|例文|模板|精选|汇编|集锦)$")),
    _Rule(kinds=_COUNTS, left=re.compile("(?:人口|占地|占地面积|建筑面积)$")),
    _Rule(left=re.compile("(?<![部评得十满])分(?:为|成|作|设|列)?$"), kinds=_COUNTS),
    _Rule(kinds=(Kind.SPAN,), is_bounded=False),
    _Rule(kinds=(Kind.SIZE,), has_hedge=False),
    # 24小时内上报: how soon, not how long
    _Rule(kinds=(Kind.HOURS,), hedges=("内", "以内", "之内")),
    # 对照25条细则: what is worked by
    _Rule(
        kinds=_COUNTS,
        has_hedge=False,
        left=re.compile("(?:对照|按照|依照|根据|依据|围绕|来自|涉及)$"),
    ),
    # 达到600小时的，认定为…: a condition
    _Rule(right=re.compile("的$")),
    # 在原有20所的基础上
    _Rule(right=re.compile("(?:[^，。]{0,8}的)?基础上")),
    _Rule(
        left=re.compile(
            "(?:已经?有?|现有|原有|已建成?|已达到?|已完成|共有|累计已|曾|登记在册)"
            "(?![^，。]{0,4}基础上)[^，。]{0,12}$|了$"
        )
    ),
    # 全镇13个村, 辖12所学校: the number of what is there
    _Rule(
        kinds=_COUNTS,
        left=re.compile(
            rf"(?:[全我本该][{_PLACES}]|所辖|下辖|所属|下设|辖区?)内?(?:现有|共有|共|有|的|所有)*$"
        ),
    ),
    # 区司法局等5个部门, 由15名老教师组成: counted for the reader's ease
    _Rule(kinds=_COUNTS, has_hedge=False, left=re.compile("等$")),
    _Rule(kinds=_COUNTS, left=re.compile("由$"), right=re.compile("[^，。]{0,12}组成")),
    # 对14名重度残疾学生送教上门: a description of whom, not a number to reach
    _Rule(kinds=_COUNTS, has_hedge=False, left=re.compile("(?:(?<![结派面针核相])对|与|针对)$")),
    # 为37名留守儿童安排“代理妈妈”: they are counted already; what they are given may be promised
    _Rule(
        kinds=_COUNTS,
        has_hedge=False,
        left=re.compile("(?<![作成设分定改变升增减降扩约数])[为给]$"),
        right=re.compile("(?![^，。；]{0,24}(?:发放|捐|资助|赠|提供|送上|送去|购))[^，。；]{4}"),
    ),
    _Rule(is_share=True, left=re.compile("权重|总分|总成绩|计入")),
    _Rule(is_share=True, right=re.compile("(?:的)?(?:权重|计入|折算)")),
    # 少于3次的扣2分, 5人以上的学校: a condition
    _Rule(hedges=("不足", "低于", "少于", "小于"), right=re.compile("的|者")),
    _Rule(
        kinds=_COUNTS,
        has_hedge=True,
        left=re.compile("^$"),
        right=re.compile("的(?:学校|单位|村|班)"),
    ),
    # 增减超过20%的应附说明, 获奖3次以上的，…: a condition
    _Rule(
        has_hedge=True,
        right=re.compile(
            "[ \u3000]?的(?:$|[，,]|应|须|需|要|可|不得|不予|均|一律|视为|取消|扣|加|给予|予以|得)"
        ),
    ),
    _Rule(measures=_LOOSE, has_hedge=False, right=re.compile(rf"[ \u3000]?(?:{_ABSTRACT})")),
    _Rule(
        kinds=(Kind.GROWTH,),
        left=re.compile("^(?!.*(?:增|提高|提升|上升|扩大|减|降|下降|翻))"),
    ),
)


@final
@frozen
class _Rules:
    """Rules for amounts of one kind; those that look to one side alone are one pattern."""

    left: re.Pattern[str]
    right: re.Pattern[str]
    others: tuple[_Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[_Rule]) -> _Rules:
        """Some rules, put together."""
        sides: dict[bool, list[str]] = {True: [_NEVER], False: [_NEVER]}
        others: list[_Rule] = []
        for rule in rules:
            side = rule.left or rule.right
            if side is None or rule.verdict is not Verdict.PLAIN or (rule.left and rule.right):
                others.append(rule)
            else:
                sides[rule.left is not None].append(side.pattern)
        return cls(
            re.compile("|".join(sides[True])), re.compile("|".join(sides[False])), tuple(others)
        )

    def verdict(self, setting: Setting) -> Verdict | None:
        """What the rules say of an amount, None where none holds."""
        for rule in self.others:
            if rule.holds(setting):
                return rule.verdict
        is_plain = self.left.search(setting.left) or self.right.match(setting.right)
        return Verdict.PLAIN if is_plain else None


#: Numbers without a measure word that are no amounts: telephones, clock times, days to remember.
_NUMBER_LEFT = re.compile(
    r"(?:电话|热线|传真|邮编|编号|账号|微信|附件|附表|表|图)[^，。]{0,4}$|[-—–:：/+.@][ ]?$|^[ \u3000]*$"
)
_NUMBER_RIGHT = re.compile(
    r"[ \u3000]?(?:[-—–:：/+.～~](?:[ ]?[0-9]|$)|[A-Za-z号楼路室栋时点°]|[一-鿿]{0,6}(?:节|日|纪念)|周年|多?年|月)"
)
_LONG_NUMBER = 10**6


def judge(setting: Setting) -> Verdict:
    """What an amount is, where it stands."""
    quantity = setting.quantity
    if quantity.unit is None:
        return _bare_number(setting)
    rules = _rules(quantity.measure, quantity.form, quantity.hedge, len(quantity.values))
    verdict = rules.verdict(setting)
    if verdict is not None:
        return verdict
    if setting.is_narrated or setting.is_likewise or _is_announcement(setting):
        return Verdict.PLAIN
    if quantity.form is Form.CHINESE and not _is_asked_for(setting):
        return Verdict.PLAIN
    return Verdict.TARGET


@lru_cache(maxsize=1024)
def _rules(measure: Measure | None, form: Form, hedge: Hedge | None, numbers: int) -> _Rules:
    """The rules that are about amounts of one kind, put together once for all of them."""
    alike = Quantity(
        start=0,
        stop=0,
        number=0,
        values=(Fraction(1),) * numbers,
        form=form,
        measure=measure,
        hedge=hedge,
    )
    return _Rules.of([rule for rule in _RULES if rule.suits(alike)])


def _is_bounded(quantity: Quantity) -> bool:
    """Say whether a limit stands before the number: 不少于20天, where 3个月以上 describes."""
    hedge = quantity.hedge
    return hedge is not None and hedge.side is Side.BEFORE and hedge.direction in BOUNDING


def _bare_number(setting: Setting) -> Verdict:
    """A number that counts nothing: known for something else, or unread."""
    quantity = setting.quantity
    is_known = (
        max(quantity.values) >= _LONG_NUMBER
        or len(quantity.values) > 1
        or _NUMBER_LEFT.search(setting.left)
        or _NUMBER_RIGHT.match(setting.right)
        or setting.left.endswith("第")
    )
    return Verdict.PLAIN if is_known else Verdict.UNREAD


def _is_announcement(setting: Setting) -> bool:
    """三个方面, or 纸质材料三种: … — a count of what the text goes on to list."""
    quantity = setting.quantity
    measure = quantity.measure
    if measure is None or quantity.hedge is not None or len(quantity.values) > 1:
        return False
    if measure.name in _PARTS:
        return True
    listed = 0 if setting.is_continued else len(_LISTING.findall(setting.left))
    if listed and max(quantity.values) == listed + 1 and measure.name in _LOOSE:
        return not _ACCEPTED.match(setting.right)
    return setting.closer in {"：", ":"} and measure.name in _ANNOUNCING


def _is_asked_for(setting: Setting) -> bool:
    """Say whether a numeral in characters is meant as a number, not as a figure of speech."""
    quantity, left, right = setting.quantity, setting.left, setting.right
    measure = quantity.measure
    if measure is None or measure.kind not in _COUNTS:
        return True
    if right.startswith("一"):
        return False  # 一人一档
    if quantity.hedge is not None or len(quantity.values) > 1 or _AWAITED.search(left):
        return True
    if _ACCEPTED.match(right):
        return True
    if setting.is_refrain:
        return False
    if measure.name in _WORKS:
        return setting.is_continued or bool(_WORK_VERBS.search(left)) or _is_listed(left, right)
    if measure.name in _PERSONS:
        return bool(_PERSON_VERBS.search(left)) or _is_listed(left, right)
    if max(quantity.values) > 1 and _BUILD_VERBS.search(left):
        return True
    return _is_listed(left, right)


def _is_listed(left: str, right: str) -> bool:
    """申报表一份: a noun, its number, and nothing more."""
    return bool(_NOUN_BEFORE.search(left) and _NOTHING_AFTER.match(right))
