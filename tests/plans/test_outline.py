"""A plan is told as plain data in the shape of the gold files."""

from __future__ import annotations

import json

from guangongwei import plans

TEXT = """\
南河区教育局关工委2024年工作要点
一、学习
1.落实《意见》和《意见》，参加《薪火》征文，贯彻教育部党组34号文件。（责任单位：办公室）
2.活动
（1）每校选送2-3篇。
（2）力争70%达标，不断壮大五老队伍。
"""


def test_an_outline_is_plain_data() -> None:
    """Every key of the gold files, each document once, quantified commitments alone."""
    outline = plans.outline(plans.parse(TEXT).value)
    assert json.loads(json.dumps(outline)) == outline
    assert outline == {
        "title": "南河区教育局关工委2024年工作要点",
        "year": 2024,
        "issuer": "南河区教育局关工委",
        "sections": [
            {
                "ordinal": 1,
                "heading": "学习",
                "items": [
                    {"ordinal": 1, "text_start": "落实《意见》和《意见》，", "subitems": 0},
                    {"ordinal": 2, "text_start": "活动", "subitems": 2},
                ],
            }
        ],
        "targets": [
            {
                "text": "每校选送2-3篇",
                "value": [2, 3],
                "comparator": "range",
                "unit": "篇",
                "deadline": None,
            },
            {
                "text": "力争70%达标",
                "value": 0.7,
                "comparator": "=",
                "unit": "%",
                "deadline": "2024-12-31",
            },
        ],
        "documents": ["《意见》"],
        "responsible": ["（责任单位：办公室）"],
    }


def test_a_deadline_is_told_as_its_last_day() -> None:
    """What is due within the year is due on 31 December."""
    plan = plans.parse("2024年工作要点\n一、学习\n1.年内办班3期。\n").value
    assert '"deadline": "2024-12-31"' in json.dumps(plans.outline(plan)["targets"])


def test_the_beginning_of_an_item_has_no_markdown_signs() -> None:
    """**学习** begins with 学习."""
    outline = plans.outline(plans.parse("1. **学习**\n").value)
    assert outline["sections"] == [
        {
            "ordinal": None,
            "heading": None,
            "items": [{"ordinal": 1, "text_start": "学习", "subitems": 0}],
        }
    ]


def test_stars_that_stand_for_left_out_words_are_kept() -> None:
    """**教育 begins with its stars: nothing closes them."""
    outline = plans.outline(plans.parse("1.**教育。\n").value)
    assert outline["sections"] == [
        {
            "ordinal": None,
            "heading": None,
            "items": [{"ordinal": 1, "text_start": "**教育。", "subitems": 0}],
        }
    ]


def test_a_body_that_answers_twice_is_told_once() -> None:
    """The same words in two places are one entry."""
    plan = plans.parse("1.甲（责任单位：办公室）\n2.乙（责任单位：办公室）\n").value
    assert len(plan.responsibilities) == 2
    assert plans.outline(plan)["responsible"] == ["（责任单位：办公室）"]
