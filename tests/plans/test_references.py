"""What stands in 《》 is told apart: documents and forms, or topics, journals and books."""

from __future__ import annotations

import pytest

from guangongwei.errors import Span
from guangongwei.plans.parse import parse
from guangongwei.plans.references import references


@pytest.mark.parametrize(
    "sentence",
    [
        "贯彻落实《中华人民共和国家庭教育促进法》",
        "落实中办、国办《意见》",
        "对照省下发的《关工委优质化建设均衡发展基本要求》",
        "填写《关工委“五老”志愿者登记表》",
        "学习《中小学生守则（2015年修订）》",
        "完善《校外教育辅导站管理办法（试行）》",
        "以《3-6岁儿童学习与发展指南》为依据",
        "开展《未成年人保护法》知识竞赛",
        "根据《关于关心下一代工作的若干想法》精神",
        "转发《某某同志的先进事迹》（苏教关委〔2025〕2号）",
        "按苏教关委〔2021〕3号《关于评审表彰的复函》",
        "用好《基层关工委工作手册》",
        "签订《安全承诺书》",
        "上报《贫困学生档案》",
    ],
)
def test_documents_and_forms_are_documents(sentence: str) -> None:
    """The noun at the end, the verb before or the number beside the name says so."""
    assert [each.is_document for each in references(sentence, "p")] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "参加《我以祖国为荣》主题教育读书、征文活动",
        "参加《薪火相传---传承传统文化，建设科技强国》活动",
        "用好校刊《百草亭》“家长之友”栏目",
        "订阅《关爱明天》杂志",
        "在《班队工作手册》中每周要有记录",
        "在《中国教师报》上发表文章",
        "用好校本教材《家长一点通》",
        "推荐《红岩》等书目",
        "演唱《我的祖国》",
        "观看电影《长津湖》",
        "学习书写，参加《汉字书法》展览",
        "编印讲义《宝贝成长手册》",
        "诵读《三字经》",
    ],
)
def test_topics_journals_and_books_are_no_documents(sentence: str) -> None:
    """Names of activities, papers, books, songs and films stay out of the documents."""
    assert [each.is_document for each in references(sentence, "p")] == [False]


def test_a_list_of_names_shares_the_words_around_it() -> None:
    """落实 before the first and 征文 after the last speak for every name in the list."""
    found = references("参加《薪火》和《我以祖国为荣》征文；落实《甲》、《乙》", "p")
    assert [each.is_document for each in found] == [False, False, True, True]


def test_a_name_keeps_its_marks_and_its_place() -> None:
    """Brackets, quotes and names inside 《》 belong to the name."""
    text = "按《关于推进“校站结合”的意见(2025)》、《关于印发《五好〈细则〉》的通知》办理"
    found = references(text, "p")
    assert [each.text for each in found] == [
        "《关于推进“校站结合”的意见(2025)》",
        "《关于印发《五好〈细则〉》的通知》",
    ]
    assert [text[each.span.start : each.span.stop] for each in found] == [
        each.text for each in found
    ]


def test_issuers_and_numbers_are_read_beside_a_name() -> None:
    """Who issued a document stands before it, its number in brackets after it."""
    text = (
        "认真落实省教育厅和省文明办、省关工委联合印发的《关于推进建设的意见》"
        "（苏教关委〔2025〕2号），贯彻中办国办46号文件和教育部党组34号文件。"
    )
    found = references(text, "p")
    assert [each.issuers for each in found] == [
        ("省教育厅", "省文明办", "省关工委"),
        ("中办国办",),
        ("教育部党组",),
    ]
    assert [each.number for each in found] == ["苏教关委〔2025〕2号", "46号", "34号"]


def test_documents_named_by_number_alone_are_documents() -> None:
    """46号文件 needs its issuer before it, 苏教关委〔2025〕2号 needs nothing."""
    found = references("落实教育部党组34号文件和苏教关委〔2025〕2号文件；第8号文件", "p")
    assert [(each.text, each.is_document) for each in found] == [
        ("教育部党组34号文件", True),
        ("苏教关委〔2025〕2号文件", True),
    ]


def test_an_unclosed_mark_is_reported_once_a_line() -> None:
    """A 《 without 》 hides no later name, and is a problem of its own."""
    text = "2024年\n一、落实《意见\n" + "好" * 200 + "《办法》，《《\n按《方案》"
    checked = parse(text)
    assert [each.text for each in checked.value.references] == ["《办法》", "《方案》"]
    assert [each.code for each in checked.problems] == ["P101", "P101"]
    assert checked.problems[0].place == Span("plan", 10, 11)


def test_an_unclosed_mark_just_before_a_name_is_passed_over() -> None:
    """《甲《乙》 names 乙."""
    assert [each.text for each in references("落实《甲《办法》", "p")] == ["《办法》"]
    assert references("好》坏", "p") == ()
