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

#: Contests and selections: name, kinds of works, the level they begin at, how common they are.
CONTESTS = (
    ("老少共筑中国梦", ("征文", "微视频"), 0, 34),
    ("同台节目展演", ("展演",), 0, 14),
    ("传统文化读书征文", ("征文",), 0, 20),
    ("读懂中国", ("征文", "微视频", "舞台剧"), 2, 10),
    ("关工委优质化建设均衡发展优秀论文和调研报告", ("论文", "调研报告"), 1, 12),
    ("工作创新奖", ("创新案例",), 2, 6),
    ("家庭教育和家长学校建设优秀工作论文和调研报告", ("论文", "调研报告"), 0, 9),
    ("家校社共育优秀教案", ("教案",), 0, 5),
)
#: There are more second prizes than third ones: no pyramid.
AWARDS = (("一等奖", 19), ("二等奖", 40), ("三等奖", 15), ("优秀奖", 12), ("入围", 6), (None, 38))

#: Posts of a committee: title, whether a retired person holds it, how often it is there.
POSTS = (
    ("主任", False, 100),
    ("常务副主任", True, 100),
    ("副主任", True, 45),
    ("秘书长", True, 30),
    ("通讯员", False, 88),
    ("驻会人员", True, 40),
)

#: Care brands: kind as the district words it, name, how common it is.
BRANDS = (
    (("结对帮教", "青蓝心桥结对帮教"), 20),
    (("爱心结对", "爱心结对"), 12),
    (("代理家长制", "代理家长"), 9),
    (("爱心助学", "爱心助学"), 16),
    (("青蓝工程", "青蓝工程"), 13),
    (("四点半课堂", "四点钟课堂"), 12),
    (("家教讲坛", "家教讲坛"), 9),
    (("心理健康", "心语小屋"), 9),
    (("暖冬行动", "暖冬行动"), 4),
    ((None, "银杏树下"), 3),
)
CARE_GROUPS = (
    (("留守",), 34),
    (("困境",), 22),
    (("随迁",), 18),
    (("留守", "困境"), 9),
    (("事实无人抚养",), 4),
    (("学困",), 8),
    ((), 5),
)
GUARDIANS = (("母亲", 46), ("父亲", 32), ("祖父母", 17), ("其他监护人", 5))
ORIGINS = (
    ("财政专项", 24),
    ("上级关工委", 18),
    ("商会捐助", 16),
    ("个人结对", 22),
    ("自筹", 12),
    (None, 8),
)


def person(dice: Dice) -> str:
    """A made-up name of two or three characters."""
    given = dice.pick(SYLLABLES) + (dice.pick(SYLLABLES) if dice.chance(80) else "")
    return dice.pick(SURNAMES) + given


def phone(number: int) -> str:
    """A telephone number that cannot be dialled."""
    return f"000-{number:04d}"
