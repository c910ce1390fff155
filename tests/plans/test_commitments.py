"""Running text gives its figures, their clauses and their deadlines, and what stays unread."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import Span
from guangongwei.model.plan import Commitment, Comparator, Precision
from guangongwei.plans import commitments, deadlines

if TYPE_CHECKING:
    from guangongwei.plans.commitments import Found

PLAN = "某县教育局关工委2024年工作要点"
NOTICE = "关于报送2024年征文的通知"
Row = tuple[str, list[float], str, str | None, str | None]


def found(text: str, *, title: str = PLAN, year: int | None = 2024) -> Found:
    """What a document with one paragraph commits to."""
    calendar = deadlines.calendar(title, document="plan", title=title, year=year)
    parts = [commitments.find(line, offset=0, calendar=calendar) for line in text.splitlines()]
    return commitments.attach(parts, calendar=calendar)


def row(commitment: Commitment) -> Row:
    """The parts of a commitment that the gold files annotate."""
    end = commitment.deadline.end if commitment.deadline else None
    return (
        commitment.text,
        [float(value) for value in commitment.values],
        commitment.comparator.value,
        commitment.unit,
        end.isoformat() if end else None,
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "年内将组织进行第三批学校的创建工作，力争全区有近70%的中小学、幼儿园达到标准。",
            [("力争全区有近70%的中小学、幼儿园达到标准", [0.7], "≈", "%", "2024-12-31")],
        ),
        (
            "小学招生 6300 人,在校生年巩固率达到 98% 以上;短期培训 5000 人    次。",
            [
                ("小学招生 6300 人", [6300], "=", "人", "2024-12-31"),
                ("在校生年巩固率达到 98% 以上", [0.98], "≥", "%", "2024-12-31"),
                ("短期培训 5000 人    次", [5000], "=", "人次", "2024-12-31"),
            ],
        ),
        (
            "成人教育招生 200 人(含电大教育)。",
            [("成人教育招生 200 人", [200], "=", "人", "2024-12-31")],
        ),
        (
            "正常活动(全年不少于20次)15分。",
            [("正常活动(全年不少于20次)", [20], "≥", "次", "2024-12-31")],
        ),
        (
            "提交申请报告（2000字之内）和评分表。",
            [("提交申请报告（2000字之内）", [2000], "≤", "字", None)],
        ),
        (
            "活动总结一份（1000字以内）一并报送。",
            [
                ("活动总结一份", [1], "=", "份", "2024-12-31"),
                ("1000字以内", [1000], "≤", "字", None),
            ],
        ),
        (
            "推荐书目（读本每班配备一套）。",
            [("读本每班配备一套", [1], "=", "套", None)],
        ),
        (
            "全年上报一篇调研报告和两条有价值的信息得8分。",
            [
                ("全年上报一篇调研报告", [1], "=", "篇", "2024-12-31"),
                ("两条有价值的信息", [2], "=", "条", "2024-12-31"),
            ],
        ),
        (
            "设一等奖10个、二等奖20个、三等奖若干，优秀教师各5名。",
            [
                ("设一等奖10个", [10], "=", "个", "2024-12-31"),
                ("二等奖20个", [20], "=", "个", "2024-12-31"),
                ("优秀教师各5名", [5], "=", "名", None),
            ],
        ),
        (
            "在《手册》中每周要有安排、有记录，每月要有2次活动。",
            [
                ("在《手册》中每周要有安排、有记录", [1], "≥", "次", None),
                ("每月要有2次活动", [2], "=", "次", None),
            ],
        ),
        (
            "招聘教师80名培训300人次。",
            [
                ("招聘教师80名", [80], "=", "名", "2024-12-31"),
                ("培训300人次", [300], "=", "人次", "2024-12-31"),
            ],
        ),
        (
            "由40名发展到83名，从40%提高到60%。",
            [
                ("由40名发展到83名", [83], "=", "名", "2024-12-31"),
                ("从40%提高到60%", [0.6], "=", "%", "2024-12-31"),
            ],
        ),
        (
            "80%的乡镇、70%的村（社区）关工委达到标准。",
            [
                ("80%的乡镇", [0.8], "=", "%", "2024-12-31"),
                ("70%的村（社区）关工委达到标准", [0.7], "=", "%", "2024-12-31"),
            ],
        ),
    ],
)
def test_a_figure_is_found_with_its_clause(text: str, rows: list[Row]) -> None:
    """The clause runs from the separator before to the amount or to the end of what it says."""
    assert [row(each) for each in found(text).commitments] == rows


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("上半年举办1期。", ["2024-06-30"]),
        ("6月15日前完成微视频1部、征文5篇。", ["2024-06-15", "2024-06-15"]),
        ("四月底前增至12人，覆盖全部学生党支部。", ["2024-04-30", "2024-04-30"]),
        ("各校于5月底前上报征文3篇，区里评出优秀作品60篇。", ["2024-05-31", "2024-12-31"]),
        ("到2025年，每个乡镇建有1所幼儿园。", ["2025-12-31"]),
        ("2024年达到60%，2025年达到80%。", ["2024-12-31", "2025-12-31"]),
        ("2024年、2025年分别达到60%、80%。", ["2024-12-31", "2025-12-31"]),
        ("小学、初中巩固率分别达到100%和99%。", ["2024-12-31", "2024-12-31"]),
        ("三年内培育品牌不少于15个。", ["2026-12-31"]),
        ("建成基地30个，命名工作6月底前完成。", ["2024-12-31"]),
        ("命名基地30个于6月底前完成。", ["2024-06-30"]),
        ("每年宣讲不少于300场，覆盖青少年5万人次。", [None, None]),
        ("每校每学期一次。", [None]),
        ("每学期1次，覆盖率达100%。", [None, "2024-12-31"]),
        ("字数不超过800字。", [None]),
        ("本学期至少1场。", [None]),
        ("“七一”前完成200场。", ["2024-07-01"]),
        ("到2025年，建成站点20个；各镇至少建1个。", ["2025-12-31", "2025-12-31"]),
        ("组织实施（5月—11月）。举办报告会30场。", ["2024-11-30"]),
        ("工作手册一户一份。", [None]),
        ("每学期听取一次汇报，撰写一份总结，建站1个。", [None, None, "2024-12-31"]),
        ("活动不少于4次/年，培训300人。", [None, "2024-12-31"]),
        ("各校全年上报信息6篇，其中采用3篇。", ["2024-12-31", "2024-12-31"]),
        ("每季一次学习、半年一次总结。", [None, None]),
    ],
)
def test_a_deadline_comes_from_the_words_nearby(text: str, ends: list[str | None]) -> None:
    """Its own clause first, then its sentence; rhythms and limits have none; else the year."""
    assert [row(each)[4] for each in found(text).commitments] == ends


def test_a_plan_without_year_has_no_deadlines() -> None:
    """全年 and the year's end need a year."""
    (commitment,) = found("全年不少于20次。", title="工作计划", year=None).commitments
    assert commitment.deadline is not None
    assert (commitment.deadline.text, commitment.deadline.end) == ("全年", None)
    (other,) = found("不少于20次。", title="工作计划", year=None).commitments
    assert other.deadline is None


