from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from tests.reports.reviews import LINES, a_review, figure

from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.plan import Comparator
from guangongwei.reports.data import as_data, as_json, render

if TYPE_CHECKING:
    from guangongwei.reviewing import Review


def test_a_review_is_plain_data(made: Review) -> None:
    """It says which plan, which period and which day, and survives JSON unchanged."""
    found = as_data(made)
    assert {each: found[each] for each in ("plan", "period", "as_of", "organisation")} == {
        "plan": {
            "title": "武进区教育局关工委2024年工作要点",
            "year": 2024,
            "issuer": "武进区教育局关工委",
        },
        "period": {"label": "2024年", "start": "2024-01-01", "end": "2024-12-31"},
        "as_of": "2024-12-31",
        "organisation": None,
    }
    assert json.loads(render(made)) == found


def test_a_share_keeps_its_parts(made: Review) -> None:
    """The value is a fraction of one; part and whole are integers."""
    share = as_data(made)["lines"][0]["figures"][0]
    assert share == {
        "indicator": "accreditation.share",
        "name": "优质化建设达标率",
        "part": 103,
        "whole": 147,
        "value": 103 / 147,
        "unit": "%",
        "decimals": 1,
        "rounded_to": None,
        "absence": None,
        "coverage": {"reported": 147, "expected": 147, "missing": [], "partial": []},
        "bounds": {"low": 103 / 147, "high": 103 / 147},
    }


def test_a_count_says_who_is_missing_and_that_its_bound_is_open(made: Review) -> None:
    """An upper bound that nothing limits is null."""
    active = as_data(made)["lines"][2]["figures"][1]
    assert (active["value"], active["part"], active["unit"]) == (1234, None, "人")
    assert active["coverage"] == {
        "reported": 144,
        "expected": 147,
        "missing": ["S1", "S2", "S9"],
        "partial": ["S2"],
    }
    assert active["bounds"] == {"low": 1234, "high": None}


def test_what_was_not_reported_is_null_with_its_reason(made: Review) -> None:
    """It is never 0."""
    pieces = as_data(made)["lines"][3]["figures"][1]
    assert (pieces["value"], pieces["absence"], pieces["bounds"]) == (None, "not reported", None)


def test_decimals_are_plain_numbers(made: Review) -> None:
    """Hours are written as decimals."""
    hours = as_data(made)["figures"][5]
    assert (hours["value"], hours["bounds"]["low"]) == (61234.5, 61234.5)
    whole = figure("services.hours", Decimal(3), bounds=Bounds(Decimal(3), Decimal(4)))
    assert as_data(a_review(figures=(whole,)))["figures"][0]["bounds"] == {"low": 3.0, "high": 4.0}


def test_a_target_has_its_verdict_and_its_need(made: Review) -> None:
    """The first target of the line stands alone, all of them in a list."""
    line = as_data(made)["lines"][0]
    assert line["targets"] == [line["target"]]
    assert {name: each for name, each in line["target"].items() if name != "reason"} == {
        "indicator": "accreditation.share",
        "organisation": None,
        "value": 0.7,
        "comparator": "≈",
        "hedge": "近",
        "modality": "",
        "due": "2024-12-31",
        "reading": "容差2个百分点",
        "verdict": "met",
        "need": 0,
        "shortfalls": [
            {"town": "湖塘镇", "part": 40, "whole": 50, "more": 0},
            {"town": "雪堰镇", "part": 3, "whole": 12, "more": 6},
            {"town": "unknown", "part": 0, "whole": 0, "more": 0},
        ],
        "to_printed": 0,
        "text": "力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准",
    }
    missed, increased = as_data(made)["lines"][3]["targets"]
    assert (missed["verdict"], missed["value"], missed["need"], missed["reading"]) == (
        "missed",
        400,
        88,
        None,
    )
    assert (increased["comparator"], increased["value"]) == ("increase", None)


