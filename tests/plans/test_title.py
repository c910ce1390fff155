"""Title, year and issuer are read from a plan's first and last lines."""

from __future__ import annotations

import pytest

from guangongwei.plans.parse import parse


def told(text: str) -> tuple[str | None, int | None, str | None]:
    """Title, year and issuer of a text."""
    plan = parse(text).value
    return plan.title, plan.year, plan.issuer


@pytest.mark.parametrize(
    ("title", "year", "issuer"),
    [
        ("武进区教育局关工委2024年工作要点", 2024, "武进区教育局关工委"),
        ("2024年武进区教育局关工委工作要点", 2024, "武进区教育局关工委"),
        ("桥北小学关工委2023—2024学年度第一学期工作计划", 2023, "桥北小学关工委"),
        ("南河大学关工委关于开展读书活动的通知", None, "南河大学关工委"),
        ("某区教育局关工委二〇二四年工作要点", 2024, None),
        ("2012年县教育局工作计划要点", 2012, None),
        ("小学2015年关工委工作计划", 2015, None),
        ("关工委2021年度工作计划", 2021, None),
        ("青河镇2023年度考核意见（试行）", 2023, "青河镇"),
        ("XX年小学关工委工作计划", None, None),
        ("东山市就业行动实施方案(2023—2025年)", 2023, None),
    ],
)
def test_a_title_tells_year_and_issuer(title: str, year: int | None, issuer: str | None) -> None:
    """A year in the title is the plan's; a body in it issues the plan if it says which one."""
    assert told(f"{title}\n一、学习\n") == (title, year, issuer)


def test_a_title_broken_over_two_lines_is_one_title() -> None:
    """关于…, and its second half below, read as one; so do a body and its 工作要点."""
    assert (
        told("关于开展优秀通讯员\n\n评选活动的通知\n一、名额\n")[0]
        == "关于开展优秀通讯员评选活动的通知"
    )
    assert told("青河镇关工委\n2024年工作要点\n一、学习\n") == (
        "青河镇关工委2024年工作要点",
        2024,
        "青河镇关工委",
    )


def test_the_number_of_a_document_is_no_half_of_its_title() -> None:
    """苏教关委〔2024〕10号 above the title stays out of it, and dates the plan."""
    text = "苏教关委〔2024〕10号\n关于开展评选活动的通知\n一、名额\n"
    assert told(text) == ("关于开展评选活动的通知", 2024, None)


def test_a_title_may_be_named_in_words_only() -> None:
    """A notice without a title of its own is called what it sends round."""
    text = "各二级关工委：\n现把《关于开展合格单位考核的通知》印发你们。\n1.申报。\n"
    assert told(text)[0] == "关于开展合格单位考核的通知"


def test_a_title_may_run_on_with_its_text() -> None:
    """In a text without line breaks the title ends at the first blank."""
    text = "关于开展读书活动的通知 各单位: 现通知如下: 一、内容 1、读书 2、征文"
    assert told(text)[0] == "关于开展读书活动的通知"


def test_a_text_without_title_has_none() -> None:
    """The opening sentence is no title, but it names the year."""
    assert told("2021年工作的总体思路是：学习。\n一、学习\n") == (None, 2021, None)
    assert told("一、学习\n") == (None, None, None)


def test_the_signature_issues_what_the_title_does_not() -> None:
    """A general title leaves the issuer and the year to signature and date."""
    text = "关于报送信息的通知\n一、要求\n常州市武进区教育局（章）\n2017年10月23日\n"
    assert told(text) == ("关于报送信息的通知", 2017, "常州市武进区教育局")


def test_the_signature_speaks_before_a_place_in_the_title() -> None:
    """A town and a station issue nothing themselves; who signs does."""
    text = "沙塘镇2022年考核意见\n一、对象\n沙塘镇关工委\n2022年3月1日\n"
    assert told(text)[2] == "沙塘镇关工委"


def test_a_notice_above_the_plan_may_sign_for_it() -> None:
    """The body that sends the plan round issues it where the plan names none."""
    text = (
        "关于印发《关工委工作要点》的通知\n现将《关工委工作要点》印发你们。\n"
        "南河县教育局\n2024年3月1日\n关工委工作要点\n一、学习\n"
    )
    assert told(text) == ("关工委工作要点", 2024, "南河县教育局")


def test_a_letterhead_issues_what_nobody_signs() -> None:
    """…委员会文件 above a title names the issuer."""
    text = "江苏省教育系统关心下一代工作委员会文件\n关于开展评选的通知\n一、名额\n"
    assert told(text)[2] == "江苏省教育系统关心下一代工作委员会"


def test_a_year_makes_a_title_of_a_first_line() -> None:
    """关工委2024年行事历 is a title; a sentence and a date are none."""
    assert told("关工委2024年行事历\n一、三月\n")[:2] == ("关工委2024年行事历", 2024)
    assert told("2024年3月1日\n一、三月\n")[:2] == (None, 2024)