def test_a_notice_has_one_date_for_all_it_asks() -> None:
    """What is to be handed in is due by the date of handing in; prizes and limits are not."""
    text = "申报表1份；照片5张，不超过3000字。\n设一等奖10个。\n报送截止时间：6月20日。"
    assert [row(each)[4] for each in found(text, title=NOTICE).commitments] == [
        "2024-06-20",
        "2024-06-20",
        None,
        None,
    ]


def test_a_notice_may_have_a_date_for_each_thing_it_asks() -> None:
    """The date of the sentence comes first, then the one of the paragraph, then the notice's."""
    text = (
        "登记表1份，12月5日前上报。\n各县推荐先进2名，12月10日前交推荐表，占比不低于六成。\n"
        "总结1篇，附案例2个。材料于12月20日截止。\n照片5张。"
    )
    assert [row(each)[4] for each in found(text, title=NOTICE).commitments] == [
        "2024-12-05",
        "2024-12-10",
        None,
        "2024-12-20",
        None,
        "2024-12-05",
    ]


def test_the_totals_of_an_activity_are_due_at_its_end() -> None:
    """Prizes, limits and what each one does are not."""
    title = "关于开展读书活动的通知"
    text = "活动时间：4月至10月。\n受众5万人次，每校举办1场。\n优秀组织奖20个，字数800字以内。"
    calendar = deadlines.calendar(f"{title}\n{text}", document="plan", title=title, year=2024)
    parts = [commitments.find(line, offset=0, calendar=calendar) for line in text.splitlines()]
    told = commitments.attach(parts, calendar=calendar).commitments
    assert [row(each)[4] for each in told] == ["2024-10-31", None, None, None]


def test_a_notice_without_a_date_leaves_it_open() -> None:
    """Nothing is guessed."""
    assert [row(each)[4] for each in found("申报表1份。", title=NOTICE).commitments] == [None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("实现中小学家长学校全覆盖。", [1]),
        ("到2024年底实现应建尽建。", [1]),
        ("所有学校、幼儿园全部达标。", [1]),
        ("红色故事会覆盖全镇所有中小学校。", [1]),
        ("全部建立家长委员会。", [1]),
        ("帮扶一个不漏。", [1]),
        ("做到百分之百的全覆盖。", [1]),
        ("建档率100%，应帮尽帮。", [1, 1]),
        ("所有学校100%达标。", [1]),
        ("三年内基层组织全达标。", [1]),
        ("小学辍学率为0，违法犯罪率控制为零。", [0, 0]),
        ("辍学率控制在0.5%。", [Fraction(1, 200)]),
        ("开展全覆盖检查。", []),
        ("落实所有工作要求。", []),
        ("“全覆盖”工程。", []),
    ],
)
def test_all_of_something_is_a_hundred_per_cent(text: str, values: list[int]) -> None:
    """Where the clause says that all are reached, the target is one, once."""
    told = found(text).commitments
    assert [list(each.values) for each in told] == [[Fraction(value)] for value in values]
    assert {each.unit for each in told} <= {"%"}


