"""What stands beside a number decides whether it is a target."""

from __future__ import annotations

import pytest

from guangongwei.chinese import quantities
from guangongwei.plans.judging import Setting, Verdict, judge


def verdict(
    text: str, *, closer: str = "", narrated: bool = False, refrain: bool = False
) -> Verdict:
    """What the first amount of a clause is."""
    amount = quantities.find(text)[0]
    return judge(
        Setting(
            quantity=amount,
            left=text[: amount.start],
            right=text[amount.stop :],
            closer=closer,
            is_narrated=narrated,
            is_refrain=refrain,
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "力争全区有近70%的学校达到标准",
        "小学招生 6300 人",
        "培训300人次",
        "建设示范站20个",
        "每站每年活动不少于20天",
        "活动室面积60平方米以上",
        "字数1500—2000字",
        "每次授课约40分钟",
        "教师人均培训不少于90学时",
        "占比提高3个百分点",
        "每学期至少听取一次汇报",
        "全年上报一篇调研报告",
        "配备一名联络员",
        "建成两个基地",
        "两项工作通过省级验收",
        "每年筹集五万元",
        "登记表一式两份",
        "电子压缩包一个",
        "读后感一篇",
        "联络员一名",
        "每校一个品牌",
        "选送20名校长参加培训",
        "每年服务100小时以上",
        "为100名困难学生发放助学金",
        "普通中小学标准化建设、义务教育均衡发展两项工作通过省级验收",
    ],
)
def test_what_is_asked_for_is_a_target(text: str) -> None:
    """Counts in digits, and counts in characters that a verb, a rhythm or a list asks for."""
    assert verdict(text) is Verdict.TARGET


@pytest.mark.parametrize(
    "text",
    [
        "第3批学校",
        "班子建设好18分",
        "年满60岁的老人",
        "第19届",
        "每3年一次",
        "另一份留存",
        "无1人重新犯罪",
        "每缺1次扣1分",
        "分3批创建",
        "打工3个月以上的农村儿童",
        "共2页",
        "在原有20所的基础上",
        "全区已有41所学校通过验收",
        "培训了300人",
        "结合我镇13个村实际",
        "对14名重度残疾学生送教",
        "权重30%",
        "加分30%计入",
        "少于3次的扣分",
        "5人以上的单位",
        "抓好3项重点",
        "高于全省1.4个百分点",
        "建设一支队伍",
        "打造一个平台",
        "围绕一个中心",
        "抓住两个关键",
        "区分四种类型",
        "健全学习、例会、活动三项制度",
        "掌握四种方法",
        "一人一档",
        "购书打八折",
        "迈上一个台阶",
        "派一名去",
        "联合区司法局等5个部门",
        "由15名老教师组成的宣讲团",
        "为37名留守儿童安排“代理妈妈”",
        "增减超过20%的应附说明",
        "获奖3次以上的",
        "缺席1次扣0.5分",
        "全年用稿5篇以上的加2分",
        "优秀范文3篇",
        "人口2860余人",
        "达不到90%的倒扣2分",
        "用稿3篇加2分",
        "200人以上寄宿制学校要配备教师",
        "24小时内上报",
        "对照25条细则",
        "达到600小时的",
    ],
)
def test_what_is_understood_otherwise_is_none(text: str) -> None:
    """Ordinals, marks, ages, what is there already, conditions and figures of speech."""
    assert verdict(text) is Verdict.PLAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话86310000", Verdict.PLAIN),
        ("8866 0012", Verdict.PLAIN),
        ("热线：12355", Verdict.PLAIN),
        ("12.4国家宪法日", Verdict.PLAIN),
        ("3:30开会", Verdict.PLAIN),
        ("1080P", Verdict.PLAIN),
        ("2023—2024", Verdict.PLAIN),
        ("见附件1", Verdict.PLAIN),
        ("第3大", Verdict.PLAIN),
        ("学生2、本人原创", Verdict.UNREAD),
        ("达到85", Verdict.UNREAD),
        ("推荐?3篇", Verdict.UNREAD),
    ],
)
def test_a_number_that_counts_nothing_is_known_or_unread(text: str, expected: Verdict) -> None:
    """Telephones, clock times and feast days are known; other bare numbers stay unread."""
    assert verdict(text) is expected


def test_what_a_colon_announces_is_no_target() -> None:
    """纸质材料三种： tells how many follow."""
    assert verdict("报送材料3项", closer="：") is Verdict.PLAIN
    assert verdict("报送材料3项") is Verdict.TARGET
    assert verdict("报送材料至少3项", closer="：") is Verdict.TARGET


def test_what_is_narrated_is_no_target() -> None:
    """A sentence about last year promises nothing."""
    assert verdict("培训教师300人次", narrated=True) is Verdict.PLAIN


def test_a_refrain_is_a_slogan_unless_it_has_a_rhythm() -> None:
    """读一本好书、唱一首好歌、写一篇心得 is a slogan; 每人写一篇 is not."""
    assert verdict("写一篇心得", refrain=True) is Verdict.PLAIN
    assert verdict("每人写一篇心得", refrain=True) is Verdict.TARGET
