"""The words a made-up district is told in; none of them names a real place or person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guangongwei.testing.worlds.dice import Dice

DISTRICT = "青澜区"
TOWNS = (
    "云溪镇",
    "柳岸镇",
    "松风镇",
    "鹭洲镇",
    "桐影镇",
    "星湖镇",
    "竹喧镇",
    "梅坞镇",
    "枫晚镇",
    "荷风镇",
    "月堤街道",
    "长亭街道",
)
KINDERGARTENS = (
    "春芽",
    "彩虹",
    "晨光",
    "小鹿",
    "蒲公英",
    "向日葵",
    "百灵",
    "蓝贝壳",
    "金穗",
    "雨点",
)
COMMUNITIES = ("梧桐", "银杏", "香樟", "玉兰", "海棠", "丁香", "紫藤", "木棉")

SURNAMES = "安白柏岑程戴方葛顾郝贺康柯蓝凌陆孟宁潘秦任沈苏唐汪夏萧谢徐颜叶俞袁岳云章郑祝"
SYLLABLES = "安邦宝春德福光国海和宏怀惠吉嘉建静君康兰礼林梅明宁培平琴清庆荣瑞善淑松泰文贤祥秀学雅怡永玉元云贞志"

#: 五老 kinds with how common they are in a school district.
KINDS = (
    (("老教师",), 66),
    (("老干部",), 12),
    (("老战士",), 6),
    (("老专家",), 6),
    (("老模范",), 4),
    (("退休教师",), 3),
    (("老干部", "老教师"), 3),
)
ROLES = ("宣讲员", "家教讲师", "法治副校长", "辅导员", "通讯员", "工作室主持人")

SCHOOL_PROGRAMMES = (
    ("课后服务", 20),
    ("结对帮教", 16),
    ("家教讲坛", 12),
    ("四点钟课堂", 12),
    ("青蓝工程", 10),
    ("心理关爱", 10),
    ("爱心助学", 8),
    ("代理家长制", 6),
    ("爱心结对", 6),
)
STATION_PROGRAMMES = (("校外辅导", 60), ("四点钟课堂", 25), ("社区教育", 15))

#: Kinds of activity: kind, themes, the plan's items it serves, how common it is.
ACTIVITIES = (
    ("政治学习", ("党的二十大精神", None), ("1",), 10),
    ("业务培训", ("优质化建设", "线上工作", None), ("1", "13"), 8),
    ("宣讲", ("党的二十大精神", "“四史”教育", "爱国主义教育"), ("3",), 18),
    ("法治教育", ("法治教育",), ("3", "12"), 10),
    ("同台节目展演", ("老少同声爱国情", "老少共筑中国梦"), ("4",), 6),
    ("征文", ("老少共筑中国梦", "传统文化", "读懂中国"), ("5",), 9),
    ("读书", ("老少共筑中国梦", "传统文化"), ("5",), 9),
    ("现场观摩", ("优质化建设",), ("6", "7"), 4),
    ("家庭教育讲座", ("家庭教育促进法", "家校社共育"), ("9", "10"), 12),
    ("校外辅导", ("校站结合", None), ("11",), 5),
    ("心理健康教育", ("心理健康",), ("12",), 9),
)
#: A kind of activity of which nobody ever notes the attendances.
BROADCAST = ("网络展播", ("老少共筑中国梦",), ("5", "15"), 0)

LEVELS = ("校级", "镇级", "区级", "市级", "省级", "国家级")
OUTLETS = {
    "校级": ("校园网", "校报"),
    "区级": ("青澜教育网", "青澜关工简报"),
    "市级": ("市教育关工网", "市关工通讯"),
    "省级": ("省教育关工网", "省关心下一代报"),
    "国家级": ("全国教育关工网",),
}
SETTINGS = ("城区", "镇区", "乡村")


def person(dice: Dice) -> str:
    """A made-up name of two or three characters."""
    given = dice.pick(SYLLABLES) + (dice.pick(SYLLABLES) if dice.chance(80) else "")
    return dice.pick(SURNAMES) + given


def phone(number: int) -> str:
    """A telephone number that cannot be dialled."""
    return f"000-{number:04d}"
