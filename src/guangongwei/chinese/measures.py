"""Measure words: what Chinese plans count in, and what each kind of count may mean."""

from __future__ import annotations

import re
from enum import Enum
from typing import final

from attrs import frozen


@final
class Kind(Enum):
    """What a measure word measures."""

    #: People, places, papers, sessions: what a plan promises a number of.
    COUNT = "数量"
    MONEY = "金额"
    #: How long a written or filmed thing may be.
    SIZE = "篇幅"
    #: 校, 站, 项目: things counted without a measure word, after a numeral in digits.
    NOUN = "名词"
    #: Hours of teaching or service, which are promised like counts.
    HOURS = "学时"
    #: A stretch of the calendar: 3个月, 两年.
    SPAN = "时段"
    #: 百分点, 倍, 番: how much more than before.
    GROWTH = "增幅"
    #: 岁, 寸, 度, 厘米: what a thing is like.
    TRAIT = "规格"
    #: 分: a mark in an assessment.
    POINTS = "分值"
    #: 届, 级, 号, 周年: which one of a row.
    ORDER = "次序"


@final
@frozen(kw_only=True, cache_hash=True)
class Measure:
    """A measure word: how it is written and what it measures."""

    name: str
    kind: Kind
    #: What may not follow, because it makes another word of it: 人才, 家长, 次性.
    unless: str = ""

    @property
    def unit(self) -> str:
        """What is counted, without the 个 that may stand before it: 个百分点 is 百分点."""
        return self.name[1:] if len(self.name) > 1 and self.name[0] in "个個" else self.name


#: Measure words of texts in traditional characters, which stay as printed.
_TRADITIONAL = str.maketrans(
    "个种张台间项场条队户门节类样册辆笔双课时处首组幢栋层支学单镇乡馆员园点钟万亿",
    "個種張臺間項場條隊戶門節類樣冊輛筆雙課時處首組幢棟層支學單鎮鄉館員園點鐘萬億",
)


def _row(kind: Kind, names: str, *, unless: str = "") -> tuple[Measure, ...]:
    """Measure words of one kind, in simplified and in traditional characters."""
    printed = dict.fromkeys((*names.split(), *names.translate(_TRADITIONAL).split()))
    either = "".join(dict.fromkeys(unless + unless.translate(_TRADITIONAL)))
    return tuple(Measure(name=name, kind=kind, unless=either) for name in printed)