def test_a_year_that_does_not_go_with_the_title_is_reported() -> None:
    """A text of 2012 under a title of 2015 was reused; a plan signed the December before was not."""
    text = "某校关工委2015年工作计划\n{}\n一、学习\n某校关工委\n{}年12月30日\n"
    assert [each.code for each in parse(text.format("2012年，我们努力。", 2015)).problems] == [
        "P301"
    ]
    assert [each.code for each in parse(text.format("我们努力。", 2012)).problems] == ["P301"]
    assert parse(text.format("2015年，我们努力。", 2014)).problems == ()


def test_a_missing_year_is_reported() -> None:
    """Without a year dates stay open, and a problem says so."""
    assert [each.code for each in parse("关工委工作计划\n一、学习\n").problems] == ["P104"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("社区关工委工作计划8", "社区关工委工作计划"),
        ("關愛留守兒童工作計劃1", "關愛留守兒童工作計劃"),
        ("社区年度工作计划 篇1", "社区年度工作计划"),
        ("篇一:区教育局工作计划", "区教育局工作计划"),
        ("征文活动通知【最新3篇】", "征文活动通知"),
        ("南关委〔2024〕3号关于开展评选的通知", "关于开展评选的通知"),
        ("转：关于做好家访工作的通知", "关于做好家访工作的通知"),
    ],
)
def test_what_a_collection_adds_is_no_part_of_a_title(line: str, title: str) -> None:
    """Serial numbers, 篇一 and 转： around a title are left out."""
    assert told(f"{line}\n一、学习\n")[0] == title


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("一中关于开展“祖国在我心中”", "主题征文活动的通知"),
        ("转发《关于举办“童声颂党”", "征稿活动的通知》的通知"),
        ("基层团组织综合考核评价", "实 施 办 法(试行)"),
    ],
)
def test_the_halves_of_a_broken_title_know_each_other(upper: str, lower: str) -> None:
    """An unfinished 关于, an open 《 and a kind that stands alone join the line above."""
    assert told(f"{upper}\n{lower}\n各学校：\n一、学习\n")[0] == upper + lower


def test_several_bodies_above_a_title_are_no_half_of_it() -> None:
    """Bodies side by side sign a notice; the first of them issues it."""
    text = "南河区教育局 南河区文化局\n关于开展读书活动的通知\n一、学习\n南河区教育局 南河区文化局\n2024年3月1日\n"
    assert told(text) == ("关于开展读书活动的通知", 2024, "南河区教育局")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "学校工作计划 为了贯彻精神。 一、学习 读书。 二、活动 写字。\n",
            ("学校工作计划", None, None),
        ),
        (
            "南河市人民政府关于发展教育的意见(试行)(南政〔2005〕39号)各区：\n一、目标\n",
            ("南河市人民政府关于发展教育的意见(试行)", 2005, "南河市人民政府"),
        ),
        ("2015年工作要点 南河县教育局\n一、学习\n", ("2015年工作要点", 2015, "南河县教育局")),
        ("首页\n大小:33 KB\n加强学习的做法\n一、目标\n", (None, None, None)),
    ],
)
def test_a_title_may_run_on_in_its_line(
    text: str, expected: tuple[str | None, int | None, str | None]
) -> None:
    """A title is read at the front of a line that goes on with a number, a body or the text."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2014年工作总结和2015年工作要点\n一、学习\n", 2015),
        ("2019“教育局计划”工作计划\n一、学习\n", 2019),
        ("读书活动通知\n依据《2014年方案》。\n一、时间\n2015年3月至2015年5月\n", 2015),
        ("关工委工作计划\n时间:2021-06-12\n一、学习\n20xx年X月\n", None),
    ],
)
def test_the_year_is_the_one_that_is_planned(text: str, year: int | None) -> None:
    """Of several years the planned one counts; without any at the top, the one named most often."""
    assert told(text)[1] == year


def test_a_system_of_bodies_gives_way_to_the_body_that_signs() -> None:
    """教育系统关工委 in a title signs nothing; 教育局关工委 below does."""
    text = "海榴区教育系统关工委2021年工作要点\n一、学习\n海榴区教育局关工委\n2021年1月20日\n"
    assert told(text)[2] == "海榴区教育局关工委"


def test_bodies_sign_at_the_end_of_a_single_line() -> None:
    """A text run into one line is signed by the first of the bodies before its date."""
    text = "有关事项如下 一、主题 快乐阅读 二、要求 1.甲 2.乙 联系人:略 南河市文化局 南河市教育局 2018??8\n扫一扫\n|\n"
    assert told(text) == (None, 2018, "南河市文化局")


def test_numbered_notes_of_a_web_page_stay_above_the_title() -> None:
    """1、下载文档前… above a title is no item of the plan."""
    plan = parse("- 1、下载文档前请甄别。\n- 2、侵犯您的权益请联系。\n考核细则\n1.甲\n2.乙\n").value
    assert plan.title == "考核细则"
    assert [item.text for item in plan.items] == ["甲", "乙"]