@pytest.mark.parametrize(
    "text",
    [
        "紧扣庆祝中华人民共和国成立75周年，落实46号文件和34号文件，学习二十大精神。",
        "苏教关委〔2024〕6号，第三次工作会议，十九届六中全会，第五次评审。",
        "做到“三结合”，落实“六个一”，实施“54321”行动，明确“五个清楚”。",
        "学前1年，0-3岁，6寸，三年级，九年一贯制，打工3个月以上的儿童。",
        "推进一体化，镇村两级，第一书记，一季一调度。",
        "班子建设好18分，少1次扣2分，录用的加5分。",
        "去年全区已有41所学校通过验收，开展活动300场次。",
        "全区现有11个镇、136个村，登记在册2300余名。",
        "全镇12个村（社区）、9所学校。",
        "2022年底达标率为31.6%，与先进地区有差距。",
        "3.8妇女节，12.4宪法日，电话0519-86310000，下午3:30。",
        "围绕一个中心、抓住两个关键、办好三件实事。",
        "读一本好书、唱一首好歌、写一篇心得。",
    ],
)
def test_a_decoy_is_neither_a_target_nor_unread(text: str) -> None:
    """Anniversaries, documents, sessions, slogans, ages, marks and the past are understood."""
    told = found(text)
    assert told.commitments == ()
    assert told.unread == ()


def test_the_comparison_with_last_year_is_not_the_past() -> None:
    """比去年提高 promises something for this year."""
    told = found("优秀率比去年提高3%，合格率较2023年增长2个百分点。").commitments
    assert [each.comparator for each in told] == [Comparator.INCREASE] * 2


def test_percentage_points_are_told_as_percentages_are() -> None:
    """3% is 0.03 and 2个百分点 are 0.02, and the unit keeps them apart."""
    told = found("优秀率比去年提高3%，合格率较2023年增长2至5个百分点。").commitments
    assert [(each.values, each.unit) for each in told] == [
        ((Fraction(3, 100),), "%"),
        ((Fraction(2, 100), Fraction(5, 100)), "百分点"),
    ]


def test_everything_about_a_figure_is_kept_as_printed() -> None:
    """Hedge, modality, scope, rhythm and 各 are the words of the text."""
    (first, second) = found("力争全区有近70%的学校达到标准。每校评选优秀教师各2名。").commitments
    assert (first.hedge, first.modality, first.scope) == ("近", "力争", "全区学校")
    assert (second.per, second.each, second.scope) == ("每校", True, "")


def test_what_cannot_be_typed_is_listed_with_a_reason() -> None:
    """A number without a measure word and a rank wait for a reader."""
    told = found("平均分达到85，合格率位居全市前列。比例大体相当，大体相当。")
    assert [(each.text, each.reason) for each in told.unread] == [
        ("平均分达到85", "a number without a measure word"),
        ("合格率位居全市前列", "a rank among others"),
        ("比例大体相当", "a comparison without a number"),
        ("大体相当", "a comparison without a number"),
    ]


def test_places_are_those_of_the_document() -> None:
    """The offset of a stretch moves every place in it."""
    calendar = deadlines.calendar(PLAN, document="plan", title=PLAN, year=2024)
    told = commitments.find("第二批学校6月底前建站3个。", offset=100, calendar=calendar)
    (commitment,), (batch,) = told.commitments, told.batches
    assert (commitment.span, batch.span) == (Span("plan", 100, 113), Span("plan", 100, 103))
    assert commitment.deadline is not None
    assert commitment.deadline.span == Span("plan", 105, 109)
    assert commitment.deadline.precision is Precision.MONTH


SIGNS = (
    "一二三两十百千万0123456789.,，。；：:（）()“”《》、和及至到—-%人名次份个每各年月日底前内上下半全覆盖所有"
    "达到力争不少于至少以上左右余近约第批对分别由发展增加减少学期应建尽壮大队伍更多的参加去已 \n\t"
)


@given(st.text(st.sampled_from(SIGNS), max_size=80), st.sampled_from([None, 2024]))
def test_reading_never_fails(text: str, year: int | None) -> None:
    """Whatever the text, every fact is a stretch of it."""
    calendar = deadlines.calendar(text, document="plan", title=None, year=year)
    part = commitments.find(text, offset=3, calendar=calendar)
    told = commitments.attach([part], calendar=calendar)
    places = [
        *((each.text, each.span) for each in told.commitments),
        *((each.text, each.span) for each in told.deadlines),
        *((each.text, each.span) for each in told.batches),
        *((each.text, each.span) for each in told.unread),
    ]
    for words, span in places:
        assert words == text[span.start - 3 : span.stop - 3] != ""