MEASURES = (
    *_row(
        Kind.COUNT,
        "人次 人/次 场次 场/次 课次 户次 车次 班次 批次 家次 人天 课例 站点 条次 篇次 件次 辆次 项次",
    ),
    *_row(Kind.COUNT, "位 篇 份 张 册 套 台 幅 枚 座 辆 艘 只 笔 间 幢 栋 盏 箱 盒 袋 瓶 棵 株 架"),
    *_row(Kind.COUNT, "堂 趟 遍 则 段 轮 例 宗 桩 封 处 首 幼儿园"),
    *_row(Kind.COUNT, "起", unless="始步点源草伏码飞诉"),
    *_row(Kind.COUNT, "把", unless="握关手控好"),
    *_row(Kind.COUNT, "双", unless="方向重减语"),
    *_row(Kind.COUNT, "所", unless="谓以"),
    *_row(Kind.COUNT, "人", unless="才员民数口物事格性群类称"),
    *_row(Kind.COUNT, "名", unless="称额誉义牌胜录言著"),
    *_row(Kind.COUNT, "个"),
    *_row(Kind.COUNT, "个人", unless="才员民数口物事格性群类称"),
    *_row(Kind.NOUN, "项目", unless="标的"),
    *_row(Kind.COUNT, "家", unless="长庭"),
    *_row(Kind.COUNT, "项"),
    *_row(Kind.COUNT, "次", unless="性数序生日年于要品"),
    *_row(Kind.COUNT, "场", unless="所地馆"),
    *_row(Kind.COUNT, "期", unless="间末望待"),
    *_row(Kind.COUNT, "批", unless="评准示"),
    *_row(Kind.COUNT, "组", unless="织建"),
    *_row(Kind.COUNT, "部", unless="门分署属"),
    *_row(Kind.COUNT, "件"),
    *_row(Kind.COUNT, "条", unless="件例"),
    *_row(Kind.COUNT, "本", unless="科职市区县级报质身"),
    *_row(Kind.COUNT, "点", unless="评击要明建半钟燃对子"),
    *_row(Kind.COUNT, "支", unless="持部撑付"),
    *_row(Kind.COUNT, "队", unless="伍员长"),
    *_row(Kind.COUNT, "对", unless="象口照策接待外标于应比话一"),
    *_row(Kind.COUNT, "户", unless="外籍口"),
    *_row(Kind.COUNT, "门", unless="户类口心"),
    *_row(Kind.COUNT, "节", unless="约日假点能庆气"),
    *_row(Kind.COUNT, "集", unless="中体团合聚"),
    *_row(Kind.COUNT, "块", unless="钱"),
    *_row(Kind.COUNT, "种", unless="植子族"),
    *_row(Kind.COUNT, "类", unless="别似型"),
    *_row(Kind.COUNT, "样 大类 方面 层次 环节 步骤 阶段 维度"),
    *_row(Kind.COUNT, "平方米 平方公里 亩 公顷 吨 公里 ㎡"),
    *_row(Kind.NOUN, "校", unless="长内外园区本级史训歌"),
    *_row(Kind.NOUN, "站", unless="位点在"),
    *_row(Kind.NOUN, "室", unless="内外"),
    *_row(Kind.NOUN, "课", unless="程堂后题时外件余间标改"),
    *_row(Kind.NOUN, "班", unless="级子主会组队"),
    *_row(Kind.NOUN, "市", unless="级区场直民属委"),
    *_row(Kind.NOUN, "省", unless="级份直委"),
    *_row(Kind.NOUN, "县", unless="级域城委直"),
    *_row(Kind.NOUN, "区", unless="级域委属直"),
    *_row(Kind.NOUN, "镇", unless="级域街"),
    *_row(Kind.NOUN, "乡", unless="级村镇"),
    *_row(Kind.NOUN, "村", unless="级民委"),
    *_row(Kind.NOUN, "园", unless="区长丁地林"),
    *_row(Kind.NOUN, "馆", unless="员长"),
    *_row(
        Kind.NOUN,
        "课程 课题 学校 单位 中心 基地 社区 街道 乡镇 案例 作品 专题 中小学 小学 初中 高中",
    ),
    *_row(Kind.MONEY, "元", unless="月旦素宵帅"),
    *_row(Kind.MONEY, "块钱 美元"),
    *_row(Kind.SIZE, "字", unless="样段符母"),
    *_row(Kind.SIZE, "行", unless="业动为政列程走李"),
    *_row(Kind.SIZE, "页 词 分钟 秒 秒钟 MB KB GB M 兆 dpi 像素"),
    *_row(Kind.HOURS, "学时 课时 小时 个小时 学分 工时"),
    *_row(
        Kind.SPAN,
        "天 月 周 日 个月 个年 个周 星期 个星期 个工作日 工作日 个学期 学期 个学年 学年 季度 个季度 年度",
    ),
    *_row(Kind.SPAN, "年", unless="级制"),
    *_row(Kind.GROWTH, "个百分点 百分点 倍 番"),
    *_row(Kind.TRAIT, "岁 周岁 寸 英寸 厘米 毫米 米 千米 里 公斤 千克 克 斤 磅 号字"),
    *_row(Kind.POINTS, "分", unless="之别为层批类组期工享散布校级管部"),
    *_row(Kind.ORDER, "届 级 号 周年 年级 年制 大 中全会 线"),
)
_BLANK = r"[ \t\u00a0\u3000]*+"
_BY_NAME = {measure.name: measure for measure in MEASURES}
_AT = re.compile(
    _BLANK
    + "(?P<name>"
    + "|".join(
        _BLANK.join(map(re.escape, measure.name))
        + (f"(?![{measure.unless}])" if measure.unless else "")
        for measure in sorted(MEASURES, key=lambda measure: -len(measure.name))
    )
    + ")"
)


def at(text: str, position: int) -> tuple[Measure, int] | None:
    """The longest measure word that starts here, blanks before it passed over, and where it ends."""
    match = _AT.match(text, position)
    if match is None:
        return None
    return _BY_NAME["".join(match["name"].split())], match.end()