def test_a_range_has_two_values_and_a_missing_need_is_null() -> None:
    """What cannot be counted is null, and so is a day nobody named."""
    judgement = LINES[0].judgements[0]
    both = evolve(
        judgement,
        target=evolve(
            judgement.target,
            comparator=Comparator.BETWEEN,
            values=(Fraction(1, 2), Fraction(3)),
            due=None,
        ),
        need=evolve(judgement.need, more=Absence.NOT_APPLICABLE, to_printed=Fraction(5, 2)),
    )
    target = as_data(a_review(lines=(evolve(LINES[0], judgements=(both,)),)))["lines"][0]["target"]
    assert (target["value"], target["due"], target["need"], target["to_printed"]) == (
        [0.5, 3],
        None,
        None,
        2.5,
    )


def test_a_line_says_what_it_is(made: Review) -> None:
    """The printed number, the section, the words, and what bound which indicator."""
    lines = as_data(made)["lines"]
    assert [each["item"] for each in lines] == [7, 8, 13, 15, None]
    assert (lines[0]["section"], lines[0]["title"], lines[0]["measured"], lines[0]["note"]) == (
        "坚持创建引领",
        "年内将组织进行第三批学校的创建工作",
        True,
        None,
    )
    assert lines[0]["bindings"] == [
        {"indicator": "accreditation.share", "words": ["优质化", "标准"]},
        {"indicator": "accreditation.new", "words": []},
    ]
    assert (lines[1]["measured"], lines[1]["note"]) == (False, "nothing measures this item")
    assert (lines[1]["target"], lines[1]["targets"]) == (None, [])
    assert lines[4]["text"] == "加强保障\n落实工作经费。"
    assert [each["value"] for each in lines[2]["activity"]] == [12, 3456]


def test_breakdowns_name_their_categories(made: Review) -> None:
    """An unknown category says so in words."""
    towns = as_data(made)["lines"][0]["breakdowns"][0]
    assert (towns["indicator"], towns["dimensions"]) == ("accreditation.share", ["town"])
    assert [each["categories"] for each in towns["figures"]] == [
        {"town": "湖塘镇"},
        {"town": "雪堰镇"},
        {"town": "unknown"},
    ]
    assert (towns["figures"][2]["value"], towns["figures"][2]["absence"]) == (
        None,
        "not applicable",
    )


def test_problems_have_their_place(made: Review) -> None:
    """A cell by file, row and column; any other place in words."""
    problems = as_data(made)["problems"]
    assert problems[0] == {
        "code": "T105",
        "severity": "error",
        "place": "服务记录.csv!17!日期",
        "file": "服务记录.csv",
        "sheet": None,
        "row": 17,
        "column": "日期",
        "message": "is not a day (3 characters)",
        "hint": "Write it.",
    }
    assert problems[4] == {
        "code": "D206",
        "severity": "warning",
        "place": "$.returns[3]",
        "file": None,
        "sheet": None,
        "row": None,
        "column": None,
        "message": "was noted before",
        "hint": "",
    }


def test_the_callers_targets_stand_beside_the_lines() -> None:
    """Each with its figure and with whom it is about; none is an empty list."""
    judgement = LINES[0].judgements[0]
    asked = evolve(judgement.target, organisation=OrganisationId("S1"))
    found = as_data(a_review(further=(evolve(judgement, target=asked),)))["further_targets"]
    assert [(each["organisation"], each["verdict"], each["figure"]["whole"]) for each in found] == [
        ("S1", "met", 147)
    ]
    assert as_data(a_review())["further_targets"] == []


def test_json_steers_no_terminal() -> None:
    """Controls and overrides of direction are escaped, and read back as they were."""
    words = "甲\x1b[31m\x7f\x9b\u061c\u2028\u202e\u2069\ud800乙"
    text = as_json({"name": words})
    assert json.loads(text) == {"name": words}
    assert "".join(text.splitlines()).isprintable()
